// One decoder of UTF-8 serves all that looks at characters; the rest are the small encodings of the web.
#include <balie/base/text.hpp>

#include <balie/base/blank_text.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace balie {
namespace {

constexpr auto replacement = std::string_view{"\xEF\xBF\xBD"};
constexpr auto hex_alphabet = std::string_view{"0123456789ABCDEF"};

// What stands at the beginning of some bytes: a code point, or as many bytes as belong to one ill-formed sequence.
struct Decoded {
    char32_t point = 0;
    std::size_t length = 1;
    bool well_formed = false;
};

// Blank in every font (Unicode 15: white space, format characters, fillers, variation selectors, tags). In order.
struct Range {
    char32_t first;
    char32_t last;
};
constexpr auto unseen = std::to_array<Range>({
    {0x00, 0x20},       {0x7F, 0xA0},       {0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},
    {0x115F, 0x1160},   {0x1680, 0x1680},   {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2000, 0x200F},
    {0x2028, 0x202F},   {0x205F, 0x206F},   {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164},
    {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
});

bool is_unseen(char32_t point) noexcept {
    auto const at = std::ranges::lower_bound(unseen, point, {}, &Range::last);
    return at != unseen.end() && at->first <= point;
}

constexpr bool is_continuation(unsigned char byte) noexcept { return (byte & 0xC0U) == 0x80U; }

// Unicode's table 3-7: the second byte's range keeps out overlong forms, surrogates and what lies above U+10FFFF.
Decoded decoded(std::string_view bytes) noexcept {
    auto const first = static_cast<unsigned char>(bytes.front());
    if (first < 0x80U) { return {first, 1, true}; }
    auto const length = first >= 0xF0U ? std::size_t{4} : first >= 0xE0U ? std::size_t{3} : std::size_t{2};
    if (first < 0xC2U || first > 0xF4U) { return {0, 1, false}; }
    auto const low = first == 0xE0U ? 0xA0U : first == 0xF0U ? 0x90U : 0x80U;
    auto const high = first == 0xEDU ? 0x9FU : first == 0xF4U ? 0x8FU : 0xBFU;
    auto point = static_cast<char32_t>(first & (0x7FU >> length));
    for (auto i = std::size_t{1}; i < length; ++i) {
        if (i >= bytes.size()) { return {0, i, false}; }
        auto const byte = static_cast<unsigned char>(bytes[i]);
        if (i == 1 ? byte < low || byte > high : !is_continuation(byte)) { return {0, i, false}; }
        point = (point << 6U) | (byte & 0x3FU);
    }
    return {point, length, true};
}

std::size_t ascii_prefix(std::string_view bytes) noexcept {
    auto at = std::size_t{0};
    for (auto word = std::uint64_t{0}; at + 8 <= bytes.size(); at += 8) {
        std::memcpy(&word, bytes.data() + at, 8);
        if ((word & 0x8080808080808080ULL) != 0) { break; }
    }
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80U) { ++at; }
    return at;
}

constexpr int hex_value(char letter) noexcept {
    if (letter >= '0' && letter <= '9') { return letter - '0'; }
    if (letter >= 'a' && letter <= 'f') { return letter - 'a' + 10; }
    if (letter >= 'A' && letter <= 'F') { return letter - 'A' + 10; }
    return -1;
}

constexpr bool is_unreserved(char letter) noexcept {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' || letter == '_' ||
           letter == '~';
}

// What could end a line, move a terminal's cursor or show a text in another order than it is stored in.
constexpr bool is_deceptive(char32_t point) noexcept {
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0x61C || point == 0x200E ||
           point == 0x200F || (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

std::string escaped(char32_t point) {
    auto digits = std::string{};
    do {
        digits.insert(digits.begin(), hex_alphabet[point & 15U]);
        point >>= 4U;
    } while (point != 0);
    return "\\u{" + digits + "}";
}

std::optional<std::string> decode_form(std::string_view encoded) {
    auto spaced = std::string{encoded};
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return percent_decode(spaced);
}

}  // namespace

bool is_utf8(std::string_view bytes) noexcept {
    while (true) {
        bytes.remove_prefix(ascii_prefix(bytes));
        if (bytes.empty()) { return true; }
        auto const next = decoded(bytes);
        if (!next.well_formed) { return false; }
        bytes.remove_prefix(next.length);
    }
}

std::string storable(std::string text) {
    if (text.find('\0') == std::string::npos && is_utf8(text)) { return text; }
    auto kept = std::string{};
    kept.reserve(text.size() + 16);
    for (auto rest = std::string_view{text}; !rest.empty();) {
        auto const next = decoded(rest);
        kept += next.well_formed && next.point != 0 ? rest.substr(0, next.length) : replacement;
        rest.remove_prefix(next.length);
    }
    return kept;
}

std::string first_characters(std::string_view text, std::size_t count) {
    auto end = std::size_t{0};
    for (; end < text.size() && count > 0; --count) { end += decoded(text.substr(end)).length; }
    return std::string{text.substr(0, end)};
}

std::size_t count_characters(std::string_view text) noexcept {
    auto count = std::size_t{0};
    for (auto at = std::size_t{0}; at < text.size(); ++count) { at += decoded(text.substr(at)).length; }
    return count;
}

std::string percent_encode(std::string_view text) {
    auto encoded = std::string{};
    encoded.reserve(text.size() + 16);
    for (auto const letter : text) {
        if (is_unreserved(letter)) {
            encoded += letter;
            continue;
        }
        encoded += '%';
        encoded += hex_alphabet[static_cast<unsigned char>(letter) >> 4U];
        encoded += hex_alphabet[static_cast<unsigned char>(letter) & 15U];
    }
    return encoded;
}

std::optional<std::string> percent_decode(std::string_view text) {
    auto plain = std::string{};
    plain.reserve(text.size());
    for (auto i = std::size_t{0}; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i];
            continue;
        }
        if (i + 2 >= text.size()) { return std::nullopt; }
        auto const high = hex_value(text[i + 1]);
        auto const low = hex_value(text[i + 2]);
        if (high < 0 || low < 0) { return std::nullopt; }
        plain += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return plain;
}

std::optional<Fields> parse_form(std::string_view encoded) {
    auto fields = Fields{};
    while (!encoded.empty()) {
        auto const end = std::min(encoded.find('&'), encoded.size());
        auto const pair = encoded.substr(0, end);
        encoded.remove_prefix(std::min(end + 1, encoded.size()));
        if (pair.empty()) { continue; }
        auto const equals = std::min(pair.find('='), pair.size());
        auto name = decode_form(pair.substr(0, equals));
        auto value = decode_form(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value) { return std::nullopt; }
        fields.emplace_back(std::move(*name), std::move(*value));
    }
    return fields;
}

std::string printable(std::string_view text) {
    auto shown = std::string{};
    shown.reserve(text.size());
    while (!text.empty()) {
        auto const next = decoded(text);
        if (!next.well_formed) {
            shown += replacement;
        } else if (is_deceptive(next.point)) {
            shown += escaped(next.point);
        } else {
            shown += text.substr(0, next.length);
        }
        text.remove_prefix(next.length);
    }
    return shown;
}

std::string lowered(std::string_view ascii) {
    auto text = std::string{ascii};
    for (auto& letter : text) {
        if (letter >= 'A' && letter <= 'Z') { letter = static_cast<char>(letter - 'A' + 'a'); }
    }
    return text;
}

std::string_view trimmed(std::string_view text) noexcept {
    constexpr auto blanks = std::string_view{" \t\r\n\f\v"};
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) { return {}; }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_blank(std::string_view text) noexcept {
    while (!text.empty()) {
        auto const next = decoded(text);
        if (!next.well_formed || !is_unseen(next.point)) { return false; }
        text.remove_prefix(next.length);
    }
    return true;
}

}  // namespace balie
