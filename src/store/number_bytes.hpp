// Numbers in what a link proves: eight bytes each, the highest first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace balie::store {

constexpr auto number_bytes = std::size_t{8};

inline std::string written(std::int64_t number) {
    auto text = std::string{};
    for (auto shift = 56; shift >= 0; shift -= 8) {
        text +=
            static_cast<char>((static_cast<std::uint64_t>(number) >> static_cast<unsigned>(shift)) & 0xFFU);
    }
    return text;
}

// The number at that place; `text` is long enough.
inline std::int64_t number_at(std::string_view text, std::size_t place) {
    auto number = std::uint64_t{0};
    for (auto const letter : text.substr(place * number_bytes, number_bytes)) {
        number = (number << 8U) | static_cast<unsigned char>(letter);
    }
    return static_cast<std::int64_t>(number);
}

}  // namespace balie::store
