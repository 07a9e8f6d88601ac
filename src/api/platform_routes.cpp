// Templates are kept as they were last listed, so that a composer opens at once and works while the platform does not.
#include "api/platform_routes.hpp"

#include "api/inbox_routes.hpp"
#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "ingest/health_rounds.hpp"
#include "store/inbox_health.hpp"
#include "store/mailboxes.hpp"
#include "store/templates.hpp"
#include "wire/template.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::api {
namespace {

using nlohmann::json;

json templates_json(std::vector<TemplateText> const& templates) {
    auto items = json::array();
    for (auto const& one : templates) { items.push_back(wire::to_json(one)); }
    return json{{"items", std::move(items)}};
}

json check_json(std::string_view name, bool ok, std::string const& detail) {
    auto check = json{{"name", name}, {"ok", ok}};
    if (!detail.empty()) { check["detail"] = detail; }
    return check;
}

// What we can tell without asking anybody.
json set_up_checks(Inbox const& inbox, Connector const& connector) {
    auto missing = std::string{};
    auto const fields = settings_of(connector);
    for (auto const& field : fields) {
        auto const is_set = inbox.sealed.contains(field.name) || inbox.settings.contains(field.name) ||
                            !is_of_use(field, fields, inbox.settings);
        if (field.required && !is_set) { missing += (missing.empty() ? "" : ", ") + std::string{field.name}; }
    }
    auto checks = json::array();
    checks.push_back(check_json("settings", missing.empty(), missing));
    checks.push_back(check_json("authorization", !inbox.needs_reauthorization, {}));
    checks.push_back(check_json("first_webhook", inbox.first_webhook_at.has_value(), {}));
    return checks;
}

// The platform refused the token when it was used: that it still tells who we are does not make it good.
bool is_refuted(HealthCheck const& check, Inbox const& inbox) {
    return inbox.needs_reauthorization && check.ok && check.name == "token";
}

// How the node that watches the mailbox found it last.
json look_check(store::mailboxes::Position const& position) {
    auto const when = position.looked_at ? to_rfc3339(*position.looked_at) : std::string{};
    return check_json(
        "last_look", position.fault.empty() && position.looked_at.has_value(),
        position.fault.empty() ? when : position.fault + (when.empty() ? "" : ", last well " + when));
}

}  // namespace

void PlatformRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/inboxes/{id}/templates", Policy::read(every_role),
               [this](Call call) { return list_templates(std::move(call)); });
    routes.add("GET", "/api/v1/inboxes/{id}/health", Policy::read(lead_roles),
               [this](Call call) { return show_health(std::move(call)); });
    routes.add("POST", "/api/v1/inboxes/{id}/subscribe", Policy::change(admin_roles),
               [this](Call call) { return subscribe(std::move(call)); });
}

Task<Result<http::Response>> PlatformRoutes::list_templates(Call call) {
    auto query = Query{call.request};
    auto const is_refresh = query.is_true("refresh");
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto asked = co_await inbox_of(call);
    if (!asked) { co_return asked.error(); }
    auto const inbox = asked->inbox.id;
    auto kept = co_await kept_templates(call.actor.account, inbox);
    if (!kept) { co_return kept.error(); }
    if (!is_refresh && !kept->empty()) { co_return json_response(200, templates_json(*kept)); }
    if (asked->connector->template_source() == nullptr) { co_return json_response(200, templates_json({})); }
    auto const fresh = co_await fresh_templates(std::move(*asked));
    // A sender who did not ask for news is served with what there is, be it nothing.
    if (!fresh && is_refresh) { co_return fresh.error(); }
    co_return json_response(200, templates_json(fresh ? *fresh : *kept));
}

Task<Result<http::Response>> PlatformRoutes::show_health(Call call) {
    auto asked = co_await inbox_of(call);
    if (!asked) { co_return asked.error(); }
    co_return co_await health_of(std::move(*asked));
}

// What the platform says of itself afterwards is the answer: that the call went well is not yet a webhook.
Task<Result<http::Response>> PlatformRoutes::subscribe(Call call) {
    auto nothing = RequestBody::of(call.request);
    if (!nothing) { co_return nothing.error(); }
    if (auto const read = nothing->end(); !read) { co_return read.error(); }
    auto asked = co_await inbox_of(call);
    if (!asked) { co_return asked.error(); }
    auto* const subscription = asked->connector->subscription();
    if (subscription == nullptr) {
        co_return Error{ErrorCode::unprocessable, "this platform's webhooks are set up by hand",
                        "subscription_not_supported"};
    }
    auto secrets = store::inboxes::open_secrets(asked->inbox, *box_);
    if (!secrets) { co_return secrets.error(); }
    auto url = site_.webhook_url(asked->inbox.channel, asked->inbox.id);
    auto const done = co_await subscription->subscribe(std::move(url), std::move(*secrets));
    if (!done) { co_return done.error(); }
    co_return co_await health_of(std::move(*asked));
}

