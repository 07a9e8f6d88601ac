// An app that is not subscribed gets no webhooks, and nothing else would tell us.
#include <connectors/meta/page_health.hpp>

#include <connectors/meta/graph.hpp>
#include <connectors/meta/item.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/meta/page_errors.hpp>

#include <algorithm>

namespace balie::connectors::meta {
namespace {

HealthCheck check(std::string name, bool ok, std::string detail) {
    auto made = HealthCheck{};
    made.name = std::move(name);
    made.ok = ok;
    made.detail = std::move(detail);
    return made;
}

HealthCheck token_check(HttpAnswer const& answer) {
    if (is_refusal(answer)) {
        auto const outcome = refused(answer, page_error_rows());
        auto const is_token = outcome.verdict == Verdict::reauthorize;
        return check(is_token ? "token" : "account", false, outcome.reason);
    }
    auto const document = json::Document{answer.body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    return check("token", true, root == nullptr ? std::string{} : name_in(*root, "name"));
}

// Instagram's own answers do not list the fields: there it is enough that the app is named.
bool has_field(json::Value const& app, std::string_view field) {
    auto const* const object = app.if_object();
    auto const* const fields = object == nullptr ? nullptr : json::array_in(*object, "subscribed_fields");
    if (fields == nullptr) { return object != nullptr; }
    return std::any_of(fields->begin(), fields->end(), [field](auto const& one) {
        return one.is_string() && std::string_view{one.get_string()} == field;
    });
}

HealthCheck subscription_check(HttpAnswer const& answer, std::string_view field) {
    if (is_refusal(answer)) {
        return check("webhook_subscription", false, refused(answer, page_error_rows()).reason);
    }
    auto const document = json::Document{answer.body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto const* const apps = root == nullptr ? nullptr : json::array_in(*root, "data");
    auto const is_there =
        apps != nullptr &&
        std::any_of(apps->begin(), apps->end(), [field](auto const& app) { return has_field(app, field); });
    return check("webhook_subscription", is_there,
                 is_there ? std::string{} : "no app is subscribed to " + std::string{field});
}

}  // namespace

Task<Result<std::vector<HealthCheck>>> PageHealth::health(Secrets secrets) {
    auto checks = std::vector<HealthCheck>{};
    auto page_call =
        graph_call("GET", graph_url(secrets, {account_node(secrets)}) + "?fields=id,name", secrets);
    auto const page = co_await http_.call(std::move(page_call));
    if (!page) { co_return Error{ErrorCode::unavailable, page.error().detail}; }
    checks.push_back(token_check(*page));
    auto apps_url = graph_url(secrets, {account_node(secrets), "subscribed_apps"});
    auto apps_call = graph_call("GET", std::move(apps_url), secrets);
    auto const apps = co_await http_.call(std::move(apps_call));
    if (!apps) { co_return Error{ErrorCode::unavailable, apps.error().detail}; }
    checks.push_back(subscription_check(*apps, field_));
    co_return checks;
}

}  // namespace balie::connectors::meta
