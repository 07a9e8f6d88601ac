// A message template as REST shows it: its parts, and what has to be filled in, beside the platform's own form.
#pragma once

#include <balie/channel/connector.hpp>

#include <nlohmann/json_fwd.hpp>

namespace balie::wire {

nlohmann::json to_json(TemplateText const& text);

}  // namespace balie::wire
