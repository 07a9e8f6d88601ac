// Everything here concerns the actor alone.
#include "api/me_routes.hpp"

#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "identity/people.hpp"
#include "store/api_tokens.hpp"
#include "store/users.hpp"
#include "wire/account.hpp"
#include "wire/user.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

constexpr auto preferences_bytes_max = std::size_t{16} << 10U;

Result<http::Response> me_response(Result<User> const& user) {
    if (!user) { return user.error(); }
    return json_response(200, wire::to_json_for_self(*user));
}

}  // namespace

void MeRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/me", Policy::read(every_role),
               [this](Call call) { return show(std::move(call)); });
    routes.add("PUT", "/api/v1/me/availability", Policy::change(every_role),
               [this](Call call) { return set_availability(std::move(call)); });
    routes.add("PUT", "/api/v1/me/preferences", Policy::change(every_role),
               [this](Call call) { return set_preferences(std::move(call)); });
    routes.add("GET", "/api/v1/me/tokens", Policy::read(every_role),
               [this](Call call) { return list_tokens(std::move(call)); });
    routes.add("POST", "/api/v1/me/tokens",
               Policy::change(every_role).for_sessions_only().without_idempotency(),
               [this](Call call) { return create_token(std::move(call)); });
    routes.add("DELETE", "/api/v1/me/tokens/{id}", Policy::change(every_role),
               [this](Call call) { return revoke_token(std::move(call)); });
}

Task<Result<http::Response>> MeRoutes::show(Call call) {
    auto find = [account = call.actor.account, user = call.actor.user](db::Transaction& transaction) {
        return store::users::find(transaction, account, user);
    };
    auto const me = co_await database_->run(call.actor.account.value, std::move(find));
    co_return me_response(me);
}

Task<Result<http::Response>> MeRoutes::set_availability(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto const availability = body->word<Availability>("availability");
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto change = [account = call.actor.account, user = call.actor.user,
                   availability](db::Transaction& transaction) {
        store::users::set_availability(transaction, account, user, availability);
        return store::users::find(transaction, account, user);
    };
    auto const me = co_await database_->run(call.actor.account.value, std::move(change));
    if (me && availability_changed_) {
        availability_changed_(call.actor.account, call.actor.user, availability);
    }
    co_return me_response(me);
}

Task<Result<http::Response>> MeRoutes::set_preferences(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto const preferences = body->free_object("preferences", preferences_bytes_max);
    if (!body->has("preferences")) { body->fault("preferences", "required", "is required"); }
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto change = [account = call.actor.account, user = call.actor.user,
                   text = preferences->dump()](db::Transaction& transaction) {
        store::users::set_preferences(transaction, account, user, text);
        return store::users::find(transaction, account, user);
    };
    auto const me = co_await database_->run(call.actor.account.value, std::move(change));
    co_return me_response(me);
}

Task<Result<http::Response>> MeRoutes::list_tokens(Call call) {
    auto list = [account = call.actor.account,
                 user = call.actor.user](db::Transaction& transaction) -> Result<std::vector<ApiToken>> {
        return store::api_tokens::of_user(transaction, account, user);
    };
    auto const tokens = co_await database_->run(call.actor.account.value, std::move(list));
    if (!tokens) { co_return tokens.error(); }
    auto items = nlohmann::json::array();
    for (auto const& token : *tokens) { items.push_back(wire::to_json(token)); }
    co_return json_response(200, nlohmann::json{{"items", std::move(items)}});
}

Task<Result<http::Response>> MeRoutes::create_token(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto name = body->text("name", {.characters_max = 200, .characters_min = 1});
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto add = [changer = identity::Changer{call.actor.account, call.actor.user},
                name = std::move(name)](db::Transaction& transaction) -> Result<identity::NewToken> {
        return identity::add_token(transaction, changer, changer.user, name);
    };
    auto const added = co_await database_->run(call.actor.account.value, std::move(add));
    if (!added) { co_return added.error(); }
    auto shown = wire::to_json(added->token);
    shown["token"] = added->secret;
    co_return json_response(201, shown);
}

Task<Result<http::Response>> MeRoutes::revoke_token(Call call) {
    auto const id = call.id<ApiToken>();
    if (!id) { co_return id.error(); }
    auto revoke = [changer = identity::Changer{call.actor.account, call.actor.user},
                   id = *id](db::Transaction& transaction) {
        return identity::revoke_token(transaction, changer, id);
    };
    auto const revoked = co_await database_->run(call.actor.account.value, std::move(revoke));
    if (!revoked) { co_return revoked.error(); }
    co_return no_content();
}

}  // namespace balie::api
