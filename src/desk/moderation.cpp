#include "desk/moderation.hpp"

#include "store/audit.hpp"
#include "store/messages.hpp"

namespace balie::desk {
namespace {

namespace public_messages = store::public_messages;

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

wire::PublicFacts facts_of(public_messages::PublicMessage const& message) noexcept {
    auto facts = wire::PublicFacts{};
    facts.is_public = message.is_public;
    facts.is_there = !message.external_id.empty() && !message.is_deleted;
    facts.is_ours = message.direction == Direction::out;
    facts.has_author = static_cast<bool>(message.sender_identity_id);
    facts.is_under_own_post = message.is_under_own_post;
    return facts;
}

Result<void> may_moderate(public_messages::PublicMessage const& message, Moderated wanted,
                          Capabilities const* capabilities) {
    auto const act = wanted == Moderated::removed ? wire::PublicAct::remove : wire::PublicAct::hide;
    return wire::may(act, facts_of(message), capabilities);
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
