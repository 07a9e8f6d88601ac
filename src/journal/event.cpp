#include "journal/event.hpp"

#include <array>
#include <cstddef>

namespace balie::journal {
namespace {

// In the order of the enumerators.
constexpr auto words = std::to_array<std::string_view>(
    {"message.created", "message.updated", "conversation.created", "conversation.updated", "contact.created",
     "contact.updated", "contact.merged", "contact.erased", "inbox.updated", "notification.created",
     "notification.read"});

}  // namespace

Event event_of(store::notifications::Made const& made) {
    auto event = Event{EventType::notification_created};
    event.user = made.user;
    event.conversation = made.conversation;
    event.notification = made.id;
    return event;
}

std::string_view to_word(EventType type) noexcept { return words[static_cast<std::size_t>(type)]; }

}  // namespace balie::journal
