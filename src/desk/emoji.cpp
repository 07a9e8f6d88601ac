// The blocks of Unicode instead of its table of emoji: a new emoji is one before we have heard of it.
#include "desk/emoji.hpp"

#include "desk/code_points.hpp"

#include <algorithm>
#include <array>

namespace balie::desk {
namespace {

constexpr auto joiner = char32_t{0x200D};
constexpr auto as_picture = char32_t{0xFE0F};
constexpr auto key_cap = char32_t{0x20E3};
constexpr auto emoji_bytes_max = std::size_t{64};

constexpr bool is_between(char32_t point, char32_t first, char32_t last) noexcept {
    return point >= first && point <= last;
}

// Skin tones, presentation and tag characters, the key cap: they change the emoji before them.
bool is_modifier(char32_t point) noexcept {
    return point == as_picture || point == key_cap || is_between(point, 0x1F3FB, 0x1F3FF) ||
           is_between(point, 0xE0020, 0xE007F);
}

bool is_flag_half(char32_t point) noexcept { return is_between(point, 0x1F1E6, 0x1F1FF); }

// Signs that are older than emoji and became one.
bool is_old_sign(char32_t point) noexcept {
    constexpr auto signs =
        std::array<char32_t, 9>{0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, 0x24C2, 0x3030, 0x303D};
    return std::ranges::find(signs, point) != signs.end() || is_between(point, 0x2190, 0x21FF) ||
           is_between(point, 0x2300, 0x23FF) || is_between(point, 0x25A0, 0x25FF) ||
           is_between(point, 0x2900, 0x297F) || point == 0x3297 || point == 0x3299;
}

bool is_on_a_key(char32_t point) noexcept {
    return is_between(point, U'0', U'9') || point == U'#' || point == U'*';
}

bool is_key_cap(std::u32string_view points) noexcept {
    return points.size() >= 2 && points.size() <= 3 && is_on_a_key(points.front()) &&
           points.back() == key_cap && (points.size() == 2 || points[1] == as_picture);
}

}  // namespace

bool is_emoji(char32_t point) noexcept {
    return is_between(point, 0x1F000, 0x1FAFF) || is_between(point, 0x2600, 0x27BF) ||
           is_between(point, 0x2B00, 0x2BFF);
}

std::size_t end_of_emoji(std::u32string const& points, std::size_t at) noexcept {
    auto end = at + 1;
    if (is_flag_half(points[at]) && end < points.size() && is_flag_half(points[end])) { return end + 1; }
    while (end < points.size()) {
        auto const is_joined = points[end] == joiner && end + 1 < points.size() &&
                               (is_emoji(points[end + 1]) || is_old_sign(points[end + 1]));
        if (!is_joined && !is_modifier(points[end])) { break; }
        end += is_joined ? 2 : 1;
    }
    return end;
}

bool is_one_emoji(std::string_view text) {
    if (text.empty() || text.size() > emoji_bytes_max) { return false; }
    auto const points = code_points(text);
    if (is_key_cap(points)) { return true; }
    if (!is_emoji(points.front()) && !is_old_sign(points.front())) { return false; }
    return end_of_emoji(points, 0) == points.size();
}

}  // namespace balie::desk
