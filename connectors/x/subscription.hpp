// Sees to it that X posts what the account gets to this desk, and tells when it does not.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/x/app_webhooks.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace balie::connectors::x {

// What the desk reads. A mention that X adds by itself to a reply is no mention: both are needed.
inline constexpr auto wanted_events = std::to_array<std::string_view>(
    {"dm.received", "post.mention.create", "post.reply.create", "post.quote.create", "dm.sent", "post.create",
     "post.delete", "dm.read", "chat.received"});

class WebhookSubscription final : public Subscription {
public:
    explicit WebhookSubscription(HttpClient& http) : app_(http) {}

    // Makes the webhook or has X challenge it again, then asks for what the desk reads and is not sent yet. May be
    // done again. Errors: as in app_webhooks.hpp.
    Task<Result<void>> subscribe(std::string webhook_url, Secrets secrets) override;

private:
    Task<Result<std::string>> valid_webhook(std::string url, std::string token, Secrets secrets);
    Task<Result<void>> ask_for_what_lacks(std::string webhook_id, std::string token, Secrets secrets);

    AppWebhooks app_;
};

// The check "webhook_subscription". Empty when X cannot be asked now, or when its host knows of no webhooks: of what
// nobody can see nothing is said.
Task<std::vector<HealthCheck>> subscription_checks(HttpClient& http, Secrets secrets);

}  // namespace balie::connectors::x
