// What one window reads, the others of the same person hear of.
#include "api/notification_routes.hpp"

#include "api/cursor.hpp"
#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "store/notifications.hpp"
#include "wire/notification.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

namespace notifications = store::notifications;

struct Page {
    std::vector<Notification> items;
    std::int64_t unread = 0;
};

struct Asked {
    notifications::Range range;
    std::string scope;
};

Result<Asked> asked_in(Call const& call) {
    auto query = Query{call.request};
    auto asked = Asked{{}, scope_of(call.request)};
    asked.range.is_unread = query.is_true("unread");
    asked.range.limit = query.limit();
    auto const cursor = query.text("cursor", 1024);
    if (auto const read = query.end(); !read) { return read.error(); }
    if (!cursor) { return asked; }
    auto const parts = parts_of(*cursor, asked.scope, 1);
    if (!parts) { return parts.error(); }
    auto const before = parse_id<Notification>(parts->front());
    if (!before) {
        return Error{ErrorCode::malformed, "the cursor is not one of this list", "bad_cursor", "cursor"};
    }
    asked.range.before = *before;
    return asked;
}

// Absent: all of them.
Result<std::vector<NotificationId>> read_in(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto ids = body->optional_ids<Notification>("ids");
    auto const all = body->optional_boolean("all");
    if (ids.has_value() == all.value_or(false) || (ids && ids->empty())) {
        body->fault("ids", "ambiguous", "or all must be given, and one alone");
    }
    if (auto const read = body->end(); !read) { return read.error(); }
    return ids.value_or(std::vector<NotificationId>{});
}

}  // namespace

void NotificationRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/notifications", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("PUT", "/api/v1/notifications/read", Policy::change(every_role),
               [this](Call call) { return mark_read(std::move(call)); });
}

Task<Result<http::Response>> NotificationRoutes::list(Call call) {
    auto const asked = asked_in(call);
    if (!asked) { co_return asked.error(); }
    auto range = asked->range;
    ++range.limit;  // one more tells whether there is another page
    auto find = [actor = call.actor, range](db::Transaction& transaction) -> Result<Page> {
        return Page{notifications::list(transaction, actor.account, actor.user, range),
                    notifications::unread(transaction, actor.account, actor.user)};
    };
    auto page = co_await database_->run(call.actor.account.value, std::move(find));
    if (!page) { co_return page.error(); }
    auto answer = nlohmann::json{{"items", nlohmann::json::array()}, {"unread", page->unread}};
    auto const has_more = static_cast<std::int64_t>(page->items.size()) > asked->range.limit;
    if (has_more) { page->items.pop_back(); }
    for (auto const& each : page->items) { answer["items"].push_back(wire::to_json(each)); }
    if (has_more) { answer["next_cursor"] = cursor_of(asked->scope, {to_string(page->items.back().id)}); }
    co_return json_response(200, answer);
}

Task<Result<http::Response>> NotificationRoutes::mark_read(Call call) {
    auto ids = read_in(call.request);
    if (!ids) { co_return ids.error(); }
    auto write = [actor = call.actor, ids = std::move(*ids)](journal::Work& work) -> Result<std::int64_t> {
        if (notifications::mark_read(work.transaction(), actor.account, actor.user, ids) > 0) {
            auto event = journal::Event{journal::EventType::notification_read};
            event.user = actor.user;
            work.tell(event);
        }
        return notifications::unread(work.transaction(), actor.account, actor.user);
    };
    auto const unread = co_await journal_->write(call.actor.account, std::move(write));
    if (!unread) { co_return unread.error(); }
    co_return json_response(200, nlohmann::json{{"unread", *unread}});
}

}  // namespace balie::api
