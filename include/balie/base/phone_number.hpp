// Phone numbers: as people write them, and the one form in which they are kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace balie {

// Two capital letters of ISO 3166 for which there is a numbering plan.
bool is_phone_country(std::string_view country) noexcept;

// "+31612345678" for "06-12 34 56 78" at home in NL, "0031 6 12345678" or "+31 (0)6 12345678". Absent when it is no
// number: too short or too long for its country, or with letters in it.
std::optional<std::string> e164(std::string_view typed, std::string_view country);

// Digits with the country's code, of the beginning of a number that somebody is still typing; `has_plus`: it was
// typed as an international one.
std::string phone_beginning(std::string_view digits, bool has_plus, std::string_view country);

// "+31 6 12345678": as it is read aloud. What is no number is given back as it came.
std::string shown_phone(std::string_view e164);

}  // namespace balie
