// Id<T>: a database key that knows what it is the key of.
#pragma once

#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace balie {

// Zero means "none". On the wire an id is an opaque decimal string.
template <class Of>
struct Id {
    std::int64_t value = 0;

    constexpr Id() = default;
    constexpr explicit Id(std::int64_t number) : value(number) {}

    constexpr explicit operator bool() const noexcept { return value != 0; }
    friend constexpr auto operator<=>(Id const&, Id const&) = default;
};

template <class Of>
std::string to_string(Id<Of> id) {
    return std::to_string(id.value);
}

// Decimal digits only, at most 18 of them, greater than zero; anything else is no id.
template <class Of>
std::optional<Id<Of>> parse_id(std::string_view text) noexcept {
    auto number = std::int64_t{0};
    if (text.empty() || text.size() > 18 || text.front() < '1' || text.front() > '9') { return std::nullopt; }
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return Id<Of>{number};
}

}  // namespace balie

template <class Of>
struct std::hash<balie::Id<Of>> {
    std::size_t operator()(balie::Id<Of> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
