// https://docs.x.com/x-api/users/lookup (2026-08)
#include <connectors/x/account.hpp>

#include <connectors/json/item.hpp>
#include <connectors/platform/outcome.hpp>
#include <connectors/x/api.hpp>
#include <connectors/x/person.hpp>
#include <connectors/x/subscription.hpp>

#include <algorithm>
#include <iterator>

namespace balie::connectors::x {
namespace {

HealthCheck check(std::string name, bool ok, std::string detail) {
    auto made = HealthCheck{};
    made.name = std::move(name);
    made.ok = ok;
    made.detail = std::move(detail);
    return made;
}

}  // namespace

Task<Result<std::vector<HealthCheck>>> AccountHealth::health(Secrets secrets) {
    auto call = api_call("GET", api_url(secrets, {"users", "me"}), secrets);
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) { co_return Error{ErrorCode::unavailable, "the platform could not be reached"}; }
    auto checks = std::vector<HealthCheck>{};
    auto const id = datum(*answer, "id");
    if (id.empty()) {
        auto const refusal = refused(*answer);
        auto const is_token = refusal.verdict == Verdict::reauthorize;
        checks.push_back(check(is_token ? "token" : "account", false,
                               refusal.detail.empty() ? refusal.reason : refusal.detail));
        co_return checks;
    }
    checks.push_back(check("token", true, {}));
    auto const is_ours = id == secrets["user_id"];
    checks.push_back(check("account", is_ours,
                           is_ours ? '@' + datum(*answer, "username")
                                   : "the keys are those of account " + id + ", not of the inbox's user_id"));
    if (!is_ours) { co_return checks; }
    auto told = co_await subscription_checks(http_, std::move(secrets));
    std::ranges::move(told, std::back_inserter(checks));
    co_return checks;
}

Task<Result<InboundContact>> Profiles::profile(IdentityValue customer, Secrets secrets) {
    if (customer.kind != IdentityKind::x_user) { co_return Error{ErrorCode::not_found, "no account on X"}; }
    auto call = api_call(
        "GET", api_url(secrets, {"users", customer.value}) + "?user.fields=profile_image_url", secrets);
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) { co_return Error{ErrorCode::unavailable, "the platform could not be reached"}; }
    if (answer->status != 200) { co_return platform::status_error(answer->status); }
    auto const document = json::Document{answer->body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto const* const data = root == nullptr ? nullptr : json::object_in(*root, "data");
    // An account that is gone comes as 200 with errors and no data.
    if (data == nullptr) { co_return Error{ErrorCode::not_found, "the account is not there"}; }
    auto people = People{};
    people.add(data);
    co_return people.profile(customer.value);
}

}  // namespace balie::connectors::x
