// Emoji in a text: where one ends, and whether a text is just one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace balie::desk {

bool is_emoji(char32_t point) noexcept;

// Where the emoji that begins at `at` ends: a family is one, however many are joined in it.
std::size_t end_of_emoji(std::u32string const& points, std::size_t at) noexcept;

// What may be a reaction: one emoji, old signs (arrows, clocks, the heart of cards) and key caps among them.
bool is_one_emoji(std::string_view text);

}  // namespace balie::desk
