// The words of sharing.
#include <balie/domain/sharing.hpp>

namespace balie {

std::string_view to_word(Visibility value) noexcept {
    switch (value) {
        case Visibility::own:
            return "own";
        case Visibility::team:
            return "team";
        case Visibility::all:
            break;
    }
    return "all";
}

template <>
std::optional<Visibility> from_word(std::string_view word) noexcept {
    for (auto const value : {Visibility::own, Visibility::team, Visibility::all}) {
        if (to_word(value) == word) { return value; }
    }
    return std::nullopt;
}

}  // namespace balie
