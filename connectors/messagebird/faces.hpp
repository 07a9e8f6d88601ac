// What MessageBird can do besides sending: files, and a look at the key.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::messagebird {

class Media final : public MediaSource {
public:
    explicit Media(HttpClient& http) : http_(http) {}

    Task<Result<FetchedMedia>> fetch(InboundAttachment attachment, Secrets secrets, std::filesystem::path to,
                                     std::size_t bytes_max) override;

private:
    HttpClient& http_;
};

// One check: "token". Error: unavailable, when the platform is not there.
class KeyHealth final : public Health {
public:
    explicit KeyHealth(HttpClient& http) : http_(http) {}

    Task<Result<std::vector<HealthCheck>>> health(Secrets secrets) override;

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::messagebird
