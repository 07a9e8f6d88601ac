// What a number's beginning means depends on the country that the desk is at home in.
#include "desk/search.hpp"

#include <balie/base/email_address.hpp>
#include <balie/base/phone_number.hpp>
#include <balie/base/text.hpp>

#include <algorithm>
#include <charconv>

namespace balie::desk {
namespace {

constexpr auto between_digits = std::string_view{" -./()"};
constexpr auto phone_digits_min = std::size_t{4};  // fewer would find half of the customers
constexpr auto number_digits_max = std::size_t{12};

bool is_digit(char character) { return character >= '0' && character <= '9'; }

// The digits alone; absent when there is anything else than digits and what people write between them.
std::optional<std::string> digits_of(std::string_view typed) {
    auto digits = std::string{};
    for (auto const character : typed) {
        if (is_digit(character)) {
            digits += character;
        } else if (between_digits.find(character) == std::string_view::npos) {
            return std::nullopt;
        }
    }
    return digits;
}

std::optional<std::int64_t> number_of(std::string const& digits) {
    if (digits.empty() || digits.size() > number_digits_max) { return std::nullopt; }
    auto number = std::int64_t{0};
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

}  // namespace

Search search_of(std::string_view typed, std::string_view country) {
    auto const text = trimmed(typed);
    auto search = Search{};
    if (text.empty()) { return search; }
    auto const mark = text.front();
    auto const digits = digits_of(mark == '#' || mark == '+' ? text.substr(1) : text);
    if (!digits || digits->empty()) {
        search.name_prefix = std::string{text};
        if (is_email_address(text)) { search.email = email_key(text); }
        return search;
    }
    if (mark != '+') { search.number = number_of(*digits); }
    if (mark != '#' && digits->size() >= phone_digits_min) {
        search.phone_prefix = phone_beginning(*digits, mark == '+', country);
    }
    return search;
}

}  // namespace balie::desk
