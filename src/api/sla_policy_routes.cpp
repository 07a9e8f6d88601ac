// Administrators keep them; an inbox names the one that it goes by.
#include "api/sla_policy_routes.hpp"

#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "api/short_list.hpp"
#include "store/sla_policies.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

using nlohmann::json;
using store::sla_policies::SlaPolicy;

constexpr auto seconds_max = std::int64_t{366} * 24 * 60 * 60;
constexpr auto name_limit = TextLimit{.characters_max = 100, .characters_min = 1};

json to_json(SlaPolicy const& policy) {
    auto object = json{{"id", to_string(policy.id)}, {"name", policy.name}, {"version", policy.version}};
    auto const put = [&](char const* name, std::optional<std::int64_t> const& seconds) {
        if (seconds) { object[name] = *seconds; }
    };
    put("first_response_seconds", policy.first_response_seconds);
    put("next_response_seconds", policy.next_response_seconds);
    put("resolution_seconds", policy.resolution_seconds);
    return object;
}

// Zero: no such time.
void read_seconds(RequestBody& body, char const* name, std::optional<std::int64_t>& seconds) {
    auto const given = body.optional_integer(name, 0, seconds_max);
    if (given) { seconds = *given == 0 ? std::nullopt : given; }
}

void read_policy(RequestBody& body, SlaPolicy& policy, bool is_new) {
    policy.name =
        is_new ? body.text("name", name_limit) : body.optional_text("name", name_limit).value_or(policy.name);
    read_seconds(body, "first_response_seconds", policy.first_response_seconds);
    read_seconds(body, "next_response_seconds", policy.next_response_seconds);
    read_seconds(body, "resolution_seconds", policy.resolution_seconds);
}

Error told(Error const& error) {
    if (error.reason != "sla_policies_account_id_name_key") { return error; }
    return {ErrorCode::conflict, "there is a policy of this name already", "name_taken", "name"};
}

}  // namespace

void SlaPolicyRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/sla-policies", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/sla-policies", Policy::change(admin_roles),
               [this](Call call) { return create(std::move(call)); });
    routes.add("PATCH", "/api/v1/sla-policies/{id}", Policy::change(admin_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("DELETE", "/api/v1/sla-policies/{id}", Policy::change(admin_roles),
               [this](Call call) { return remove(std::move(call)); });
}

Task<Result<http::Response>> SlaPolicyRoutes::list(Call call) {
    auto const asked = short_list_page_in(call);
    if (!asked) { co_return asked.error(); }
    auto find = [account =
                     call.actor.account](db::Transaction& transaction) -> Result<std::vector<SlaPolicy>> {
        return store::sla_policies::list(transaction, account);
    };
    auto const policies = co_await database_->run(call.actor.account.value, std::move(find));
    if (!policies) { co_return policies.error(); }
    co_return short_list_response(*policies, *asked, [](SlaPolicy const& policy) { return to_json(policy); });
}

Task<Result<http::Response>> SlaPolicyRoutes::create(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto policy = SlaPolicy{};
    read_policy(*body, policy, true);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto add = [account = call.actor.account,
                policy = std::move(policy)](db::Transaction& transaction) -> Result<SlaPolicy> {
        return store::sla_policies::insert(transaction, account, policy);
    };
    auto const made = co_await database_->run(call.actor.account.value, std::move(add));
    if (!made) { co_return told(made.error()); }
    co_return json_response(201, to_json(*made));
}

Task<Result<http::Response>> SlaPolicyRoutes::change(Call call) {
    auto const id = call.id<SlaPolicy>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto sketch = SlaPolicy{};
    read_policy(*body, sketch, false);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [account = call.actor.account, id = *id,
                  request = call.request](db::Transaction& transaction) -> Result<SlaPolicy> {
        auto policy = store::sla_policies::find_to_change(transaction, account, id);
        if (!policy) { return policy.error(); }
        auto given = RequestBody::of(request);
        if (!given) { return given.error(); }
        read_policy(*given, *policy, false);
        return store::sla_policies::update(transaction, account, *policy);
    };
    auto const policy = co_await database_->run(call.actor.account.value, std::move(write));
    if (!policy) { co_return told(policy.error()); }
    co_return json_response(200, to_json(*policy));
}

Task<Result<http::Response>> SlaPolicyRoutes::remove(Call call) {
    auto const id = call.id<SlaPolicy>();
    if (!id) { co_return id.error(); }
    auto write = [account = call.actor.account, id = *id](db::Transaction& transaction) {
        return store::sla_policies::remove(transaction, account, id);
    };
    auto const removed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!removed) { co_return removed.error(); }
    co_return no_content();
}

}  // namespace balie::api
