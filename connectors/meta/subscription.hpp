// Tells Meta that this app wants the page's or account's webhooks. Meta forgets it when we fail for an hour.
#pragma once

#include <balie/channel/connector.hpp>

#include <string_view>

namespace balie::connectors::meta {

class AppSubscription final : public Subscription {
public:
    // The names of the fields, with commas between.
    AppSubscription(HttpClient& http, std::string_view fields) : http_(http), fields_(fields) {}

    // Where webhooks go is a setting of the app, made in its dashboard: the address is not told here.
    Task<Result<void>> subscribe(std::string webhook_url, Secrets secrets) override;

private:
    HttpClient& http_;
    std::string_view fields_;
};

}  // namespace balie::connectors::meta
