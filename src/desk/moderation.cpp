#include "desk/moderation.hpp"

#include "store/audit.hpp"
#include "store/messages.hpp"

namespace balie::desk {
namespace {

namespace public_messages = store::public_messages;

Error refused(std::string detail, std::string reason) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason)};
}

std::string action_of(Moderated wanted) {
    switch (wanted) {
        case Moderated::hidden:
            return "message.hidden";
        case Moderated::shown:
            return "message.shown";
        case Moderated::removed:
            break;
    }
    return "message.removed";
}

journal::Event event_of(public_messages::Moved const& moved) {
    auto event = journal::Event{moved.message ? journal::EventType::message_updated
                                              : journal::EventType::conversation_updated};
    event.inbox = moved.inbox;
    event.team = moved.team;
    event.assignee = moved.assignee;
    event.conversation = moved.conversation;
    event.message = moved.message;
    return event;
}

}  // namespace

Result<void> may_moderate(public_messages::PublicMessage const& message, Moderated wanted,
                          Capabilities const* capabilities) {
    if (!message.is_public) { return refused("only the customer can read this message", "not_public"); }
    auto const can = capabilities != nullptr && (wanted == Moderated::removed ? capabilities->deletes_public
                                                                              : capabilities->hides_public);
    if (!can) { return refused("the channel cannot do this", "moderation_not_supported"); }
    if (wanted != Moderated::removed && message.direction != Direction::in) {
        return refused("only what a customer wrote can be hidden", "not_of_a_customer");
    }
    if (message.external_id.empty() || message.is_deleted) {
        return refused("the platform does not show this message", "not_there");
    }
    return {};
}

Result<Message> note_moderated(journal::Work& work, access::Actor const& actor, MessageId id,
                               Moderated wanted) {
    auto const moved =
        wanted == Moderated::removed
            ? public_messages::remove(work.transaction(), actor.account, id)
            : public_messages::hide(work.transaction(), actor.account, id, wanted == Moderated::hidden);
    for (auto const& each : moved) { work.tell(event_of(each)); }
    store::audit::write(work.transaction(),
                        {actor.account, actor.user, action_of(wanted), "message", id.value});
    auto found = store::messages::find_many(work.transaction(), actor.account, {id});
    if (found.empty()) { return Error{ErrorCode::not_found, "no such message"}; }
    return std::move(found.front());
}

}  // namespace balie::desk
