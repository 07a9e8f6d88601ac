// An event is a pointer: a type, the ids it is about, and who may see it. Its data is read when it is shown, so that
// an erased message or a lost right shows in replays too (decisions 17).
#pragma once

#include "store/notifications.hpp"

#include <balie/domain/ids.hpp>

#include <cstdint>
#include <string_view>

namespace balie::journal {

// In SQL and on the stream: "message.created", ...
enum class EventType {
    message_created,
    message_updated,
    conversation_created,
    conversation_updated,
    contact_created,
    contact_updated,
    contact_merged,
    contact_erased,
    inbox_updated,
    notification_created,
    notification_read,
};

std::string_view to_word(EventType type) noexcept;

// In was_team and was_assignee: there was none before the change, and now there is one.
inline constexpr auto no_team_before = TeamId{-1};
inline constexpr auto nobody_before = UserId{-1};

// team, assignee: of the conversation after the change; was_*: before it, where it changed.
// user: an event for that user alone.
struct Event {
    EventType type;
    InboxId inbox = {};
    TeamId team = {};
    UserId assignee = {};
    TeamId was_team = {};
    UserId was_assignee = {};
    UserId user = {};
    ContactId contact = {};
    ConversationId conversation = {};
    MessageId message = {};
    NotificationId notification = {};

    explicit Event(EventType type_) : type(type_) {}
};

// For the one whom it concerns.
Event event_of(store::notifications::Made const& made);

}  // namespace balie::journal
