// The one mend that platforms' JSON needs before a strict reader takes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace balie::connectors::json {

// The same bytes with every escaped half of a surrogate pair (\ud83d without \ude00) turned into \ufffd.
// Absent when there is none.
std::optional<std::string> without_lone_surrogates(std::string_view bytes);

}  // namespace balie::connectors::json
