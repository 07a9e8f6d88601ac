// A browser that wishes to be told when nobody looks at the desk.
#pragma once

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <optional>
#include <string>

namespace balie {

struct PushSubscription;
using PushSubscriptionId = Id<PushSubscription>;

struct PushSubscription {
    PushSubscriptionId id;
    SessionId session = {};
    std::string name;
    Time created_at = {};
    std::optional<Time> pushed_at = {};
};

}  // namespace balie
