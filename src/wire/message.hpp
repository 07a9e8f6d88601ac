// A message as REST and the stream show it.
#pragma once

#include "wire/context.hpp"

#include <balie/domain/message.hpp>

#include <nlohmann/json_fwd.hpp>

namespace balie::wire {

nlohmann::json to_json(Message const& message, Context const& context);

}  // namespace balie::wire