Task<Result<http::Response>> PlatformRoutes::health_of(Asked asked) {
    auto checks = set_up_checks(asked.inbox, *asked.connector);
    auto look = [inbox = asked.inbox,
                 now = clock_->now()](db::Transaction& transaction) -> Result<std::vector<HealthCheck>> {
        store::inbox_health::look_soon(transaction, inbox.account, inbox.id);
        return ingest::own_checks(transaction, inbox, now);
    };
    auto const own = co_await database_->run(asked.inbox.account.value, std::move(look));
    for (auto const& check : own ? *own : std::vector<HealthCheck>{}) {
        checks.push_back(check_json(check.name, check.ok, check.detail));
    }
    if (asked.connector->mailbox() != nullptr) {
        auto const position = co_await position_of(asked.inbox.account, asked.inbox.id);
        if (position && *position) { checks.push_back(look_check(**position)); }
    }
    auto secrets = store::inboxes::open_secrets(asked.inbox, *box_);
    if (!secrets) {
        checks.push_back(check_json("secrets", false, secrets.error().detail));
    } else if (auto* const health = asked.connector->health(); health != nullptr) {
        auto const told = co_await health->health(std::move(*secrets));
        if (!told) { checks.push_back(check_json("platform", false, told.error().detail)); }
        if (told) {
            for (auto const& check : *told) {
                if (is_refuted(check, asked.inbox)) { continue; }
                checks.push_back(check_json(check.name, check.ok, check.detail));
            }
        }
    }
    co_return json_response(200, json{{"checks", std::move(checks)}});
}

Task<Result<PlatformRoutes::Asked>> PlatformRoutes::inbox_of(Call const& call) {
    auto const absent = Error{ErrorCode::not_found, "there is no such inbox"};
    auto const id = call.id<Inbox>();
    if (!id || !may_see_inbox(call.actor, *id)) { co_return absent; }
    auto find = [account = call.actor.account, id = *id](db::Transaction& transaction) {
        return store::inboxes::find(transaction, account, id);
    };
    auto inbox = co_await database_->run(call.actor.account.value, std::move(find));
    if (!inbox) { co_return inbox.error(); }
    auto const connector = connectors_->find(inbox->channel);
    if (connector == connectors_->end()) { co_return absent; }
    auto asked = Asked{std::move(*inbox), connector->second};
    co_return asked;
}

Task<Result<std::optional<store::mailboxes::Position>>> PlatformRoutes::position_of(AccountId account,
                                                                                    InboxId inbox) {
    auto find = [account,
                 inbox](db::Transaction& transaction) -> Result<std::optional<store::mailboxes::Position>> {
        return store::mailboxes::find(transaction, account, inbox);
    };
    co_return co_await database_->run(account.value, std::move(find));
}

Task<Result<std::vector<TemplateText>>> PlatformRoutes::kept_templates(AccountId account, InboxId inbox) {
    auto list = [account, inbox](db::Transaction& transaction) -> Result<std::vector<TemplateText>> {
        return store::templates::list(transaction, account, inbox);
    };
    co_return co_await database_->run(account.value, std::move(list));
}

Task<Result<std::vector<TemplateText>>> PlatformRoutes::fresh_templates(Asked asked) {
    auto secrets = store::inboxes::open_secrets(asked.inbox, *box_);
    if (!secrets) { co_return secrets.error(); }
    auto listed = co_await asked.connector->template_source()->templates(std::move(*secrets));
    if (!listed) { co_return listed.error(); }
    auto keep = [account = asked.inbox.account, inbox = asked.inbox.id, listed = std::move(*listed)](
                    db::Transaction& transaction) -> Result<std::vector<TemplateText>> {
        store::templates::replace(transaction, account, inbox, listed);
        return store::templates::list(transaction, account, inbox);
    };
    co_return co_await database_->run(asked.inbox.account.value, std::move(keep));
}

}  // namespace balie::api
