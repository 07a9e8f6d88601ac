#include <connectors/email/html_entity.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace balie::connectors::email {
namespace {

constexpr auto name_bytes_max = std::size_t{10};

constexpr auto names = std::to_array<std::pair<std::string_view, std::uint32_t>>(
    {{"amp", '&'},      {"lt", '<'},        {"gt", '>'},        {"quot", '"'},      {"apos", '\''},
     {"nbsp", ' '},     {"ensp", ' '},      {"emsp", ' '},      {"thinsp", ' '},    {"shy", 0},
     {"zwnj", 0},       {"zwj", 0},         {"lrm", 0},         {"rlm", 0},         {"iexcl", 0xA1},
     {"cent", 0xA2},    {"pound", 0xA3},    {"yen", 0xA5},      {"sect", 0xA7},     {"copy", 0xA9},
     {"laquo", 0xAB},   {"reg", 0xAE},      {"deg", 0xB0},      {"plusmn", 0xB1},   {"sup2", 0xB2},
     {"sup3", 0xB3},    {"micro", 0xB5},    {"para", 0xB6},     {"middot", 0xB7},   {"raquo", 0xBB},
     {"frac14", 0xBC},  {"frac12", 0xBD},   {"frac34", 0xBE},   {"iquest", 0xBF},   {"Agrave", 0xC0},
     {"Aacute", 0xC1},  {"Acirc", 0xC2},    {"Atilde", 0xC3},   {"Auml", 0xC4},     {"Aring", 0xC5},
     {"AElig", 0xC6},   {"Ccedil", 0xC7},   {"Egrave", 0xC8},   {"Eacute", 0xC9},   {"Ecirc", 0xCA},
     {"Euml", 0xCB},    {"Igrave", 0xCC},   {"Iacute", 0xCD},   {"Icirc", 0xCE},    {"Iuml", 0xCF},
     {"Ntilde", 0xD1},  {"Ograve", 0xD2},   {"Oacute", 0xD3},   {"Ocirc", 0xD4},    {"Otilde", 0xD5},
     {"Ouml", 0xD6},    {"times", 0xD7},    {"Oslash", 0xD8},   {"Ugrave", 0xD9},   {"Uacute", 0xDA},
     {"Ucirc", 0xDB},   {"Uuml", 0xDC},     {"szlig", 0xDF},    {"agrave", 0xE0},   {"aacute", 0xE1},
     {"acirc", 0xE2},   {"atilde", 0xE3},   {"auml", 0xE4},     {"aring", 0xE5},    {"aelig", 0xE6},
     {"ccedil", 0xE7},  {"egrave", 0xE8},   {"eacute", 0xE9},   {"ecirc", 0xEA},    {"euml", 0xEB},
     {"igrave", 0xEC},  {"iacute", 0xED},   {"icirc", 0xEE},    {"iuml", 0xEF},     {"ntilde", 0xF1},
     {"ograve", 0xF2},  {"oacute", 0xF3},   {"ocirc", 0xF4},    {"otilde", 0xF5},   {"ouml", 0xF6},
     {"divide", 0xF7},  {"oslash", 0xF8},   {"ugrave", 0xF9},   {"uacute", 0xFA},   {"ucirc", 0xFB},
     {"uuml", 0xFC},    {"yuml", 0xFF},     {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018},
     {"rsquo", 0x2019}, {"sbquo", 0x201A},  {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},
     {"bull", 0x2022},  {"hellip", 0x2026}, {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"euro", 0x20AC},
     {"trade", 0x2122}, {"larr", 0x2190},   {"rarr", 0x2192}});

// Control and bidirectional characters would make a text read other than it is written.
std::uint32_t shown(std::uint32_t point) {
    if (point == '\n' || point == '\t' || point == 0xA0 || point == '\r') { return ' '; }
    auto const is_control = point < 0x20 || (point >= 0x7F && point < 0xA0);
    auto const is_direction = (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) ||
                              (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF || point == 0xAD;
    auto const is_none = point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF);
    return is_control || is_direction || is_none ? 0 : point;
}

void append(std::string& to, std::uint32_t point) {
    auto const tail = [&to](std::uint32_t bits) { to += static_cast<char>(0x80U | (bits & 0x3FU)); };
    if (point == 0) { return; }
    if (point < 0x80) {
        to += static_cast<char>(point);
    } else if (point < 0x800) {
        to += static_cast<char>(0xC0U | (point >> 6U));
        tail(point);
    } else if (point < 0x10000) {
        to += static_cast<char>(0xE0U | (point >> 12U));
        tail(point >> 6U);
        tail(point);
    } else {
        to += static_cast<char>(0xF0U | (point >> 18U));
        tail(point >> 12U);
        tail(point >> 6U);
        tail(point);
    }
}

std::optional<std::uint32_t> point_of(std::string_view name) {
    if (!name.starts_with('#')) {
        auto const found = std::ranges::find(names, name, [](auto const& entry) { return entry.first; });
        return found == names.end() ? std::nullopt : std::optional{found->second};
    }
    name.remove_prefix(1);
    auto const is_hex = name.starts_with('x') || name.starts_with('X');
    if (is_hex) { name.remove_prefix(1); }
    auto point = std::uint32_t{0};
    auto const [end, fault] =
        std::from_chars(name.data(), name.data() + name.size(), point, is_hex ? 16 : 10);
    if (name.empty() || fault != std::errc{} || end != name.data() + name.size()) { return std::nullopt; }
    return shown(point);
}

}  // namespace

std::string without_entities(std::string_view text) {
    auto plain = std::string{};
    plain.reserve(text.size());
    while (!text.empty()) {
        auto const mark = text.find('&');
        plain += text.substr(0, mark);
        if (mark == std::string_view::npos) { break; }
        text.remove_prefix(mark);
        auto const end = text.substr(0, name_bytes_max + 2).find(';');
        auto const point = end == std::string_view::npos ? std::nullopt : point_of(text.substr(1, end - 1));
        if (point) { append(plain, *point); }
        if (!point) { plain += '&'; }
        text.remove_prefix(point ? end + 1 : 1);
    }
    return plain;
}

}  // namespace balie::connectors::email
