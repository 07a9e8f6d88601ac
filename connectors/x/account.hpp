// Who we are on X, and who a customer is.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::x {

class AccountHealth final : public Health {
public:
    explicit AccountHealth(HttpClient& http) : http_(http) {}
    Task<Result<std::vector<HealthCheck>>> health(Secrets secrets) override;

private:
    HttpClient& http_;
};

class Profiles final : public ProfileSource {
public:
    explicit Profiles(HttpClient& http) : http_(http) {}
    Task<Result<InboundContact>> profile(IdentityValue customer, Secrets secrets) override;

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::x
