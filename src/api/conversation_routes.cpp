// Every way of changing a conversation reads its own body and makes the same change of it.
#include "api/conversation_routes.hpp"

#include "api/conversation_action.hpp"
#include "api/conversation_list.hpp"
#include "api/json_response.hpp"
#include "api/problem.hpp"
#include "api/reply_body.hpp"
#include "api/request_body.hpp"
#include "desk/attributes.hpp"
#include "desk/opening.hpp"
#include "store/conversations.hpp"
#include "wire/conversation.hpp"
#include "wire/message.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

namespace conversations = store::conversations;

constexpr auto attributes_bytes_max = std::size_t{16} << 10U;

desk::Change change_in(RequestBody& body) {
    auto change = desk::Change{};
    change.assignee_id = wanted_of(body.nullable_id<User>("assignee_id"));
    change.team_id = wanted_of(body.nullable_id<Team>("team_id"));
    change.status = body.optional_word<ConversationStatus>("status");
    change.snoozed_until = body.nullable_time("snoozed_until").value;
    change.priority = body.optional_word<Priority>("priority");
    change.label_ids = body.optional_ids<Label>("label_ids");
    return change;
}

}  // namespace

Error told(Error const& error) {
    if (error.reason != "conversations_thread") { return error; }
    return {ErrorCode::conflict, "the customer has a newer conversation", "newer_conversation"};
}

void ConversationRoutes::add_to(Routes& routes) {
    auto const path = std::string{"/api/v1/conversations"};
    routes.add("GET", path, Policy::read(every_role), [this](Call call) { return list(std::move(call)); });
    routes.add("POST", path, Policy::change(desk_roles), [this](Call call) { return open(std::move(call)); });
    routes.add("GET", path + "/{id}", Policy::read(every_role),
               [this](Call call) { return show(std::move(call)); });
    routes.add("PATCH", path + "/{id}", Policy::change(desk_roles),
               [this](Call call) { return patch(std::move(call)); });
    routes.add("PUT", path + "/{id}/assignee", Policy::change(desk_roles),
               [this](Call call) { return set_assignee(std::move(call)); });
    routes.add("PUT", path + "/{id}/status", Policy::change(desk_roles),
               [this](Call call) { return set_status(std::move(call)); });
    routes.add("PUT", path + "/{id}/priority", Policy::change(desk_roles),
               [this](Call call) { return set_priority(std::move(call)); });
    routes.add("PUT", path + "/{id}/labels", Policy::change(desk_roles),
               [this](Call call) { return set_labels(std::move(call)); });
    routes.add("PUT", path + "/{id}/read", Policy::change(desk_roles),
               [this](Call call) { return mark_read(std::move(call)); });
}

Task<Result<http::Response>> ConversationRoutes::list(Call call) {
    auto const asked = conversation_list_in(call, clock_->now());
    if (!asked) { co_return asked.error(); }
    auto find = [actor = call.actor,
                 asked = *asked](db::Transaction& transaction) mutable -> Result<conversations::Page> {
        if (auto const applied = apply_view(transaction, actor, asked); !applied) { return applied.error(); }
        search(transaction, actor.account, asked);
        return conversations::list(transaction, actor, asked.filter, asked.after, asked.limit);
    };
    auto const page = co_await database_->run(call.actor.account.value, std::move(find));
    if (!page) { co_return page.error(); }
    co_return page_response(*page, *asked, *context_);
}

Task<Result<http::Response>> ConversationRoutes::show(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto find = [actor = call.actor, id = *id](db::Transaction& transaction) {
        return conversations::find(transaction, actor, id);
    };
    auto const conversation = co_await database_->run(call.actor.account.value, std::move(find));
    if (!conversation) { co_return conversation.error(); }
    co_return json_response(200, wire::to_json(*conversation, *context_));
}

Task<Result<http::Response>> ConversationRoutes::open(Call call) {
    auto opening = opening_in(call.request);
    if (!opening) { co_return opening.error(); }
    auto const now = clock_->now();
    auto write = [actor = call.actor, opening = std::move(*opening), context = context_,
                  now](journal::Work& work) { return desk::open(work, actor, opening, *context, now); };
    auto const opened = co_await journal_->write(call.actor.account, std::move(write));
    if (!opened) { co_return told(opened.error()); }
    wake_delivery_(call.actor.account);
    auto const answer = nlohmann::json{{"conversation", wire::to_json(opened->conversation, *context_)},
                                       {"message", wire::to_json(opened->message, *context_)}};
    co_return json_response(201, answer);
}

