// A browser that is pushed to, as its owner sees it.
#pragma once

#include <balie/domain/push_subscription.hpp>

#include <nlohmann/json_fwd.hpp>

namespace balie::wire {

// `asker`: the session that asks, to which its own browser is marked.
nlohmann::json to_json(PushSubscription const& subscription, SessionId asker);

}  // namespace balie::wire
