// https://docs.x.com/x-api/webhooks/introduction, /x-api/activity/introduction (2026-08)
#include <connectors/x/subscription.hpp>

#include <algorithm>
#include <string_view>

namespace balie::connectors::x {
namespace {

HealthCheck check(bool ok, std::string detail) { return {"webhook_subscription", ok, std::move(detail)}; }

// Where the plan has no second webhook for the app, its accounts share one: any of this desk's channel will do.
std::string_view folder_of(std::string_view url) noexcept { return url.substr(0, url.rfind('/') + 1); }

std::string shared_webhook(std::vector<AppWebhook> const& webhooks, std::string_view url) {
    auto const found = std::ranges::find_if(
        webhooks, [url](AppWebhook const& one) { return one.valid && folder_of(one.url) == folder_of(url); });
    return found == webhooks.end() ? std::string{} : found->id;
}

bool is_sent(std::vector<ActivitySubscription> const& subscriptions, std::string_view event_type,
             std::string_view webhook_id) {
    return std::ranges::any_of(subscriptions, [&](auto const& one) {
        return one.event_type == event_type && one.webhook_id == webhook_id;
    });
}

}  // namespace

Task<Result<void>> WebhookSubscription::subscribe(std::string webhook_url, Secrets secrets) {
    auto const token = co_await app_.token(secrets);
    if (!token) { co_return token.error(); }
    auto const id = co_await valid_webhook(std::move(webhook_url), *token, secrets);
    if (!id) { co_return id.error(); }
    // The older interface's one subscription brings all of it: asking for both would be paid for twice.
    auto const older = co_await app_.has_account_activity(*id, secrets);
    if (older && *older) { co_return Result<void>{}; }
    co_return co_await ask_for_what_lacks(*id, *token, std::move(secrets));
}

Task<Result<std::string>> WebhookSubscription::valid_webhook(std::string url, std::string token,
                                                             Secrets secrets) {
    auto const webhooks = co_await app_.list(token, secrets);
    if (!webhooks) { co_return webhooks.error(); }
    auto const ours = std::ranges::find(*webhooks, url, &AppWebhook::url);
    if (ours == webhooks->end()) {
        auto made = co_await app_.make(url, std::move(token), std::move(secrets));
        auto shared = shared_webhook(*webhooks, url);
        if (made || shared.empty() || made.error().code == ErrorCode::unavailable) { co_return made; }
        co_return shared;
    }
    if (!ours->valid) {
        auto const validated = co_await app_.validate(ours->id, std::move(token), std::move(secrets));
        if (!validated) { co_return validated.error(); }
    }
    co_return ours->id;
}

// One event that the plan or the app's permissions do not give leaves the others to come.
Task<Result<void>> WebhookSubscription::ask_for_what_lacks(std::string webhook_id, std::string token,
                                                           Secrets secrets) {
    auto const there = co_await app_.subscriptions(std::move(token), secrets);
    if (!there) { co_return there.error(); }
    auto outcome = Result<void>{};
    for (auto const event : wanted_events) {
        if (is_sent(*there, event, webhook_id)) { continue; }
        auto const done = co_await app_.subscribe(std::string{event}, webhook_id, secrets);
        if (done) { continue; }
        auto error = done.error();
        if (error.code == ErrorCode::unavailable) { co_return error; }
        error.detail = std::string{event} + ": " + error.detail;
        if (outcome) { outcome = std::move(error); }
    }
    co_return outcome;
}

// An app's webhooks tell nothing of addresses that are another desk's: one that is valid and sends us something will do.
Task<std::vector<HealthCheck>> subscription_checks(HttpClient& http, Secrets secrets) {
    auto app = AppWebhooks{http};
    auto const token = co_await app.token(secrets);
    if (!token) { co_return std::vector<HealthCheck>{}; }
    auto const webhooks = co_await app.list(*token, secrets);
    if (!webhooks) { co_return std::vector<HealthCheck>{}; }
    auto const there = co_await app.subscriptions(*token, secrets);
    if (!there) { co_return std::vector<HealthCheck>{}; }
    auto checks = std::vector<HealthCheck>{};
    auto is_any_valid = false;
    for (auto const& webhook : *webhooks) {
        if (!webhook.valid) { continue; }
        is_any_valid = true;
        auto is_ours =
            std::ranges::find(*there, webhook.id, &ActivitySubscription::webhook_id) != there->end();
        if (!is_ours) {
            auto const older = co_await app.has_account_activity(webhook.id, secrets);
            is_ours = older && *older;
        }
        if (!is_ours) { continue; }
        checks.push_back(check(true, {}));
        co_return checks;
    }
    checks.push_back(check(false, is_any_valid ? "nothing of the account is sent to a webhook"
                                               : "the app has no valid webhook"));
    co_return checks;
}

}  // namespace balie::connectors::x
