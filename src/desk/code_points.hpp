// Walks the code points of a text that is known to be UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace balie::desk {

std::u32string code_points(std::string_view utf8);

}  // namespace balie::desk
