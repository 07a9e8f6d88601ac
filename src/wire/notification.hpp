// A notification as REST and the stream show it.
#pragma once

#include <balie/domain/notification.hpp>

#include <nlohmann/json_fwd.hpp>

namespace balie::wire {

nlohmann::json to_json(Notification const& notification);

}  // namespace balie::wire
