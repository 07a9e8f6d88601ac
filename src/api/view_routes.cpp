// A view is checked as a list would read it, and kept as it was written.
#include "api/view_routes.hpp"

#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "api/short_list.hpp"
#include "api/view_filter.hpp"
#include "desk/shared_item.hpp"
#include "store/conversation_counts.hpp"
#include "store/views.hpp"
#include "wire/view.hpp"

namespace balie::api {
namespace {

using store::conversations::Count;
using store::conversations::Filter;

constexpr auto own_max = 50;
constexpr auto position_max = 100'000;
constexpr auto filter_bytes_max = std::size_t{16} << 10U;
constexpr auto name_limit = TextLimit{.characters_max = 100, .characters_min = 1};

desk::Sharing sharing_of(View const& view) { return {view.visibility, view.owner_id, view.team_id}; }

// What was given, over what was there. A view that ceases to be a team's loses its team.
void read_view(RequestBody& body, View& view, RequestBody::Presence presence) {
    auto const is_new = presence == RequestBody::Presence::required;
    view.name =
        is_new ? body.text("name", name_limit) : body.optional_text("name", name_limit).value_or(view.name);
    view.visibility = body.optional_word<Visibility>("visibility").value_or(view.visibility);
    view.team_id = body.optional_id<Team>("team_id").value_or(
        view.visibility == Visibility::team ? view.team_id : TeamId{});
    view.position = body.optional_integer("position", 0, position_max).value_or(view.position);
    if (auto const sort = body.nullable_text("sort"); sort.is_given) {
        view.sort = sort.value.value_or("");
        if (!view.sort.empty() && !sort_from(view.sort)) {
            body.fault("sort", "unknown_word", "must be due, waiting, newest, oldest or priority");
        }
    }
    if (auto* const filter = body.object("filter", presence)) { filter_in(*filter, view.owner_id); }
    if (auto const kept = body.free_object("filter", filter_bytes_max)) { view.filter = kept->dump(); }
}

Error no_such_team(Error const& error) {
    if (error.reason != "views_account_id_team_id_fkey") { return error; }
    return {ErrorCode::unprocessable, "there is no such team", "no_such_team", "team_id"};
}

nlohmann::json item_of(std::string key, Count const& count) {
    return {{"key", std::move(key)}, {"total", count.total}, {"overdue", count.overdue}};
}

// Lists that no kept figure tells of.
nlohmann::json counted(db::Transaction& transaction, access::Actor const& actor, std::string key,
                       Filter filter, Time now) {
    filter.now = now;
    return item_of(std::move(key), store::conversations::count(transaction, actor, filter));
}

std::vector<ConversationStatus> unresolved() {
    return {ConversationStatus::open, ConversationStatus::pending, ConversationStatus::snoozed};
}

nlohmann::json counts_for(db::Transaction& transaction, access::Actor const& actor, Time now) {
    auto const counts = store::conversations::counts(transaction, actor, now);
    auto items = nlohmann::json::array();
    items.push_back(item_of("mine", counts.mine));
    items.push_back(item_of("unassigned", counts.unassigned));
    items.push_back(item_of("snoozed", counts.snoozed));
    items.push_back(item_of("all", counts.all));
    auto filter = Filter{};
    filter.statuses = unresolved();
    auto mentions = filter;
    mentions.mentioned_id = actor.user;
    items.push_back(counted(transaction, actor, "mentions", mentions, now));
    auto promises = Filter{};  // also of what is resolved: it opens again
    promises.promised = true;
    promises.promiser_id = actor.user;
    items.push_back(counted(transaction, actor, "promises", promises, now));
    // What was not sent concerns somebody also where the matter was closed with it.
    auto failed = Filter{};
    failed.failed = true;
    items.push_back(counted(transaction, actor, "failed", failed, now));
    if (actor.role == Role::lead || actor.role == Role::admin) {
        auto awaiting = Filter{};
        awaiting.awaiting_approval = true;
        items.push_back(counted(transaction, actor, "to_approve", awaiting, now));
    }
    for (auto const& [team, count] : counts.teams) {
        items.push_back(item_of("team:" + to_string(team), count));
    }
    for (auto const& [inbox, count] : counts.inboxes) {
        items.push_back(item_of("inbox:" + to_string(inbox), count));
    }
    for (auto const& view : store::views::list(transaction, actor)) {
        items.push_back(counted(transaction, actor, "view:" + to_string(view.id),
                                filter_of(view.filter, view.sort, actor.user, now), now));
    }
    return items;
}

}  // namespace

void ViewRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/views", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/views", Policy::change(desk_roles),
               [this](Call call) { return create(std::move(call)); });
    routes.add("GET", "/api/v1/views/counts", Policy::read(every_role),
               [this](Call call) { return count(std::move(call)); });
    routes.add("PATCH", "/api/v1/views/{id}", Policy::change(desk_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("DELETE", "/api/v1/views/{id}", Policy::change(desk_roles),
               [this](Call call) { return remove(std::move(call)); });
}

Task<Result<http::Response>> ViewRoutes::list(Call call) {
    auto const asked = short_list_page_in(call);
    if (!asked) { co_return asked.error(); }
    auto find = [actor = call.actor](db::Transaction& transaction) -> Result<std::vector<View>> {
        return store::views::list(transaction, actor);
    };
    auto const views = co_await database_->run(call.actor.account.value, std::move(find));
    if (!views) { co_return views.error(); }
    co_return short_list_response(*views, *asked, [](View const& view) { return wire::to_json(view); });
}

Task<Result<http::Response>> ViewRoutes::create(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto view = View{};
    view.owner_id = call.actor.user;
    read_view(*body, view, RequestBody::Presence::required);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    if (auto const may = desk::may_share(call.actor, sharing_of(view)); !may) { co_return may.error(); }
    auto add = [actor = call.actor, view = std::move(view)](db::Transaction& transaction) -> Result<View> {
        if (store::views::count_own(transaction, actor.account, actor.user) >= own_max) {
            return Error{ErrorCode::unprocessable, "fifty views of one's own are enough", "too_many"};
        }
        return store::views::insert(transaction, actor.account, view);
    };
    auto const made = co_await database_->run(call.actor.account.value, std::move(add));
    if (!made) { co_return no_such_team(made.error()); }
    co_return json_response(201, wire::to_json(*made));
}

namespace {

// Read here, because the body is laid over the view as it is kept.
Result<View> changed_view(db::Transaction& transaction, access::Actor const& actor, ViewId id,
                          RequestBody body) {
    auto view = store::views::find_to_change(transaction, actor, id);
    if (!view) { return view.error(); }
    if (auto const may = desk::may_edit(actor, sharing_of(*view)); !may) { return may.error(); }
    read_view(body, *view, RequestBody::Presence::optional);
    if (auto const read = body.end(); !read) { return read.error(); }
    if (auto const may = desk::may_share(actor, sharing_of(*view)); !may) { return may.error(); }
    return store::views::update(transaction, actor.account, *view);
}

}  // namespace

Task<Result<http::Response>> ViewRoutes::change(Call call) {
    auto const id = call.id<View>();
    if (!id) { co_return id.error(); }
    auto probe = RequestBody::of(call.request);
    if (!probe) { co_return probe.error(); }
    auto sketch = View{};
    read_view(*probe, sketch, RequestBody::Presence::optional);
    if (auto const read = probe->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, id = *id,
                  request = call.request](db::Transaction& transaction) -> Result<View> {
        auto body = RequestBody::of(request);
        if (!body) { return body.error(); }
        return changed_view(transaction, actor, id, std::move(*body));
    };
    auto const view = co_await database_->run(call.actor.account.value, std::move(write));
    if (!view) { co_return no_such_team(view.error()); }
    co_return json_response(200, wire::to_json(*view));
}

Task<Result<http::Response>> ViewRoutes::remove(Call call) {
    auto const id = call.id<View>();
    if (!id) { co_return id.error(); }
    auto write = [actor = call.actor, id = *id](db::Transaction& transaction) -> Result<void> {
        auto const view = store::views::find_to_change(transaction, actor, id);
        if (!view) { return view.error(); }
        if (auto const may = desk::may_edit(actor, sharing_of(*view)); !may) { return may.error(); }
        store::views::remove(transaction, actor.account, id);
        return {};
    };
    auto const removed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!removed) { co_return removed.error(); }
    co_return no_content();
}

Task<Result<http::Response>> ViewRoutes::count(Call call) {
    auto query = Query{call.request};
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto find = [actor = call.actor,
                 now = clock_->now()](db::Transaction& transaction) -> Result<nlohmann::json> {
        return counts_for(transaction, actor, now);
    };
    auto const items = co_await database_->run(call.actor.account.value, std::move(find));
    if (!items) { co_return items.error(); }
    co_return json_response(200, nlohmann::json{{"items", *items}});
}

}  // namespace balie::api
