// An app that is not subscribed to the business account gets no webhooks, and nothing else would tell us.
#include <connectors/whatsapp/health.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/meta/graph.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/whatsapp/errors.hpp>

namespace balie::connectors::whatsapp {
namespace {

constexpr auto number_fields =
    std::string_view{"?fields=display_phone_number,verified_name,quality_rating,status"};

HealthCheck check(std::string name, bool ok, std::string detail) {
    auto made = HealthCheck{};
    made.name = std::move(name);
    made.ok = ok;
    made.detail = std::move(detail);
    return made;
}

std::string number_detail(HttpAnswer const& answer) {
    auto const document = json::Document{answer.body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    if (root == nullptr) { return {}; }
    auto detail = json::text(*root, "display_phone_number");
    auto const quality = json::text(*root, "quality_rating");
    return quality.empty() ? detail : detail + ", quality " + quality;
}

void add_number_checks(std::vector<HealthCheck>& checks, HttpAnswer const& answer) {
    if (!meta::is_refusal(answer)) {
        checks.push_back(check("token", true, {}));
        checks.push_back(check("phone_number", true, number_detail(answer)));
        return;
    }
    auto const outcome = meta::refused(answer, error_rows());
    auto const is_token = outcome.verdict == Verdict::reauthorize;
    checks.push_back(check("token", !is_token, is_token ? outcome.reason : std::string{}));
    checks.push_back(check("phone_number", false, outcome.reason));
}

HealthCheck subscription_check(HttpAnswer const& answer) {
    if (meta::is_refusal(answer)) {
        return check("webhook_subscription", false, meta::refused(answer, error_rows()).reason);
    }
    auto const document = json::Document{answer.body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto const* const apps = root == nullptr ? nullptr : json::array_in(*root, "data");
    auto const is_subscribed = apps != nullptr && !apps->empty();
    return check("webhook_subscription", is_subscribed,
                 is_subscribed ? "" : "no app is subscribed to the business account");
}

}  // namespace

Task<Result<std::vector<HealthCheck>>> AccountHealth::health(Secrets secrets) {
    auto checks = std::vector<HealthCheck>{};
    auto number_url = meta::graph_url(secrets, {secrets["phone_number_id"]}) + std::string{number_fields};
    auto number_call = meta::graph_call("GET", std::move(number_url), secrets);
    auto const number = co_await http_.call(std::move(number_call));
    if (!number) { co_return Error{ErrorCode::unavailable, number.error().detail}; }
    add_number_checks(checks, *number);
    auto apps_url = meta::graph_url(secrets, {secrets["waba_id"], "subscribed_apps"});
    auto apps_call = meta::graph_call("GET", std::move(apps_url), secrets);
    auto const apps = co_await http_.call(std::move(apps_call));
    if (!apps) { co_return Error{ErrorCode::unavailable, apps.error().detail}; }
    checks.push_back(subscription_check(*apps));
    co_return checks;
}

}  // namespace balie::connectors::whatsapp
