// The weights of https://docs.x.com/fundamentals/counting-characters, configuration v3 of twitter-text.
#include "desk/weighted_length.hpp"

#include "desk/code_points.hpp"
#include "desk/emoji.hpp"

namespace balie::desk {
namespace {

constexpr auto link_weight = std::size_t{23};

bool is_between(char32_t point, char32_t first, char32_t last) { return point >= first && point <= last; }

bool is_light(char32_t point) {
    return point <= 4351 || is_between(point, 8192, 8205) || is_between(point, 8208, 8223) ||
           is_between(point, 8242, 8247);
}

// The text is counted in its composed form: an accent that stands by itself belongs to the letter before it.
bool is_combining(char32_t point) { return is_between(point, 0x0300, 0x036F); }

bool is_space(char32_t point) { return point == U' ' || is_between(point, 0x09, 0x0D) || point == 0x00A0; }

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
