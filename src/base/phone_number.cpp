// libphonenumber knows the numbering plans of the world; nothing of it is seen outside this source.
#include <balie/base/phone_number.hpp>

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>

namespace balie {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr auto between_digits = std::string_view{" -./()"};
constexpr auto no_break_space = std::string_view{"\xc2\xa0"};
constexpr auto exit_code = std::string_view{"00"};  // what most of the world dials before a country's code

bool is_digit(char character) { return character >= '0' && character <= '9'; }

// A leading plus and the digits; empty when there is anything else than those and what people write between them.
std::string bare(std::string_view typed) {
    auto number = std::string{};
    while (!typed.empty()) {
        if (typed.starts_with(no_break_space)) {
            typed.remove_prefix(no_break_space.size());
            continue;
        }
        auto const character = typed.front();
        typed.remove_prefix(1);
        if (is_digit(character) || (character == '+' && number.empty())) {
            number += character;
        } else if (between_digits.find(character) == std::string_view::npos) {
            return {};
        }
    }
    return number;
}

PhoneNumberUtil const& plans() { return *PhoneNumberUtil::GetInstance(); }

// "0" in most of Europe; empty where numbers have none.
std::string trunk_prefix(std::string_view country) {
    auto prefix = std::string{};
    plans().GetNddPrefixForRegion(std::string{country}, true, &prefix);
    return prefix;
}

// Says by its beginning how it is to be read. What does not is believed only when that number can exist: the digits of
// an international number without its plus are often the beginning of a national one.
bool says_its_kind(std::string_view number, std::string_view country) {
    constexpr auto shortest = std::size_t{8};  // shorter ones are often the beginning of a number
    if (number.size() < shortest) { return false; }
    if (number.starts_with('+') || number.starts_with('0')) { return true; }
    auto const trunk = trunk_prefix(country);
    return !trunk.empty() && number.starts_with(trunk);
}

}  // namespace

bool is_phone_country(std::string_view country) noexcept {
    return country.size() == 2 && plans().GetCountryCodeForRegion(std::string{country}) != 0;
}

std::optional<std::string> e164(std::string_view typed, std::string_view country) {
    auto const number = bare(typed);
    auto read = PhoneNumber{};
    auto const outcome = plans().Parse(number, std::string{country}, &read);
    if (outcome != PhoneNumberUtil::NO_PARSING_ERROR) { return std::nullopt; }
    auto const is_possible = plans().IsPossibleNumberWithReason(read) == PhoneNumberUtil::IS_POSSIBLE;
    if (!is_possible || !(says_its_kind(number, country) || plans().IsValidNumber(read))) {
        return std::nullopt;
    }
    auto formatted = std::string{};
    plans().Format(read, PhoneNumberUtil::E164, &formatted);
    return formatted;
}

std::string phone_beginning(std::string_view digits, bool has_plus, std::string_view country) {
    constexpr auto whole_digits_min = std::size_t{7};
    auto const typed = has_plus ? '+' + std::string{digits} : std::string{digits};
    if (digits.size() >= whole_digits_min) {
        if (auto const whole = e164(typed, country)) { return whole->substr(1); }
    }
    if (has_plus) { return std::string{digits}; }
    if (digits.starts_with(exit_code)) { return std::string{digits.substr(exit_code.size())}; }
    auto const trunk = trunk_prefix(country);
    auto const code = std::to_string(plans().GetCountryCodeForRegion(std::string{country}));
    if (!trunk.empty() && digits.starts_with(trunk)) {
        return code + std::string{digits.substr(trunk.size())};
    }
    return digits.starts_with('0') ? code + std::string{digits} : std::string{digits};
}

std::string shown_phone(std::string_view e164) {
    auto read = PhoneNumber{};
    if (plans().Parse(std::string{e164}, "ZZ", &read) != PhoneNumberUtil::NO_PARSING_ERROR) {
        return std::string{e164};
    }
    auto formatted = std::string{};
    plans().Format(read, PhoneNumberUtil::INTERNATIONAL, &formatted);
    return formatted;
}

}  // namespace balie
