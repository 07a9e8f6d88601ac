// Into how many SMS a text is cut.
#pragma once

#include <cstddef>
#include <string_view>

namespace balie::desk {

// The default alphabet of GSM 03.38 (160 in one, 153 in each of several), else UCS-2 (70, 67). Never less than one.
std::size_t sms_segments(std::string_view text);

}  // namespace balie::desk
