// Text as it comes from outside: UTF-8, percent-encoding, forms, and what may be shown.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balie {

[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

// NUL and ill-formed sequences become U+FFFD; PostgreSQL takes the rest as it is.
std::string storable(std::string text);

// The first `count` code points, never half of one.
std::string first_characters(std::string_view text, std::size_t count);
std::size_t count_characters(std::string_view text) noexcept;

std::string percent_encode(std::string_view text);                 // all but unreserved (RFC 3986)
std::optional<std::string> percent_decode(std::string_view text);  // absent on a broken escape
using Fields = std::vector<std::pair<std::string, std::string>>;
std::optional<Fields> parse_form(std::string_view encoded);  // "+" is a space; order and repeats kept

// For log lines and headers: control and bidirectional characters are escaped as \u{...}.
std::string printable(std::string_view text);

std::string lowered(std::string_view ascii);
std::string_view trimmed(std::string_view text) noexcept;

}  // namespace balie
