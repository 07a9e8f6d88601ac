// "bytes=0-99", "bytes=100-", "bytes=-100".
#include "media/byte_range.hpp"

#include <algorithm>
#include <charconv>

namespace balie::media {
namespace {

constexpr auto unit = std::string_view{"bytes="};

std::optional<std::uint64_t> number_in(std::string_view text) noexcept {
    auto value = std::uint64_t{0};
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return value;
}

RangeAnswer part(std::uint64_t first, std::uint64_t last, std::uint64_t size) noexcept {
    if (first >= size) { return {RangeKind::unsatisfiable, {0, 0}}; }
    return {RangeKind::part, {first, std::min(last, size - 1) - first + 1}};
}

}  // namespace

RangeAnswer range_of(std::string_view header, std::uint64_t size) noexcept {
    auto const whole = RangeAnswer{RangeKind::whole, {0, size}};
    if (!header.starts_with(unit)) { return whole; }
    auto const text = header.substr(unit.size());
    auto const dash = text.find('-');
    if (dash == std::string_view::npos) { return whole; }
    auto const first = number_in(text.substr(0, dash));
    auto const last = number_in(text.substr(dash + 1));
    if (!first) {
        if (dash != 0 || !last) { return whole; }
        if (*last == 0) { return {RangeKind::unsatisfiable, {0, 0}}; }
        return part(size - std::min(*last, size), size, size);
    }
    if (dash + 1 == text.size()) { return part(*first, size, size); }
    if (!last || *last < *first) { return whole; }
    return part(*first, *last, size);
}

}  // namespace balie::media
