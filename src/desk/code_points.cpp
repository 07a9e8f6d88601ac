// Requests are held to UTF-8 at the door; what is ill-formed nevertheless ends the walk.
#include "desk/code_points.hpp"

namespace balie::desk {
namespace {

std::size_t length_at(unsigned char lead) {
    if (lead < 0x80) { return 1; }
    if (lead < 0xE0) { return 2; }
    return lead < 0xF0 ? 3 : 4;
}

}  // namespace

std::u32string code_points(std::string_view utf8) {
    auto points = std::u32string{};
    points.reserve(utf8.size());
    for (auto at = std::size_t{0}; at < utf8.size();) {
        auto const lead = static_cast<unsigned char>(utf8[at]);
        auto const length = length_at(lead);
        if (at + length > utf8.size()) { break; }
        auto point = static_cast<char32_t>(length == 1 ? lead : lead & (0xFFU >> (length + 1)));
        for (auto next = std::size_t{1}; next < length; ++next) {
            point = (point << 6U) | (static_cast<unsigned char>(utf8[at + next]) & 0x3FU);
        }
        points += point;
        at += length;
    }
    return points;
}

}  // namespace balie::desk
