// Narrower than RFC 5321: quoted names and addresses of numbers are no customer's, and are what injections are made of.
#include <balie/base/email_address.hpp>

#include <balie/base/text.hpp>

#include <algorithm>

namespace balie {
namespace {

constexpr auto address_bytes_max = std::size_t{320};
constexpr auto no_names_signs = std::string_view{" @<>\"\\,;:()[]"};

bool is_letter(char letter) noexcept {
    auto const byte = static_cast<unsigned char>(letter);
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte >= 0x80U;
}

bool is_host(std::string_view text) noexcept {
    return !text.empty() && is_letter(text.front()) && is_letter(text.back()) &&
           text.find("..") == std::string_view::npos && std::ranges::all_of(text, [](char letter) {
               return is_letter(letter) || letter == '-' || letter == '.' || letter == '_';
           });
}

}  // namespace

bool is_email_address(std::string_view text) {
    auto const at = text.find('@');
    if (at == std::string_view::npos || at == 0 || text.size() > address_bytes_max) { return false; }
    auto const name = text.substr(0, at);
    return name.find_first_of(no_names_signs) == std::string_view::npos && is_host(text.substr(at + 1)) &&
           is_utf8(text) && printable(text) == text;
}

std::string email_key(std::string_view address) { return lowered(trimmed(address)); }

bool is_same_email_address(std::string_view one, std::string_view other) {
    return email_key(one) == email_key(other);
}

}  // namespace balie
