// A message as REST and the stream show it.
#pragma once

#include <balie/domain/message.hpp>

#include <nlohmann/json_fwd.hpp>

namespace balie::wire {

nlohmann::json to_json(Message const& message);

}  // namespace balie::wire
