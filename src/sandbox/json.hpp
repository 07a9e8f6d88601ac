// Reading JSON that others wrote: what is absent or of another type is empty, and nothing throws.
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace balie::sandbox {

using Json = nlohmann::json;

std::optional<Json> parsed_object(std::string_view text);

std::string text_in(Json const& object, std::string_view key);
bool flag_in(Json const& object, std::string_view key, bool otherwise);
std::optional<double> number_in(Json const& object, std::string_view key);
Json const& object_in(Json const& object, std::string_view key);  // an empty object when absent
Json const& list_in(Json const& object, std::string_view key);    // an empty list when absent

// As the platform writes its webhooks: ASCII only, other characters as \u escapes.
std::string escaped_text(Json const& value);
std::string plain_text(Json const& value);

}  // namespace balie::sandbox
