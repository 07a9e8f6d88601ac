// A repetition is looked for before anything is opened: the private conversation may have been resolved meanwhile.
#include "desk/private_reply.hpp"

#include "desk/opening.hpp"
#include "desk/repeated_reply.hpp"
#include "store/messages.hpp"
#include "store/public_messages.hpp"

namespace balie::desk {
namespace {

using store::public_messages::PublicMessage;

Error refused(std::string detail, std::string reason) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason)};
}

Result<void> may_answer(PublicMessage const& message, Capabilities const* capabilities) {
    if (!message.is_public) { return refused("only the customer can read this message", "not_public"); }
    if (capabilities == nullptr || !capabilities->private_replies) {
        return refused("the channel has no private answers", "private_replies_not_supported");
    }
    if (!message.sender_identity_id || message.external_id.empty() || message.is_deleted) {
        return refused("there is nobody to answer", "not_answerable");
    }
    return {};
}

std::optional<Result<Written>> find_repeated_anywhere(db::Transaction& transaction,
                                                      access::Actor const& actor, Reply const& reply) {
    auto const id = store::messages::find_by_client_id(transaction, actor.account, reply.client_id);
    if (!id) { return std::nullopt; }
    auto const found = store::messages::find_many(transaction, actor.account, {*id});
    auto const conversation = found.empty() ? ConversationId{} : found.front().conversation_id;
    return find_repeated(transaction, actor, conversation, reply);
}

}  // namespace

Result<Written> reply_in_private(journal::Work& work, access::Actor const& actor, MessageId to, Reply reply,
                                 wire::Context const& context, Time now) {
    if (!actor.changes()) { return Error{ErrorCode::forbidden, "an auditor changes nothing"}; }
    auto const message = store::public_messages::find(work.transaction(), actor, to);
    if (!message) { return message.error(); }
    reply.private_reply_to = to;
    if (auto const repeated = find_repeated_anywhere(work.transaction(), actor, reply)) { return *repeated; }
    if (auto const may = may_answer(*message, context.of(message->channel)); !may) { return may.error(); }
    return write_first(work, actor, message->sender_identity_id, reply, context, now);
}

}  // namespace balie::desk
