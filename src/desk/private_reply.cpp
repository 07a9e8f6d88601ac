// A repetition is looked for before anything is opened: the private conversation may have been resolved meanwhile. The
// answer is written where the customer's next words will come in, which is another channel's inbox for some.
#include "desk/private_reply.hpp"

#include "desk/moderation.hpp"
#include "desk/opening.hpp"
#include "desk/repeated_reply.hpp"
#include "desk/telling.hpp"
#include "store/contacts.hpp"
#include "store/conversation_standing.hpp"
#include "store/conversations.hpp"
#include "store/inboxes.hpp"
#include "store/messages.hpp"
#include "store/public_messages.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::desk {
namespace {

namespace conversations = store::conversations;
using store::public_messages::PublicMessage;

std::optional<Result<Written>> find_repeated_anywhere(db::Transaction& transaction,
                                                      access::Actor const& actor, Reply const& reply) {
    auto const id = store::messages::find_by_client_id(transaction, actor.account, reply.client_id);
    if (!id) { return std::nullopt; }
    auto const found = store::messages::find_many(transaction, actor.account, {*id});
    auto const conversation = found.empty() ? ConversationId{} : found.front().conversation_id;
    return find_repeated(transaction, actor, conversation, reply);
}

bool is_member(access::Actor const& actor, InboxId inbox) {
    return actor.sees_all() || std::ranges::binary_search(actor.inboxes, inbox);
}

// By which address the customer is written to. Where the actor does not belong to the other inbox the answer stays in
// this one, but the customer is known there all the same.
ContactIdentityId reader_of(journal::Work& work, access::Actor const& actor, PublicMessage const& message,
                            std::optional<PrivateRoom> const& room) {
    if (!room) { return message.sender_identity_id; }
    auto& transaction = work.transaction();
    auto const here = store::inboxes::find(transaction, actor.account, message.inbox_id);
    if (!here) { return message.sender_identity_id; }
    auto const there =
        store::inboxes::find_by_address(transaction, actor.account, room->channel, here->address);
    if (!there || !there->enabled) { return message.sender_identity_id; }
    auto const known = store::contacts::known_as(transaction, actor.account, message.sender_identity_id,
                                                 there->id, room->kind);
    if (!known) { return message.sender_identity_id; }
    if (known->made) {
        auto event = journal::Event{journal::EventType::contact_updated};
        event.inbox = there->id;
        event.contact = known->contact_id;
        work.tell(event);
    }
    return is_member(actor, there->id) ? known->id : message.sender_identity_id;
}

// Each of the two threads names the other: who reads one sees that it goes on, or where it began.
void note_passage(journal::Work& work, access::Actor const& actor, ConversationId in_public,
                  ConversationId in_private) {
    auto const conversation_of = [](Conversation const& one) {
        return nlohmann::json{{"id", to_string(one.id)}, {"number", one.number}};
    };
    auto const both = conversations::find_many(work.transaction(), actor.account, {in_public, in_private});
    if (both.size() != 2) { return; }
    note_activity(work, actor, conversations::standing_of(work.transaction(), actor.account, in_public),
                  {{"action", "went_private"}, {"conversation", conversation_of(both.back())}});
    note_activity(work, actor, conversations::standing_of(work.transaction(), actor.account, in_private),
                  {{"action", "came_from_public"}, {"conversation", conversation_of(both.front())}});
}

}  // namespace

Result<Written> reply_in_private(journal::Work& work, access::Actor const& actor, MessageId to, Reply reply,
                                 wire::Context const& context, Time now) {
    if (!actor.changes()) { return Error{ErrorCode::forbidden, "an auditor changes nothing"}; }
    auto const message = store::public_messages::find(work.transaction(), actor, to);
    if (!message) { return message.error(); }
    reply.private_reply_to = to;
    if (auto const repeated = find_repeated_anywhere(work.transaction(), actor, reply)) { return *repeated; }
    auto const* const capabilities = context.of(message->channel);
    auto const may = wire::may(wire::PublicAct::answer_in_private, facts_of(*message), capabilities);
    if (!may) { return may.error(); }
    auto const reader = reader_of(work, actor, *message, capabilities->private_room);
    reply.identity_id = reader;
    auto written = write_first(work, actor, reader, reply, context, now);
    if (written && written->is_new) {
        note_passage(work, actor, message->conversation_id, written->message.conversation_id);
    }
    return written;
}

}  // namespace balie::desk
