// Files to and from WhatsApp. They are uploaded first and then sent by their id; received ones are looked up by
// their id and fetched from an address that lives five minutes.
#pragma once

#include <balie/channel/connector.hpp>

#include <filesystem>
#include <string>

namespace balie::connectors::whatsapp {

class Media final : public MediaSource {
public:
    explicit Media(HttpClient& http) : http_(http) {}

    Task<Result<FetchedMedia>> fetch(InboundAttachment attachment, Secrets secrets, std::filesystem::path to,
                                     std::size_t bytes_max) override;

    // A media id, or why there is none. An upload shows nothing to anybody: its failure is never `uncertain`.
    struct Upload {
        std::string media_id = {};
        SendOutcome failure = {};

        Upload() = default;
    };
    Task<Upload> upload(OutboundAttachment attachment, Secrets secrets);

private:
    struct Location;
    Task<Result<Location>> look_up(std::string media_id, Secrets secrets);
    Task<Result<FetchedMedia>> download(Location location, Secrets secrets, std::filesystem::path to,
                                        std::size_t bytes_max);

    HttpClient& http_;
};

}  // namespace balie::connectors::whatsapp
