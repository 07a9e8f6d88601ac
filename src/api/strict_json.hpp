// JSON from clients, read more strictly than the format asks.
#pragma once

#include <balie/base/result.hpp>

#include <nlohmann/json.hpp>

#include <string_view>

namespace balie::api {

// Error: malformed, for what is not JSON in UTF-8, is nested too deeply, or names a field of an object twice.
Result<nlohmann::json> parse_strictly(std::string_view text);

}  // namespace balie::api
