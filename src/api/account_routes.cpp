// Administrators change these; everybody reads them, because names stand beside everything.
#include "api/account_routes.hpp"

#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "identity/password_rules.hpp"
#include "identity/people.hpp"
#include "store/accounts.hpp"
#include "store/audit.hpp"
#include "store/users.hpp"
#include "wire/account.hpp"
#include "wire/user.hpp"

#include <balie/base/phone_number.hpp>

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

constexpr auto hours_of_day = 24;
constexpr auto reopen_days_max = 365;

struct AccountChange {
    std::optional<std::string> name;
    std::optional<std::string> agents_see;
    std::optional<std::int64_t> reopen_within_days;
    std::optional<std::string> locale;
    std::optional<std::string> default_country;
    std::optional<bool> push_shows_text;
};

Result<AccountChange> account_change_in(RequestBody& body) {
    auto change = AccountChange{};
    change.name = body.optional_text("name", {.characters_max = 200, .characters_min = 1});
    change.agents_see = body.optional_text("agents_see");
    change.reopen_within_days = body.optional_integer("reopen_within_days", 0, reopen_days_max);
    change.locale = body.optional_text("locale");
    change.default_country = body.optional_text("default_country");
    change.push_shows_text = body.optional_boolean("push_shows_text");
    if (change.agents_see && !store::accounts::agents_see_from(*change.agents_see)) {
        body.fault("agents_see", "unknown_word", "must be inbox, team_and_unassigned or own");
    }
    if (change.locale && change.locale != "nl" && change.locale != "en") {
        body.fault("locale", "unknown_word", "must be nl or en");
    }
    if (change.default_country && !is_phone_country(*change.default_country)) {
        body.fault("default_country", "unknown_word", "must be a country's two letters, like NL");
    }
    if (auto const read = body.end(); !read) { return read.error(); }
    return change;
}

// What the audit log keeps: the values from now on.
nlohmann::json told(AccountChange const& change) {
    auto detail = nlohmann::json::object();
    if (change.name) { detail["name"] = *change.name; }
    if (change.agents_see) { detail["agents_see"] = *change.agents_see; }
    if (change.reopen_within_days) { detail["reopen_within_days"] = *change.reopen_within_days; }
    if (change.locale) { detail["locale"] = *change.locale; }
    if (change.default_country) { detail["default_country"] = *change.default_country; }
    if (change.push_shows_text) { detail["push_shows_text"] = *change.push_shows_text; }
    return detail;
}

Result<Account> apply(db::Transaction& transaction, identity::Changer const& changer,
                      AccountChange const& change) {
    auto account = store::accounts::find(transaction, changer.account);
    if (!account) { return account.error(); }
    account->name = change.name.value_or(account->name);
    account->agents_see = change.agents_see.value_or(account->agents_see);
    account->locale = change.locale.value_or(account->locale);
    account->default_country = change.default_country.value_or(account->default_country);
    account->push_shows_text = change.push_shows_text.value_or(account->push_shows_text);
    if (change.reopen_within_days) {
        account->reopen_within = std::chrono::hours{hours_of_day * *change.reopen_within_days};
    }
    if (auto detail = told(change); !detail.empty()) {
        store::audit::write(transaction, {changer.account, changer.user, "account.changed", "account",
                                          changer.account.value, std::move(detail)});
    }
    return store::accounts::update(transaction, *account);
}

identity::Changer changer_of(Call const& call) { return {call.actor.account, call.actor.user}; }

// The database names its index; people want to know which field it is.
Error told(Error const& error) {
    if (error.reason != "users_email") { return error; }
    return {ErrorCode::conflict, "somebody logs in by this address already", "email_taken", "email"};
}

}  // namespace

void AccountRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/account", Policy::read(every_role),
               [this](Call call) { return show(std::move(call)); });
    routes.add("PATCH", "/api/v1/account", Policy::change(admin_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("GET", "/api/v1/users", Policy::read(every_role),
               [this](Call call) { return list_users(std::move(call)); });
    routes.add("POST", "/api/v1/users", Policy::change(admin_roles),
               [this](Call call) { return create_user(std::move(call)); });
    routes.add("PATCH", "/api/v1/users/{id}", Policy::change(admin_roles),
               [this](Call call) { return change_user(std::move(call)); });
}

Task<Result<http::Response>> AccountRoutes::show(Call call) {
    auto find = [account = call.actor.account](db::Transaction& transaction) {
        return store::accounts::find(transaction, account);
    };
    auto const account = co_await database_->run(call.actor.account.value, std::move(find));
    if (!account) { co_return account.error(); }
    co_return json_response(200, wire::to_json(*account));
}

Task<Result<http::Response>> AccountRoutes::change(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = account_change_in(*body);
    if (!wanted) { co_return wanted.error(); }
    auto const changes_rights = wanted->agents_see.has_value();
    auto write = [changer = changer_of(call), wanted = std::move(*wanted)](db::Transaction& transaction) {
        return apply(transaction, changer, wanted);
    };
    auto const account = co_await database_->run(call.actor.account.value, std::move(write));
    if (!account) { co_return account.error(); }
    if (changes_rights) { rights_changed_(call.actor.account, UserId{}); }
    co_return json_response(200, wire::to_json(*account));
}

Task<Result<http::Response>> AccountRoutes::list_users(Call call) {
    auto query = Query{call.request};
    auto const limit = query.limit();
    auto const after = query.id<User>("cursor").value_or(UserId{});
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto list = [account = call.actor.account, after,
                 limit](db::Transaction& transaction) -> Result<std::vector<User>> {
        return store::users::page(transaction, account, after, limit + 1);
    };
    auto users = co_await database_->run(call.actor.account.value, std::move(list));
    if (!users) { co_return users.error(); }
    auto const has_more = users->size() > static_cast<std::size_t>(limit);
    if (has_more) { users->pop_back(); }
    auto page = nlohmann::json{{"items", nlohmann::json::array()}};
    for (auto const& user : *users) { page["items"].push_back(wire::to_json(user)); }
    if (has_more) { page["next_cursor"] = to_string(users->back().id); }
    co_return json_response(200, page);
}

Task<Result<http::Response>> AccountRoutes::create_user(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto user = identity::NewUser{};
    user.email = body->text("email", {.characters_max = 320, .characters_min = 3});
    user.name = body->text("name", {.characters_max = 200, .characters_min = 1});
    user.role = body->word<Role>("role");
    auto password = body->text("password", {.characters_max = 1'024});
    if (auto const read = body->end(); !read) { co_return read.error(); }
    if (auto const judged = identity::judge_password(password, user.email); !judged) {
        co_return judged.error();
    }
    auto hash = co_await hasher_->hash(std::move(password));
    if (!hash) { co_return hash.error(); }
    user.password_hash = std::move(*hash);
    auto add = [changer = changer_of(call), user = std::move(user)](db::Transaction& transaction) {
        return identity::add_user(transaction, changer, user);
    };
    auto const added = co_await database_->run(call.actor.account.value, std::move(add));
    if (!added) { co_return told(added.error()); }
    co_return json_response(201, wire::to_json(*added));
}

Task<Result<http::Response>> AccountRoutes::change_user(Call call) {
    auto const id = call.id<User>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = identity::UserChange{};
    wanted.name = body->optional_text("name", {.characters_max = 200, .characters_min = 1});
    wanted.role = body->optional_word<Role>("role");
    wanted.active = body->optional_boolean("active");
    auto password = body->optional_text("password", {.characters_max = 1'024});
    if (auto const read = body->end(); !read) { co_return read.error(); }
    if (password) {
        if (auto const judged = identity::judge_password(*password, ""); !judged) {
            co_return judged.error();
        }
        auto hash = co_await hasher_->hash(std::move(*password));
        if (!hash) { co_return hash.error(); }
        wanted.password_hash = std::move(*hash);
    }
    auto const touches_rights = wanted.touches_rights();
    auto write = [changer = changer_of(call), id = *id,
                  wanted = std::move(wanted)](db::Transaction& transaction) {
        return identity::change_user(transaction, changer, id, wanted);
    };
    auto const changed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!changed) { co_return changed.error(); }
    if (touches_rights) { rights_changed_(call.actor.account, *id); }
    co_return json_response(200, wire::to_json(*changed));
}

}  // namespace balie::api
