// What an app on X has sent to whom: its webhooks, and the events that an account's subscriptions put into them.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/channel/connector.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::connectors::x {

struct AppWebhook {
    std::string id;
    std::string url;
    bool valid;  // passed X's last challenge: an invalid one gets no events

    AppWebhook(std::string id_, std::string url_, bool valid_)
        : id(std::move(id_)), url(std::move(url_)), valid(valid_) {}
};

// One of the X Activity API's subscriptions.
struct ActivitySubscription {
    std::string event_type;  // "dm.received"
    std::string webhook_id;

    ActivitySubscription(std::string event_type_, std::string webhook_id_)
        : event_type(std::move(event_type_)), webhook_id(std::move(webhook_id_)) {}
};

// Most of this is the app's to ask and not an account's: the app's own token opens it, which its keys are given for.
// Errors: unavailable, not_found, forbidden (the keys or the plan), unprocessable with X's words.
class AppWebhooks {
public:
    explicit AppWebhooks(HttpClient& http) : http_(http) {}

    Task<Result<std::string>> token(Secrets secrets);

    Task<Result<std::vector<AppWebhook>>> list(std::string token, Secrets secrets);
    // X calls the address for its challenge before it answers. The new webhook's id.
    Task<Result<std::string>> make(std::string url, std::string token, Secrets secrets);
    // Has X challenge it once more.
    Task<Result<void>> validate(std::string webhook_id, std::string token, Secrets secrets);

    // Those of the inbox's account.
    Task<Result<std::vector<ActivitySubscription>>> subscriptions(std::string token, Secrets secrets);
    // Private events are the account's to give: signed with its keys.
    Task<Result<void>> subscribe(std::string event_type, std::string webhook_id, Secrets secrets);
    // Whether the account's one subscription of the older Account Activity API goes there.
    Task<Result<bool>> has_account_activity(std::string webhook_id, Secrets secrets);

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::x
