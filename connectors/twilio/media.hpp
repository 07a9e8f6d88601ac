// The files of messages, fetched from Twilio.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::twilio {

class Media final : public MediaSource {
public:
    explicit Media(HttpClient& http) : http_(http) {}

    Task<Result<FetchedMedia>> fetch(InboundAttachment attachment, Secrets secrets, std::filesystem::path to,
                                     std::size_t bytes_max) override;

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::twilio
