#include "api/conversation_merge_routes.hpp"

#include "api/json_response.hpp"
#include "api/problem.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "desk/conversation_joining.hpp"
#include "store/conversation_merges.hpp"
#include "store/conversations.hpp"
#include "wire/conversation.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

using nlohmann::json;

constexpr auto at_once_max = std::size_t{20};
constexpr auto shown_max = std::int64_t{50};

Result<std::vector<ConversationId>> conversations_in(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto ids = body->ids<Conversation>("conversation_ids");
    if (ids.empty() || ids.size() > at_once_max) {
        body->fault("conversation_ids", "out_of_range", "takes 1 to 20 conversations");
    }
    if (auto const read = body->end(); !read) { return read.error(); }
    return ids;
}

Result<ConversationId> conversation_in(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto const id = body->id<Conversation>("conversation_id");
    if (auto const read = body->end(); !read) { return read.error(); }
    return id;
}

// What may be parted again.
struct FindMerged {
    access::Actor actor;
    ConversationId id;

    Result<json> operator()(db::Transaction& transaction) const {
        auto const conversation = store::conversations::find(transaction, actor, id);
        if (!conversation) { return conversation.error(); }
        auto items = json::array();
        for (auto const& merged : store::conversation_merges::merged_into(transaction, actor.account,
                                                                          conversation->id, shown_max)) {
            auto item = json{{"conversation_id", to_string(merged.conversation)},
                             {"number", merged.number},
                             {"user_id", to_string(merged.user)},
                             {"at", to_rfc3339(merged.at)}};
            if (merged.first_message) { item["first_message_id"] = to_string(merged.first_message); }
            items.push_back(std::move(item));
        }
        return json{{"items", std::move(items)}};
    }
};

}  // namespace

void ConversationMergeRoutes::add_to(Routes& routes) {
    routes.add("POST", "/api/v1/conversations/{id}/merge", Policy::change(desk_roles),
               [this](Call call) { return merge(std::move(call)); });
    routes.add("POST", "/api/v1/conversations/{id}/unmerge", Policy::change(desk_roles),
               [this](Call call) { return unmerge(std::move(call)); });
    routes.add("GET", "/api/v1/conversations/{id}/merges", Policy::read(every_role),
               [this](Call call) { return list_merged(std::move(call)); });
}

Task<Result<http::Response>> ConversationMergeRoutes::merge(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto others = conversations_in(call.request);
    if (!others) { co_return others.error(); }
    auto write = [actor = call.actor, id = *id, others = std::move(*others), now = clock_->now()](
                     journal::Work& work) { return desk::merge_conversations(work, actor, id, others, now); };
    auto made = co_await journal_->write(call.actor.account, std::move(write));
    co_return co_await answer(std::move(call.actor), *id, std::move(made));
}

Task<Result<http::Response>> ConversationMergeRoutes::unmerge(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto const other = conversation_in(call.request);
    if (!other) { co_return other.error(); }
    auto write = [actor = call.actor, id = *id, other = *other](journal::Work& work) {
        return desk::unmerge_conversation(work, actor, id, other);
    };
    auto made = co_await journal_->write(call.actor.account, std::move(write));
    co_return co_await answer(std::move(call.actor), *id, std::move(made));
}

Task<Result<http::Response>> ConversationMergeRoutes::list_merged(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto query = Query{call.request};
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto find = FindMerged{call.actor, *id};
    auto const found = co_await database_->run(call.actor.account.value, std::move(find));
    if (!found) { co_return found.error(); }
    co_return json_response(200, *found);
}

// Who lost is shown how the conversation stands now.
Task<Result<http::Response>> ConversationMergeRoutes::answer(access::Actor actor, ConversationId id,
                                                             Result<Conversation> made) {
    if (made) { co_return json_response(200, wire::to_json(*made, *context_)); }
    if (made.error().code != ErrorCode::conflict) { co_return made.error(); }
    auto find = [actor, id](db::Transaction& transaction) {
        return store::conversations::find(transaction, actor, id);
    };
    auto const current = co_await database_->run(actor.account.value, std::move(find));
    if (!current) { co_return made.error(); }
    auto const members = json{{"current", wire::to_json(*current, *context_)}};
    co_return problem(made.error(), members);
}

}  // namespace balie::api
