// Names are shortened by what could deceive the eye or end a header.
#include "media/display_name.hpp"

#include <balie/base/text.hpp>

#include <cstdint>

namespace balie::media {
namespace {

constexpr auto name_characters_max = std::size_t{200};

// The code point that begins here, of well-formed UTF-8, and its length.
struct CodePoint {
    std::uint32_t value;
    std::size_t length;
};

CodePoint code_point_at(std::string_view text, std::size_t at) noexcept {
    auto const first = static_cast<unsigned char>(text[at]);
    if (first < 0x80U) { return {first, 1}; }
    auto const length = first >= 0xF0U ? std::size_t{4} : first >= 0xE0U ? std::size_t{3} : std::size_t{2};
    auto value = std::uint32_t{first} & (0xFFU >> (length + 1));
    for (auto index = std::size_t{1}; index < length && at + index < text.size(); ++index) {
        value = value << 6U | (static_cast<unsigned char>(text[at + index]) & 0x3FU);
    }
    return {value, length};
}

// Controls, and characters that are not seen or turn the direction of what follows ("fdp.exe" for "exe.pdf").
bool deceives(std::uint32_t value) noexcept {
    return value < 0x20U || (value >= 0x7FU && value <= 0x9FU) || value == 0xADU || value == 0x061CU ||
           (value >= 0x200BU && value <= 0x200FU) || (value >= 0x2028U && value <= 0x202EU) ||
           (value >= 0x2060U && value <= 0x206FU) || value == 0xFEFFU ||
           (value >= 0xFFF9U && value <= 0xFFFBU) || (value >= 0xE0000U && value <= 0xE007FU);
}

std::string quotable(std::string_view name) {
    auto ascii = std::string{};
    for (auto const character : name) {
        auto const code = static_cast<unsigned char>(character);
        auto const is_plain =
            code >= 0x20U && code < 0x7FU && character != '"' && character != '\\' && character != '%';
        if (is_plain) {
            ascii += character;
        } else if (code < 0x80U || code >= 0xC0U) {  // one for each character, not for each byte
            ascii += '_';
        }
    }
    return ascii;
}

}  // namespace

std::string display_name(std::string_view given) {
    auto const text = storable(std::string{given});
    auto const slash = text.find_last_of("/\\");
    auto const last = std::string_view{text}.substr(slash == std::string::npos ? 0 : slash + 1);
    auto name = std::string{};
    for (auto at = std::size_t{0}; at < last.size();) {
        auto const [value, length] = code_point_at(last, at);
        if (!deceives(value)) { name += last.substr(at, length); }
        at += length;
    }
    return first_characters(trimmed(name), name_characters_max);
}

std::string content_disposition(bool is_inline, std::string_view name) {
    auto const word = std::string{is_inline ? "inline" : "attachment"};
    if (name.empty()) { return word; }
    return word + "; filename=\"" + quotable(name) + "\"; filename*=UTF-8''" + percent_encode(name);
}

}  // namespace balie::media
