#include "client/message_routes.hpp"

#include "api/json_response.hpp"
#include "api/query.hpp"
#include "client/bodies.hpp"
#include "client/message_json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::client {
namespace {

namespace messages = store::client_messages;
using nlohmann::json;

struct List {
    store::client_sessions::ClientSession session;
    messages::Range range;

    Result<std::vector<messages::ClientMessage>> operator()(db::Transaction& transaction) const {
        return messages::list(transaction, session, range);
    }
};

struct FindStanding {
    store::client_sessions::ClientSession session;

    Result<std::optional<messages::Standing>> operator()(db::Transaction& transaction) const {
        return messages::standing(transaction, session);
    }
};

struct SetPage {
    store::client_sessions::ClientSession session;
    store::client_sessions::PageSeen page;
    Time now;

    Result<void> operator()(db::Transaction& transaction) const {
        store::client_sessions::set_page(transaction, session.account, session.id, page, now);
        return {};
    }
};

json item_of(std::string const& type, Time now, json data) {
    return json{{"type", type}, {"at", to_rfc3339(now)}, {"data", std::move(data)}};
}

}  // namespace

void MessageRoutes::add_to(api::Routes& routes) {
    auto const policy = api::Policy::open(api::Surface::client);
    auto const add = [&](char const* method, char const* pattern, auto handler, Pace* pace) {
        routes.add(method, pattern, policy, [this, handler, pace](api::Call call) {
            auto inner = Door::Handler{[this, handler](api::Call inner_call, Visit visit) {
                return (this->*handler)(std::move(inner_call), std::move(visit));
            }};
            return door_->admit(std::move(call), std::move(inner), pace);
        });
    };
    add("GET", "/client/v1/messages", &MessageRoutes::list, nullptr);
    add("POST", "/client/v1/messages", &MessageRoutes::say, &of_messages_);
    add("POST", "/client/v1/read", &MessageRoutes::read, nullptr);
    add("POST", "/client/v1/typing", &MessageRoutes::typing, nullptr);
    add("POST", "/client/v1/page", &MessageRoutes::page, nullptr);
    routes.add("OPTIONS", "/client/v1/{path*}", policy,
               [this](api::Call call) { return door_->preflight(std::move(call)); });
}

Task<Result<http::Response>> MessageRoutes::list(api::Call call, Visit visit) {
    auto query = api::Query{call.request};
    query.text("key");
    auto range = messages::Range{};
    range.after = query.id<Message>("after").value_or(MessageId{});
    range.before = query.id<Message>("before").value_or(MessageId{});
    range.limit = query.limit();
    if (auto const end = query.end(); !end) { co_return end.error(); }
    auto const session = visit.session.id;
    auto const limit = range.limit;
    auto body = List{visit.session, range};
    body.range.limit = limit + 1;
    auto found = co_await database_->run(visit.session.account.value, std::move(body));
    if (!found) { co_return found.error(); }
    // What was written before `after` and shown since comes besides the page.
    auto const in_page = std::ranges::count_if(
        *found, [&range](messages::ClientMessage const& each) { return each.message.id > range.after; });
    auto const has_more = in_page > limit;
    if (has_more) { found->erase(range.after ? found->end() - 1 : found->begin()); }
    auto items = json::array();
    for (auto const& message : *found) { items.push_back(to_json(message, session)); }
    auto answer = json{{"items", std::move(items)}, {"has_more", has_more}};
    co_return api::json_response(200, answer);
}

Task<Result<http::Response>> MessageRoutes::say(api::Call call, Visit visit) {
    auto said = read_said(call.request);
    if (!said) { co_return said.error(); }
    auto const session = visit.session.id;
    auto const kept =
        co_await inbound_->say(std::move(visit), *std::move(said), std::move(call.request.body));
    if (!kept) { co_return kept.error(); }
    co_return api::json_response(kept->is_new ? 201 : 200, to_json(kept->message, session));
}

Task<Result<http::Response>> MessageRoutes::read(api::Call call, Visit visit) {
    auto const seen = read_seen(call.request);
    if (!seen) { co_return seen.error(); }
    auto const settled =
        co_await inbound_->settle(std::move(visit), seen->up_to, seen->status, std::move(call.request.body));
    if (!settled) { co_return settled.error(); }
    co_return api::no_content();
}

Task<Result<http::Response>> MessageRoutes::typing(api::Call call, Visit visit) {
    if (auto const body = read_nothing(call.request); !body) { co_return body.error(); }
    auto data = json{{"contact", true}};
    auto const told = co_await tell(std::move(visit), "typing", std::move(data));
    if (!told) { co_return told.error(); }
    co_return api::no_content();
}

Task<Result<http::Response>> MessageRoutes::page(api::Call call, Visit visit) {
    auto const page = read_page(call.request);
    if (!page) { co_return page.error(); }
    auto data = json{{"url", page->url}, {"title", page->title}};
    auto set = SetPage{visit.session, {page->url, page->title}, clock_->now()};
    auto const kept = co_await database_->run(visit.session.account.value, std::move(set));
    if (!kept) { co_return kept.error(); }
    auto const told = co_await tell(std::move(visit), "visitor.page", std::move(data));
    if (!told) { co_return told.error(); }
    co_return api::no_content();
}

// Before the first message there is no conversation, and nobody to tell.
Task<Result<void>> MessageRoutes::tell(Visit visit, std::string type, json data) {
    auto find = FindStanding{visit.session};
    auto const standing = co_await database_->run(visit.session.account.value, std::move(find));
    if (!standing) { co_return standing.error(); }
    if (!*standing || !(*standing)->conversation) { co_return Result<void>{}; }
    data["conversation_id"] = to_string((*standing)->conversation);
    auto item = item_of(type, clock_->now(), std::move(data)).dump();
    whisper_(visit.session.account, (*standing)->place, std::move(item));
    co_return Result<void>{};
}

}  // namespace balie::client
