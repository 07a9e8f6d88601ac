// Whether an inbox could send and receive now.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::whatsapp {

// Three checks: "token", "phone_number", "webhook_subscription". Error: unavailable, when the platform is not there.
class AccountHealth final : public Health {
public:
    explicit AccountHealth(HttpClient& http) : http_(http) {}

    Task<Result<std::vector<HealthCheck>>> health(Secrets secrets) override;

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::whatsapp
