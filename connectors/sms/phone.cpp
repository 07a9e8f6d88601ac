#include <connectors/sms/phone.hpp>

#include <balie/base/text.hpp>

#include <algorithm>

namespace balie::connectors::sms {
namespace {

constexpr auto address_bytes_max = std::size_t{256};
constexpr auto e164_digits_max = std::size_t{15};
constexpr auto short_code_digits_max = std::size_t{6};
constexpr auto punctuation = std::string_view{" -.()"};

bool is_digit(char letter) noexcept { return letter >= '0' && letter <= '9'; }

}  // namespace

std::string digits_of(std::string_view written) {
    written = trimmed(written);
    if (written.starts_with('+')) { written.remove_prefix(1); }
    auto digits = std::string{};
    for (auto const letter : written) {
        if (punctuation.find(letter) != std::string_view::npos) { continue; }
        if (!is_digit(letter)) { return {}; }
        digits += letter;
    }
    if (digits.starts_with("00")) { digits.erase(0, 2); }
    return digits.size() <= e164_digits_max ? digits : std::string{};
}

std::optional<IdentityValue> identity_of(std::string_view written) {
    written = trimmed(written);
    auto digits = digits_of(written);
    // A short code means another sender in every country: it is nobody's telephone.
    if (digits.size() > short_code_digits_max) {
        return IdentityValue{IdentityKind::phone, std::move(digits)};
    }
    if (written.empty() || written.size() > address_bytes_max) { return std::nullopt; }
    return IdentityValue{IdentityKind::external, digits.empty() ? storable(std::string{written}) : digits};
}

std::string address_of(std::string_view written) {
    auto digits = digits_of(written);
    if (!digits.empty()) { return digits; }
    return storable(std::string{trimmed(written).substr(0, address_bytes_max)});
}

}  // namespace balie::connectors::sms
