// The conversation is locked before its message, as delivery does.
#include "desk/resend.hpp"

#include "desk/telling.hpp"
#include "store/conversation_standing.hpp"
#include "store/message_changes.hpp"
#include "store/messages.hpp"
#include "store/outbox.hpp"

namespace balie::desk {
namespace {

namespace conversations = store::conversations;
namespace messages = store::messages;

Error attempt_passed() {
    return {ErrorCode::conflict, "the message stands otherwise by now", "attempt_passed", "attempt"};
}

// Finds the message for this actor, locks its conversation, and lets `decide` change it.
template <class Decide>
Result<Message> decide_about(journal::Work& work, access::Actor const& actor, MessageId id, Decide decide) {
    if (!actor.changes()) { return Error{ErrorCode::forbidden, "an auditor changes nothing"}; }
    auto const message = messages::find(work.transaction(), actor, id);
    if (!message) { return message.error(); }
    auto const standing = conversations::lock(work.transaction(), actor, message->conversation_id);
    if (!standing) { return standing.error(); }
    if (!decide(*standing)) { return attempt_passed(); }
    work.tell(event_of(journal::EventType::message_updated, *standing, id));
    if (conversations::weigh(work.transaction(), actor.account, id)) {
        work.tell(event_of(journal::EventType::conversation_updated, *standing));
    }
    return messages::find(work.transaction(), actor, id);
}

}  // namespace

Result<Message> retry(journal::Work& work, access::Actor const& actor, MessageId id, std::int64_t attempt) {
    return decide_about(work, actor, id, [&](conversations::Standing const& standing) {
        if (!messages::requeue(work.transaction(), actor.account, id, attempt)) { return false; }
        store::outbox::enqueue(work.transaction(), actor.account, standing.inbox_id, standing.id, id,
                               attempt + 1);
        return true;
    });
}

Result<Message> cancel(journal::Work& work, access::Actor const& actor, MessageId id) {
    return decide_about(work, actor, id, [&](conversations::Standing const&) {
        auto const attempt = messages::cancel(work.transaction(), actor.account, id);
        return attempt && store::outbox::withdraw(work.transaction(), actor.account, id, *attempt);
    });
}

Result<Message> confirm(journal::Work& work, access::Actor const& actor, MessageId id, std::int64_t attempt) {
    return decide_about(work, actor, id, [&](conversations::Standing const&) {
        return messages::confirm(work.transaction(), actor.account, id, attempt);
    });
}

}  // namespace balie::desk
