// Whose it is goes without saying: it is shown to nobody else.
#include "wire/notification.hpp"

#include "wire/fields.hpp"

namespace balie::wire {

nlohmann::json to_json(Notification const& notification) {
    auto object = nlohmann::json{{"id", to_string(notification.id)},
                                 {"type", to_word(notification.type)},
                                 {"conversation_id", to_string(notification.conversation_id)},
                                 {"created_at", to_rfc3339(notification.created_at)}};
    put(object, "message_id", notification.message_id);
    put(object, "actor_id", notification.actor_id);
    put(object, "read_at", notification.read_at);
    return object;
}

}  // namespace balie::wire
