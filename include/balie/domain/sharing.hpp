// Whose something is that people keep: a saved view, a macro, a canned response.
#pragma once

#include <balie/domain/words.hpp>

#include <optional>
#include <string_view>

namespace balie {

enum class Visibility { own, team, all };

std::string_view to_word(Visibility value) noexcept;
template <>
std::optional<Visibility> from_word(std::string_view word) noexcept;

}  // namespace balie
