// Administrators make teams; everybody reads them, for their names stand beside conversations.
#include "api/team_routes.hpp"

#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "api/short_list.hpp"
#include "desk/teams.hpp"
#include "store/teams.hpp"
#include "wire/desk.hpp"

namespace balie::api {
namespace {

constexpr auto name_limit = TextLimit{.characters_max = 200, .characters_min = 1};

// The database names its key; people want to know which field it is.
Error told(Error const& error) {
    if (error.reason != "teams_account_id_name_key") { return error; }
    return {ErrorCode::conflict, "there is a team of this name already", "name_taken", "name"};
}

}  // namespace

void TeamRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/teams", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/teams", Policy::change(admin_roles),
               [this](Call call) { return create(std::move(call)); });
    routes.add("PATCH", "/api/v1/teams/{id}", Policy::change(admin_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("DELETE", "/api/v1/teams/{id}", Policy::change(admin_roles),
               [this](Call call) { return remove(std::move(call)); });
}

Task<Result<http::Response>> TeamRoutes::list(Call call) {
    auto const asked = short_list_page_in(call);
    if (!asked) { co_return asked.error(); }
    auto find = [account = call.actor.account](db::Transaction& transaction) -> Result<std::vector<Team>> {
        return store::teams::list(transaction, account);
    };
    auto const teams = co_await database_->run(call.actor.account.value, std::move(find));
    if (!teams) { co_return teams.error(); }
    co_return short_list_response(*teams, *asked, [](Team const& team) { return wire::to_json(team); });
}

Task<Result<http::Response>> TeamRoutes::create(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = desk::TeamChange{};
    wanted.name = body->text("name", name_limit);
    wanted.member_ids = body->optional_ids<User>("member_ids");
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, wanted = std::move(wanted)](journal::Work& work) {
        return desk::create_team(work, actor, wanted);
    };
    auto const made = co_await journal_->write(call.actor.account, std::move(write));
    if (!made) { co_return told(made.error()); }
    for (auto const user : made->came_or_went) { rights_changed_(call.actor.account, user); }
    co_return json_response(201, wire::to_json(made->team));
}

Task<Result<http::Response>> TeamRoutes::change(Call call) {
    auto const id = call.id<Team>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = desk::TeamChange{};
    wanted.name = body->optional_text("name", name_limit);
    wanted.member_ids = body->optional_ids<User>("member_ids");
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, id = *id, wanted = std::move(wanted)](journal::Work& work) {
        return desk::change_team(work, actor, id, wanted);
    };
    auto const changed = co_await journal_->write(call.actor.account, std::move(write));
    if (!changed) { co_return told(changed.error()); }
    for (auto const user : changed->came_or_went) { rights_changed_(call.actor.account, user); }
    co_return json_response(200, wire::to_json(changed->team));
}

// Its members lose what the team gave them: everybody's stream is opened anew.
Task<Result<http::Response>> TeamRoutes::remove(Call call) {
    auto const id = call.id<Team>();
    if (!id) { co_return id.error(); }
    auto write = [actor = call.actor, id = *id, now = clock_->now()](journal::Work& work) {
        return desk::dissolve_team(work, actor, id, now);
    };
    auto const removed = co_await journal_->write(call.actor.account, std::move(write));
    if (!removed) { co_return removed.error(); }
    rights_changed_(call.actor.account, UserId{});
    co_return no_content();
}

}  // namespace balie::api
