// Maps of text to text, as they stand in jsonb columns.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace balie::store {

std::map<std::string, std::string, std::less<>> settings_from_json(std::string_view json);
std::string settings_to_json(std::map<std::string, std::string, std::less<>> const& settings);

}  // namespace balie::store
