// Meta's words for reactions as the signs that people see.
#pragma once

#include <string>
#include <string_view>

namespace balie::connectors::meta {

// "angry", "ANGRY" and "love" as signs; a word that we do not know as it stands.
std::string emoji_of(std::string_view word);

}  // namespace balie::connectors::meta
