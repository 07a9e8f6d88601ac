// The weights of https://docs.x.com/fundamentals/counting-characters, configuration v3 of twitter-text.
#include "desk/weighted_length.hpp"

#include "desk/code_points.hpp"

namespace balie::desk {
namespace {

constexpr auto link_weight = std::size_t{23};
constexpr auto joiner = char32_t{0x200D};

bool is_between(char32_t point, char32_t first, char32_t last) { return point >= first && point <= last; }

bool is_light(char32_t point) {
    return point <= 4351 || is_between(point, 8192, 8205) || is_between(point, 8208, 8223) ||
           is_between(point, 8242, 8247);
}

// The text is counted in its composed form: an accent that stands by itself belongs to the letter before it.
bool is_combining(char32_t point) { return is_between(point, 0x0300, 0x036F); }

bool is_emoji(char32_t point) {
    return is_between(point, 0x1F000, 0x1FAFF) || is_between(point, 0x2600, 0x27BF) ||
           is_between(point, 0x2B00, 0x2BFF);
}

// Skin tones, presentation and tag characters, the key cap: they change the emoji before them.
bool is_modifier(char32_t point) {
    return point == 0xFE0F || point == 0x20E3 || is_between(point, 0x1F3FB, 0x1F3FF) ||
           is_between(point, 0xE0020, 0xE007F);
}

bool is_flag_half(char32_t point) { return is_between(point, 0x1F1E6, 0x1F1FF); }

bool is_space(char32_t point) { return point == U' ' || is_between(point, 0x09, 0x0D) || point == 0x00A0; }

// Where the emoji that begins at `at` ends: a family is one, however many are joined in it.
std::size_t end_of_emoji(std::u32string const& points, std::size_t at) {
    auto end = at + 1;
    if (is_flag_half(points[at]) && end < points.size() && is_flag_half(points[end])) { return end + 1; }
    while (end < points.size()) {
        if (is_modifier(points[end])) {
            ++end;
        } else if (points[end] == joiner && end + 1 < points.size() && is_emoji(points[end + 1])) {
            end += 2;
        } else {
            break;
        }
    }
    return end;
}

bool begins_link(std::u32string_view rest) {
    return rest.starts_with(U"http://") || rest.starts_with(U"https://");
}

std::size_t end_of_link(std::u32string const& points, std::size_t at) {
    while (at < points.size() && !is_space(points[at])) { ++at; }
    return at;
}

}  // namespace

std::size_t weighted_length(std::string_view text) {
    auto const points = code_points(text);
    auto length = std::size_t{0};
    for (auto at = std::size_t{0}; at < points.size();) {
        if (begins_link(std::u32string_view{points}.substr(at))) {
            length += link_weight;
            at = end_of_link(points, at);
        } else if (is_emoji(points[at])) {
            length += 2;
            at = end_of_emoji(points, at);
        } else {
            if (!(is_combining(points[at]) && at > 0)) { length += is_light(points[at]) ? 1 : 2; }
            ++at;
        }
    }
    return length;
}

}  // namespace balie::desk
