// A message is answered as it stands after the commit; delivery is woken, and goes its own way.
#include "api/message_routes.hpp"

#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/reply_body.hpp"
#include "api/request_body.hpp"
#include "desk/approval.hpp"
#include "desk/reply.hpp"
#include "desk/resend.hpp"
#include "store/messages.hpp"
#include "wire/message.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <limits>

namespace balie::api {
namespace {

namespace messages = store::messages;

constexpr auto reason_limit = TextLimit{.characters_max = 500};

Result<messages::Range> range_in(Call const& call) {
    auto query = Query{call.request};
    auto range = messages::Range{};
    range.limit = query.limit();
    range.before = query.id<Message>("before").value_or(MessageId{});
    range.after = query.id<Message>("after").value_or(MessageId{});
    if (range.before && range.after) {
        query.fault("after", "ambiguous", "and before must not both be given");
    }
    if (auto const read = query.end(); !read) { return read.error(); }
    return range;
}

Result<std::int64_t> attempt_in(Call const& call) {
    auto body = RequestBody::of(call.request);
    if (!body) { return body.error(); }
    auto const attempt = body->integer("attempt", 1, std::numeric_limits<std::int32_t>::max());
    if (auto const read = body->end(); !read) { return read.error(); }
    return attempt;
}

}  // namespace

void MessageRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/conversations/{id}/messages", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/conversations/{id}/messages", Policy::change(desk_roles),
               [this](Call call) { return write(std::move(call)); });
    routes.add("POST", "/api/v1/messages/{id}/retry", Policy::change(desk_roles),
               [this](Call call) { return retry(std::move(call)); });
    routes.add("POST", "/api/v1/messages/{id}/cancel", Policy::change(desk_roles),
               [this](Call call) { return cancel(std::move(call)); });
    routes.add("POST", "/api/v1/messages/{id}/confirm", Policy::change(desk_roles),
               [this](Call call) { return confirm(std::move(call)); });
    routes.add("POST", "/api/v1/messages/{id}/approve", Policy::change(lead_roles).for_sessions_only(),
               [this](Call call) { return approve(std::move(call)); });
    routes.add("GET", "/api/v1/messages/{id}/raw", Policy::read(overview_roles),
               [this](Call call) { return show_raw(std::move(call)); });
}

Task<Result<http::Response>> MessageRoutes::list(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto const range = range_in(call);
    if (!range) { co_return range.error(); }
    auto find = [actor = call.actor, id = *id, range = *range](db::Transaction& transaction) {
        return messages::list(transaction, actor, id, range);
    };
    auto const page = co_await database_->run(call.actor.account.value, std::move(find));
    if (!page) { co_return page.error(); }
    auto answer = nlohmann::json{{"items", nlohmann::json::array()}, {"has_more", page->has_more}};
    for (auto const& message : page->items) { answer["items"].push_back(wire::to_json(message, *context_)); }
    co_return json_response(200, answer);
}

Task<Result<http::Response>> MessageRoutes::write(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto reply = reply_in(call.request);
    if (!reply) { co_return reply.error(); }
    auto const now = clock_->now();
    auto body = [actor = call.actor, id = *id, reply = std::move(*reply), context = context_,
                 now](journal::Work& work) { return desk::reply(work, actor, id, reply, *context, now); };
    auto const written = co_await journal_->write(call.actor.account, std::move(body));
    if (!written) { co_return written.error(); }
    if (written->is_queued) { wake_delivery_(call.actor.account); }
    co_return json_response(written->is_new ? 201 : 200, wire::to_json(written->message, *context_));
}

Task<Result<http::Response>> MessageRoutes::retry(Call call) {
    auto const id = call.id<Message>();
    if (!id) { co_return id.error(); }
    auto const attempt = attempt_in(call);
    if (!attempt) { co_return attempt.error(); }
    auto body = [actor = call.actor, id = *id, attempt = *attempt](journal::Work& work) {
        return desk::retry(work, actor, id, attempt);
    };
    auto const message = co_await journal_->write(call.actor.account, std::move(body));
    if (!message) { co_return message.error(); }
    wake_delivery_(call.actor.account);
    co_return json_response(200, wire::to_json(*message, *context_));
}

Task<Result<http::Response>> MessageRoutes::cancel(Call call) {
    auto const id = call.id<Message>();
    if (!id) { co_return id.error(); }
    auto asked = RequestBody::of(call.request);
    if (!asked) { co_return asked.error(); }
    auto reason = std::string{trimmed(asked->optional_text("reason", reason_limit).value_or(std::string{}))};
    if (auto const read = asked->end(); !read) { co_return read.error(); }
    auto body = [actor = call.actor, id = *id, reason = std::move(reason)](journal::Work& work) {
        return desk::cancel(work, actor, id, reason);
    };
    auto const message = co_await journal_->write(call.actor.account, std::move(body));
    if (!message) { co_return message.error(); }
    co_return json_response(200, wire::to_json(*message, *context_));
}

Task<Result<http::Response>> MessageRoutes::confirm(Call call) {
    auto const id = call.id<Message>();
    if (!id) { co_return id.error(); }
    auto const attempt = attempt_in(call);
    if (!attempt) { co_return attempt.error(); }
    auto body = [actor = call.actor, id = *id, attempt = *attempt](journal::Work& work) {
        return desk::confirm(work, actor, id, attempt);
    };
    auto const message = co_await journal_->write(call.actor.account, std::move(body));
    if (!message) { co_return message.error(); }
    co_return json_response(200, wire::to_json(*message, *context_));
}

Task<Result<http::Response>> MessageRoutes::approve(Call call) {
    auto const id = call.id<Message>();
    if (!id) { co_return id.error(); }
    auto nothing = RequestBody::of(call.request);
    if (!nothing) { co_return nothing.error(); }
    if (auto const read = nothing->end(); !read) { co_return read.error(); }
    auto body = [actor = call.actor, id = *id, context = context_, now = clock_->now()](journal::Work& work) {
        return desk::approve(work, actor, id, *context, now);
    };
    auto const message = co_await journal_->write(call.actor.account, std::move(body));
    if (!message) { co_return message.error(); }
    wake_delivery_(call.actor.account);
    co_return json_response(200, wire::to_json(*message, *context_));
}

// JSON where the platform speaks JSON, else the text as it came.
Task<Result<http::Response>> MessageRoutes::show_raw(Call call) {
    auto const id = call.id<Message>();
    if (!id) { co_return id.error(); }
    auto find = [actor = call.actor, id = *id](db::Transaction& transaction) {
        return messages::raw(transaction, actor, id);
    };
    auto const raw = co_await database_->run(call.actor.account.value, std::move(find));
    if (!raw) { co_return raw.error(); }
    auto parsed = nlohmann::json::parse(*raw, nullptr, false);
    auto const answer =
        nlohmann::json{{"raw", parsed.is_discarded() ? nlohmann::json(*raw) : std::move(parsed)}};
    co_return json_response(200, answer);
}

}  // namespace balie::api
