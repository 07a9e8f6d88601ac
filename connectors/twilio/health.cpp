#include <connectors/twilio/health.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/twilio/api.hpp>

namespace balie::connectors::twilio {
namespace {

HealthCheck check(std::string name, bool ok, std::string detail) {
    auto made = HealthCheck{};
    made.name = std::move(name);
    made.ok = ok;
    made.detail = std::move(detail);
    return made;
}

std::string account_status(std::string_view body) {
    auto const document = json::Document{body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    return root == nullptr ? std::string{} : json::text(*root, "status");
}

}  // namespace

Task<Result<std::vector<HealthCheck>>> AccountHealth::health(Secrets secrets) {
    auto call = api_call("GET", account_url(secrets, ".json"), secrets);
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) { co_return Error{ErrorCode::unavailable, answer.error().detail}; }
    auto checks = std::vector<HealthCheck>{};
    if (!sms::is_success(*answer)) {
        auto const outcome = sms::refused(*answer, stated_error(answer->body), error_rows());
        if (outcome.verdict == Verdict::retry || outcome.verdict == Verdict::uncertain) {
            co_return Error{ErrorCode::unavailable, outcome.reason};
        }
        checks.push_back(
            check(outcome.verdict == Verdict::reauthorize ? "token" : "account", false, outcome.reason));
        co_return checks;
    }
    auto const status = account_status(answer->body);
    checks.push_back(check("token", true, {}));
    checks.push_back(check("account", status == "active", status));
    co_return checks;
}

}  // namespace balie::connectors::twilio
