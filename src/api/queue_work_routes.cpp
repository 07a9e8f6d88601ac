// Many conversations are changed in one transaction; only when the database refuses that, one by one.
#include "api/queue_work_routes.hpp"

#include "api/conversation_action.hpp"
#include "api/json_response.hpp"
#include "api/problem.hpp"
#include "api/request_body.hpp"
#include "desk/next.hpp"
#include "wire/conversation.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

using desk::BulkAction;
using desk::BulkOutcome;
using Outcomes = std::vector<BulkOutcome>;

struct Bulk {
    std::vector<ConversationId> ids;
    BulkAction action;
};

Result<Bulk> bulk_in(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto bulk = Bulk{body->ids<Conversation>("ids"), desk::ReadAll{}};
    if (body->has("ids") && bulk.ids.empty()) { body->fault("ids", "too_short", "must name at least one"); }
    if (auto* const action = body->object("action")) {
        auto const type = action->text("type");
        auto change = change_in_action(*action, type);
        if (change) { bulk.action = std::move(*change); }
        if (!change && type != "read") {
            action->fault("type", "unknown_word", "must be assign, status, priority, labels or read");
        }
    }
    if (auto const read = body->end(); !read) { return read.error(); }
    return bulk;
}

nlohmann::json item_of(BulkOutcome const& outcome, wire::Context const& context) {
    auto item = nlohmann::json{{"id", to_string(outcome.id)}};
    if (outcome.conversation) {
        item["conversation"] = wire::to_json(*outcome.conversation, context);
    } else {
        item["problem"] = problem_json(outcome.conversation.error());
    }
    return item;
}

// What the database refuses is one conversation's own: a race of another kind is told for all.
bool may_differ(Error const& error) {
    return error.code == ErrorCode::conflict || error.code == ErrorCode::unprocessable;
}

}  // namespace

void QueueWorkRoutes::add_to(Routes& routes) {
    routes.add("POST", "/api/v1/conversations/next", Policy::change(desk_roles),
               [this](Call call) { return next(std::move(call)); });
    routes.add("POST", "/api/v1/conversations/bulk", Policy::change(desk_roles),
               [this](Call call) { return change_many(std::move(call)); });
}

Task<Result<http::Response>> QueueWorkRoutes::next(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto const without = body->optional_id<Conversation>("after_id").value_or(ConversationId{});
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto take = [actor = call.actor, without, now = clock_->now()](journal::Work& work) {
        return desk::take_next(work, actor, without, now);
    };
    auto const taken = co_await journal_->write(call.actor.account, std::move(take));
    if (!taken) { co_return taken.error(); }
    if (!*taken) { co_return no_content(); }
    co_return json_response(200, wire::to_json(**taken, *context_));
}

Task<Result<http::Response>> QueueWorkRoutes::change_many(Call call) {
    auto bulk = bulk_in(call.request);
    if (!bulk) { co_return bulk.error(); }
    auto all = [actor = call.actor, bulk = *bulk, now = clock_->now()](journal::Work& work) {
        return desk::change_many(work, actor, bulk.ids, bulk.action, now);
    };
    auto outcomes = co_await journal_->write(call.actor.account, std::move(all));
    if (!outcomes && may_differ(outcomes.error())) {
        outcomes = co_await alone(call.actor, std::move(bulk->ids), std::move(bulk->action));
    }
    if (!outcomes) { co_return outcomes.error(); }
    auto answer = nlohmann::json{{"items", nlohmann::json::array()}};
    for (auto const& outcome : *outcomes) {
        answer["items"].push_back(item_of(outcome, *context_));
        if (!outcome.read_up_to.empty()) {
            read_up_to_(call.actor.account, outcome.inbox, outcome.read_up_to);
        }
    }
    co_return json_response(200, answer);
}

Task<Result<Outcomes>> QueueWorkRoutes::alone(access::Actor actor, std::vector<ConversationId> ids,
                                              BulkAction action) {
    auto outcomes = Outcomes{};
    for (auto const id : ids) {
        auto one = [actor, id, action, now = clock_->now()](journal::Work& work) {
            return desk::change_many(work, actor, {id}, action, now);
        };
        auto done = co_await journal_->write(actor.account, std::move(one));
        if (!done && !may_differ(done.error())) { co_return done.error(); }
        if (done) {
            outcomes.push_back(std::move(done->front()));
        } else {
            outcomes.push_back({id, told(done.error())});
        }
    }
    co_return outcomes;
}

}  // namespace balie::api
