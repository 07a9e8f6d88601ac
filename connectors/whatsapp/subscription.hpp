// Tells Meta that this app wants the webhooks of a WhatsApp business account.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::whatsapp {

class AccountSubscription final : public Subscription {
public:
    explicit AccountSubscription(HttpClient& http) : http_(http) {}

    // Where webhooks go is a setting of the app, made in its dashboard: the address is not told here.
    Task<Result<void>> subscribe(std::string webhook_url, Secrets secrets) override;

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::whatsapp
