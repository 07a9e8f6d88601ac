// Whether a page or an Instagram account could send and receive now.
#pragma once

#include <balie/channel/connector.hpp>

#include <string_view>

namespace balie::connectors::meta {

// Two checks: "token" and "webhook_subscription". Error: unavailable, when the platform is not there.
class PageHealth final : public Health {
public:
    // The field without which nothing comes in.
    PageHealth(HttpClient& http, std::string_view field) : http_(http), field_(field) {}

    Task<Result<std::vector<HealthCheck>>> health(Secrets secrets) override;

private:
    HttpClient& http_;
    std::string_view field_;
};

}  // namespace balie::connectors::meta
