// A saved view as REST shows it.
#pragma once

#include <balie/domain/view.hpp>

#include <nlohmann/json_fwd.hpp>

namespace balie::wire {

nlohmann::json to_json(View const& view);

}  // namespace balie::wire
