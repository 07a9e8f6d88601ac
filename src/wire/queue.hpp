// The live figures as REST and the stream show them.
#pragma once

#include <balie/domain/queue.hpp>

#include <nlohmann/json_fwd.hpp>

namespace balie::wire {

nlohmann::json to_json(Queue const& queue);

}  // namespace balie::wire
