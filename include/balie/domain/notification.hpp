// A notification: something that concerns one person, until that person has read it.
#pragma once

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <optional>
#include <string_view>

namespace balie {

enum class NotificationType {
    mention,
    assigned,
    transfer,
    promise_due,
    replied,         // the customer wrote in what is mine
    failed,          // a message of mine failed, or is in doubt
    approval_asked,  // a reply waits for a second person
    approved,        // a reply of mine may go
    side_answer,     // somebody without a seat answered what I asked
};

std::string_view to_word(NotificationType value) noexcept;
template <>
std::optional<NotificationType> from_word(std::string_view word) noexcept;

struct Notification;
using NotificationId = Id<Notification>;

struct Notification {
    NotificationId id;
    UserId user_id = {};
    NotificationType type = NotificationType::mention;
    ConversationId conversation_id = {};
    MessageId message_id = {};
    UserId actor_id = {};  // who caused it; nobody of us when the customer did
    std::optional<Time> read_at = {};
    Time created_at = {};
};

}  // namespace balie
