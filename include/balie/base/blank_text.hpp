// Text in which there is nothing to see.
#pragma once

#include <string_view>

namespace balie {

// Nothing but blanks, control characters, and letters that no font draws: of zero width, joiners, directions, fillers.
[[nodiscard]] bool is_blank(std::string_view text) noexcept;

}  // namespace balie
