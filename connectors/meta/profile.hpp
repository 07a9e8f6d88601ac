// The name and the picture of a customer who came with nothing but an id.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/meta/exchange.hpp>

namespace balie::connectors::meta {

class Profile final : public ProfileSource {
public:
    Profile(HttpClient& http, Platform platform) : http_(http), platform_(platform) {}

    Task<Result<InboundContact>> profile(IdentityValue customer, Secrets secrets) override;

private:
    HttpClient& http_;
    Platform platform_;
};

}  // namespace balie::connectors::meta
