// Whether an inbox could send now.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::twilio {

// Two checks: "token" and "account". Error: unavailable, when the platform is not there.
class AccountHealth final : public Health {
public:
    explicit AccountHealth(HttpClient& http) : http_(http) {}

    Task<Result<std::vector<HealthCheck>>> health(Secrets secrets) override;

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::twilio
