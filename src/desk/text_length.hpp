// How long a text is in the unit in which a channel counts.
#pragma once

#include <balie/channel/capabilities.hpp>

#include <cstddef>
#include <string_view>

namespace balie::desk {

// Characters, bytes of UTF-8, segments of an SMS, or the weighted count of X.
std::size_t length_of(std::string_view text, TextUnit unit);

}  // namespace balie::desk
