// For admins: what leaves or goes here cannot be taken back.
#include "api/privacy_routes.hpp"

#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "desk/erasure.hpp"
#include "desk/retention_rounds.hpp"
#include "store/audit.hpp"
#include "store/privacy.hpp"
#include "store/retention.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

using nlohmann::json;
namespace retention = store::retention;

constexpr auto days_min = std::int64_t{30};
constexpr auto days_max = std::int64_t{3650};
constexpr auto patience = std::chrono::seconds{2};
constexpr auto pause_while_waiting = std::chrono::milliseconds{50};
constexpr auto confirmed_for = std::chrono::hours{24};

Error no_conversation() { return {ErrorCode::not_found, "no such conversation"}; }

json to_json(retention::Retention const& kept) {
    auto object = json{{"waiting", kept.waiting}};
    if (kept.days) { object["days"] = *kept.days; }
    if (kept.confirmed_until) { object["confirmed_until"] = to_rfc3339(*kept.confirmed_until); }
    return object;
}

struct SetRetention {
    access::Actor actor;
    InboxId inbox;
    std::optional<std::int64_t> days;
    bool is_confirmed;
    Time now;

    Result<retention::Retention> operator()(db::Transaction& transaction) const {
        auto const before = retention::find(transaction, actor.account, inbox);
        if (!before) { return before.error(); }
        if (before->days != days) { change(transaction); }
        if (is_confirmed && days) {
            retention::confirm(transaction, actor.account, inbox, now + confirmed_for, now);
            note(transaction, "inbox.retention_confirmed", json{{"conversations", before->waiting}});
        }
        return retention::find(transaction, actor.account, inbox);
    }

private:
    void change(db::Transaction& transaction) const {
        retention::set(transaction, actor.account, inbox, days, desk::next_night(now));
        note(transaction, "inbox.retention_changed", days ? json{{"days", *days}} : json::object());
    }
    void note(db::Transaction& transaction, std::string action, json detail) const {
        store::audit::write(transaction, {actor.account, actor.user, std::move(action), "inbox", inbox.value,
                                          std::move(detail)});
    }
};

struct SetHold {
    access::Actor actor;
    ConversationId conversation;
    bool is_held;

    Result<bool> operator()(db::Transaction& transaction) const {
        auto const before = store::privacy::held(transaction, actor.account, conversation);
        if (!before) { return no_conversation(); }
        if (*before == is_held) { return is_held; }
        store::privacy::set_held(transaction, actor.account, conversation, is_held);
        store::audit::write(
            transaction, {actor.account, actor.user, is_held ? "conversation.held" : "conversation.released",
                          "conversation", conversation.value});
        return is_held;
    }
};

}  // namespace

void PrivacyRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/contacts/{id}/export", Policy::read(admin_roles),
               [this](Call call) { return export_contact(std::move(call)); });
    routes.add("DELETE", "/api/v1/contacts/{id}", Policy::change(admin_roles),
               [this](Call call) { return erase_contact(std::move(call)); });
    routes.add("GET", "/api/v1/inboxes/{id}/retention", Policy::read(admin_roles),
               [this](Call call) { return show_retention(std::move(call)); });
    routes.add("PUT", "/api/v1/inboxes/{id}/retention", Policy::change(admin_roles),
               [this](Call call) { return set_retention(std::move(call)); });
    routes.add("GET", "/api/v1/conversations/{id}/hold", Policy::read(overview_roles),
               [this](Call call) { return show_hold(std::move(call)); });
    routes.add("PUT", "/api/v1/conversations/{id}/hold", Policy::change(admin_roles),
               [this](Call call) { return set_hold(std::move(call)); });
}

Task<Result<http::Response>> PrivacyRoutes::export_contact(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto query = Query{call.request};
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto read_all = [actor = call.actor, id = *id, context = context_,
                     now = clock_->now()](db::Transaction& transaction) {
        return desk::export_contact(transaction, actor.account, actor.user, id, *context, now);
    };
    auto const record = co_await database_->run(call.actor.account.value, std::move(read_all));
    if (!record) { co_return record.error(); }
    auto response = json_response(200, *record);
    response.headers.emplace_back("Content-Disposition",
                                  "attachment; filename=\"contact-" + to_string(*id) + ".json\"");
    co_return response;
}

Task<Result<http::Response>> PrivacyRoutes::erase_contact(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto const account = call.actor.account;
    auto erase = [actor = call.actor, id = *id](journal::Work& work) {
        return desk::erase_contact(work, actor.account, actor.user, id);
    };
    auto const erased = co_await journal_->write(account, std::move(erase));
    if (!erased) { co_return erased.error(); }
    co_await erase_rest(account);
    auto const answer = json{
        {"conversations", erased->conversations}, {"messages", erased->messages}, {"files", erased->files}};
    co_return json_response(200, answer);
}

// On most desks all of it is done before the answer; on a large one the rounds that look after retention do the rest.
Task<void> PrivacyRoutes::erase_rest(AccountId account) {
    using store::privacy::Left;
    auto timer = boost::asio::steady_timer{co_await boost::asio::this_coro::executor};
    auto const until = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < until) {
        auto erase = [account](journal::Work& work) { return desk::erase_some(work, account); };
        auto const left = co_await journal_->write(account, std::move(erase));
        if (!left || *left == Left::nothing) { co_return; }  // what fails is kept
        if (*left == Left::more) { continue; }
        timer.expires_after(pause_while_waiting);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

Task<Result<http::Response>> PrivacyRoutes::show_retention(Call call) {
    auto const id = call.id<Inbox>();
    if (!id) { co_return id.error(); }
    auto find = [account = call.actor.account, id = *id](db::Transaction& transaction) {
        return retention::find(transaction, account, id);
    };
    auto const kept = co_await database_->run(call.actor.account.value, std::move(find));
    if (!kept) { co_return kept.error(); }
    co_return json_response(200, to_json(*kept));
}

Task<Result<http::Response>> PrivacyRoutes::set_retention(Call call) {
    auto const id = call.id<Inbox>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto const days = body->optional_integer("days", days_min, days_max);
    auto const is_confirmed = body->optional_boolean("confirmed").value_or(false);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto set = SetRetention{call.actor, *id, days, is_confirmed, clock_->now()};
    auto const kept = co_await database_->run(call.actor.account.value, std::move(set));
    if (!kept) { co_return kept.error(); }
    co_return json_response(200, to_json(*kept));
}

Task<Result<http::Response>> PrivacyRoutes::show_hold(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto find = [account = call.actor.account, id = *id](db::Transaction& transaction) -> Result<bool> {
        auto const held = store::privacy::held(transaction, account, id);
        if (!held) { return no_conversation(); }
        return *held;
    };
    auto const held = co_await database_->run(call.actor.account.value, std::move(find));
    if (!held) { co_return held.error(); }
    co_return json_response(200, json{{"held", *held}});
}

Task<Result<http::Response>> PrivacyRoutes::set_hold(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto const is_held = body->boolean("held");
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto set = SetHold{call.actor, *id, is_held};
    auto const held = co_await database_->run(call.actor.account.value, std::move(set));
    if (!held) { co_return held.error(); }
    co_return json_response(200, json{{"held", *held}});
}

}  // namespace balie::api
