// GSM 03.38: a character of the extension table takes two septets, and neither it nor a surrogate pair is cut in two.
#include "desk/sms_segments.hpp"

#include "desk/code_points.hpp"

#include <algorithm>

namespace balie::desk {
namespace {

constexpr auto default_alphabet = std::u32string_view{
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    U"abcdefghijklmnopqrstuvwxyzäöñüà"};
constexpr auto extension = std::u32string_view{U"\f^{}\\[~]|€"};

bool is_default(char32_t point) { return default_alphabet.find(point) != std::u32string_view::npos; }
bool is_extended(char32_t point) { return extension.find(point) != std::u32string_view::npos; }

std::size_t septets(char32_t point) { return is_extended(point) ? 2 : 1; }
std::size_t utf16_units(char32_t point) { return point > 0xFFFF ? 2 : 1; }

template <class Units>
std::size_t segments(std::u32string const& points, Units units, std::size_t alone_max, std::size_t part_max) {
    auto whole = std::size_t{0};
    auto parts = std::size_t{1};
    auto filled = std::size_t{0};
    for (auto const point : points) {
        auto const size = units(point);
        whole += size;
        if (filled + size > part_max) {
            ++parts;
            filled = 0;
        }
        filled += size;
    }
    return whole <= alone_max ? 1 : parts;
}

}  // namespace

std::size_t sms_segments(std::string_view text) {
    auto const points = code_points(text);
    auto const in_alphabet = [](char32_t point) { return is_default(point) || is_extended(point); };
    if (std::ranges::all_of(points, in_alphabet)) { return segments(points, septets, 160, 153); }
    return segments(points, utf16_units, 70, 67);
}

}  // namespace balie::desk
