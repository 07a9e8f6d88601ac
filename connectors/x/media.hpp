// Pictures and films to and from X. They are uploaded first and then sent by their id; received ones have an address.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/x/film.hpp>

#include <filesystem>
#include <string>

namespace balie::connectors::x {

class Media final : public MediaSource {
public:
    explicit Media(HttpClient& http) : http_(http) {}

    Task<Result<FetchedMedia>> fetch(InboundAttachment attachment, Secrets secrets, std::filesystem::path to,
                                     std::size_t bytes_max) override;

    // Of the message's only attachment.
    Task<Upload> upload(OutboundMessage message, Secrets secrets);

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::x
