// The conversation is locked before its message, as delivery does.
#include "desk/resend.hpp"

#include "desk/approval.hpp"
#include "desk/reply_rules.hpp"
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

Result<void> when(bool has_changed) {
    if (has_changed) { return {}; }
    return attempt_passed();
}

// Finds the message for this actor, locks its conversation, and lets `decide` change it.
template <class Decide>
Result<Message> decide_about(journal::Work& work, access::Actor const& actor, MessageId id, Decide decide) {
    if (!actor.changes()) { return Error{ErrorCode::forbidden, "an auditor changes nothing"}; }
    auto const message = messages::find(work.transaction(), actor, id);
    if (!message) { return message.error(); }
    auto const standing = conversations::lock(work.transaction(), actor, message->conversation_id);
    if (!standing) { return standing.error(); }
    if (auto const decided = decide(*standing); !decided) { return decided.error(); }
    work.tell(event_of(journal::EventType::message_updated, *standing, id));
    auto const weighed = conversations::weigh(work.transaction(), actor.account, id);
    for (auto const line : weighed.lines) {
        work.tell(event_of(journal::EventType::message_created, *standing, line));
    }
    if (weighed.changed) { work.tell(event_of(journal::EventType::conversation_updated, *standing)); }
    for (auto const& made : weighed.notified) { work.tell(journal::event_of(made)); }
    return messages::find(work.transaction(), actor, id);
}

}  // namespace

Result<Message> retry(journal::Work& work, access::Actor const& actor, MessageId id, std::int64_t attempt) {
    return decide_about(work, actor, id, [&](conversations::Standing const& standing) -> Result<void> {
        if (standing.inbox_gone) { return inbox_gone(); }
        if (!messages::requeue(work.transaction(), actor.account, id, attempt)) { return attempt_passed(); }
        store::outbox::enqueue(work.transaction(), actor.account, standing.inbox_id, standing.id, id,
                               attempt + 1);
        return {};
    });
}

Result<Message> cancel(journal::Work& work, access::Actor const& actor, MessageId id,
                       std::string const& reason) {
    return decide_about(work, actor, id, [&](conversations::Standing const& standing) {
        auto const cancelled = messages::cancel(work.transaction(), actor.account, id);
        if (cancelled && cancelled->awaited_approval) { return turn_down(work, actor, standing, id, reason); }
        return when(cancelled &&
                    store::outbox::withdraw(work.transaction(), actor.account, id, cancelled->attempt));
    });
}

Result<Message> confirm(journal::Work& work, access::Actor const& actor, MessageId id, std::int64_t attempt) {
    return decide_about(work, actor, id, [&](conversations::Standing const&) {
        return when(messages::confirm(work.transaction(), actor.account, id, attempt));
    });
}

}  // namespace balie::desk
