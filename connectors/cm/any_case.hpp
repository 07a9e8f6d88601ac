// Members of an object whose keys CM writes with and without capitals.
#pragma once

#include <connectors/json/reading.hpp>

namespace balie::connectors::cm {

json::Value const* value_of(json::Object const& object, std::string_view key);
json::Object const* object_of(json::Object const& object, std::string_view key);
// A string, or a whole number as its digits; empty when there is neither.
std::string text_of(json::Object const& object, std::string_view key);

}  // namespace balie::connectors::cm