Task<Result<http::Response>> ConversationRoutes::patch(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = change_in(*body);
    auto const attributes = body->free_object("attributes", attributes_bytes_max);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, id = *id, wanted = std::move(wanted),
                  values = attributes ? attributes->dump() : std::string{},
                  now = clock_->now()](journal::Work& work) -> Result<Conversation> {
        if (!values.empty()) {
            if (auto const set = desk::set_attributes(work, actor, id, values); !set) { return set.error(); }
        }
        return desk::change(work, actor, id, wanted, now);
    };
    auto const changed = co_await journal_->write(call.actor.account, std::move(write));
    if (changed) { co_return json_response(200, wire::to_json(*changed, *context_)); }
    co_return co_await lost(std::move(call.actor), *id, told(changed.error()));
}

Task<Result<http::Response>> ConversationRoutes::set_assignee(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = desk::Change{};
    wanted.assignee_id = wanted_of(body->nullable_id<User>("assignee_id"));
    wanted.team_id = wanted_of(body->nullable_id<Team>("team_id"));
    wanted.expected_assignee_id = wanted_of(body->nullable_id<User>("expected_assignee_id"));
    if (!wanted.assignee_id) { body->fault("assignee_id", "required", "is required"); }
    if (auto const read = body->end(); !read) { co_return read.error(); }
    co_return co_await change(std::move(call.actor), *id, std::move(wanted));
}

Task<Result<http::Response>> ConversationRoutes::set_status(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = desk::Change{};
    wanted.status = body->word<ConversationStatus>("status");
    wanted.snoozed_until = body->optional_time("snoozed_until");
    wanted.keeps_promise = body->optional_boolean("promise_kept").value_or(false);
    if (wanted.keeps_promise && wanted.status != ConversationStatus::resolved) {
        body->fault("promise_kept", "not_resolved", "is said when it is resolved");
    }
    if (auto const read = body->end(); !read) { co_return read.error(); }
    co_return co_await change(std::move(call.actor), *id, std::move(wanted));
}

Task<Result<http::Response>> ConversationRoutes::set_priority(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = desk::Change{};
    wanted.priority = body->word<Priority>("priority");
    if (auto const read = body->end(); !read) { co_return read.error(); }
    co_return co_await change(std::move(call.actor), *id, std::move(wanted));
}

Task<Result<http::Response>> ConversationRoutes::set_labels(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = desk::Change{};
    wanted.label_ids = body->ids<Label>("label_ids");
    if (auto const read = body->end(); !read) { co_return read.error(); }
    co_return co_await change(std::move(call.actor), *id, std::move(wanted));
}

Task<Result<http::Response>> ConversationRoutes::mark_read(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, id = *id](journal::Work& work) {
        return desk::mark_read(work, actor, id);
    };
    auto const read = co_await journal_->write(call.actor.account, std::move(write));
    if (!read) { co_return read.error(); }
    if (!read->read_up_to.empty()) {
        read_up_to_(call.actor.account, read->conversation.inbox_id, read->read_up_to);
    }
    co_return json_response(200, wire::to_json(read->conversation, *context_));
}

Task<Result<http::Response>> ConversationRoutes::change(access::Actor actor, ConversationId id,
                                                        desk::Change wanted) {
    auto const now = clock_->now();
    auto write = [actor, id, wanted = std::move(wanted), now](journal::Work& work) {
        return desk::change(work, actor, id, wanted, now);
    };
    auto const changed = co_await journal_->write(actor.account, std::move(write));
    if (changed) { co_return json_response(200, wire::to_json(*changed, *context_)); }
    co_return co_await lost(std::move(actor), id, told(changed.error()));
}

// Who lost a compare-and-set is shown how the conversation stands now.
Task<Result<http::Response>> ConversationRoutes::lost(access::Actor actor, ConversationId id, Error error) {
    if (error.code != ErrorCode::conflict) { co_return error; }
    auto find = [actor, id](db::Transaction& transaction) {
        return conversations::find(transaction, actor, id);
    };
    auto const current = co_await database_->run(actor.account.value, std::move(find));
    if (!current) { co_return error; }
    auto const members = nlohmann::json{{"current", wire::to_json(*current, *context_)}};
    co_return problem(error, members);
}

}  // namespace balie::api
