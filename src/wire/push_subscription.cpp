// Where it is reached, and with which keys, is shown to nobody.
#include "wire/push_subscription.hpp"

#include "wire/fields.hpp"

namespace balie::wire {

nlohmann::json to_json(PushSubscription const& subscription, SessionId asker) {
    auto object = nlohmann::json{{"id", to_string(subscription.id)},
                                 {"name", subscription.name},
                                 {"created_at", to_rfc3339(subscription.created_at)}};
    put(object, "pushed_at", subscription.pushed_at);
    if (subscription.session == asker) { object["current"] = true; }
    return object;
}

}  // namespace balie::wire
