// Files that a webhook names by their address.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::meta {

class UrlMedia final : public MediaSource {
public:
    explicit UrlMedia(HttpClient& http) : http_(http) {}

    // The address is its own key: no token goes with the call, whoever answers.
    Task<Result<FetchedMedia>> fetch(InboundAttachment attachment, Secrets secrets, std::filesystem::path to,
                                     std::size_t bytes_max) override;

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::meta
