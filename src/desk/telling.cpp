// Who may see an event is decided by where the conversation stands, so that is written into it here.
#include "desk/telling.hpp"

#include "store/message_changes.hpp"
#include "store/notifications.hpp"

#include <nlohmann/json.hpp>

namespace balie::desk {

using store::conversations::Standing;

journal::Event event_of(journal::EventType type, Standing const& before, Standing const& after) {
    auto event = journal::Event{type};
    event.inbox = after.inbox_id;
    event.team = after.team_id;
    event.assignee = after.assignee_id;
    if (before.team_id != after.team_id) {
        event.was_team = before.team_id ? before.team_id : journal::no_team_before;
    }
    if (before.assignee_id != after.assignee_id) {
        event.was_assignee = before.assignee_id ? before.assignee_id : journal::nobody_before;
    }
    event.contact = after.contact_id;
    event.conversation = after.id;
    return event;
}

journal::Event event_of(journal::EventType type, Standing const& standing, MessageId message) {
    auto event = event_of(type, standing, standing);
    event.message = message;
    return event;
}

void notify(journal::Work& work, access::Actor const& actor, NotificationType type, Standing const& standing,
            std::vector<UserId> users, MessageId message) {
    std::erase(users, actor.user);
    auto const cause = store::notifications::Cause{type, standing.id, message, actor.user};
    for (auto const& made : store::notifications::add(work.transaction(), actor.account, cause, users)) {
        work.tell(journal::event_of(made));
    }
}

void settle(journal::Work& work, AccountId account, NotificationType type, ConversationId conversation,
            MessageId message) {
    for (auto const user :
         store::notifications::settle(work.transaction(), account, type, conversation, message)) {
        auto event = journal::Event{journal::EventType::notification_read};
        event.user = user;
        work.tell(event);
    }
}

namespace {

journal::EventType type_of(store::Moved const& moved) {
    if (moved.message) { return journal::EventType::message_updated; }
    return moved.is_new ? journal::EventType::conversation_created : journal::EventType::conversation_updated;
}

}  // namespace

void tell_moved(journal::Work& work, std::vector<store::Moved> const& moved) {
    for (auto const& each : moved) {
        auto event = journal::Event{type_of(each)};
        event.inbox = each.inbox;
        event.team = each.team;
        event.assignee = each.assignee;
        event.contact = each.contact;
        event.conversation = each.conversation;
        event.message = each.message;
        work.tell(event);
    }
}

void note_activity(journal::Work& work, access::Actor const& actor, Standing const& standing,
                   nlohmann::json const& activity) {
    auto line = store::messages::NewMessage{standing.id, standing.inbox_id};
    line.kind = MessageKind::activity;
    line.content = nlohmann::json{{"activity", activity}}.dump();
    line.sender_id = actor.user.value;
    auto const id = store::messages::insert(work.transaction(), actor.account, line);
    work.tell(event_of(journal::EventType::message_created, standing, id));
}

void note_activity(journal::Work& work, AccountId account, Standing const& standing,
                   nlohmann::json const& activity) {
    auto line = store::messages::NewMessage{standing.id, standing.inbox_id};
    line.kind = MessageKind::activity;
    line.content = nlohmann::json{{"activity", activity}}.dump();
    line.sender_type = SenderType::system;
    auto const id = store::messages::insert(work.transaction(), account, line);
    work.tell(event_of(journal::EventType::message_created, standing, id));
}

}  // namespace balie::desk
