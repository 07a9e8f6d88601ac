// The words of notifications.
#include <balie/domain/notification.hpp>

#include <array>
#include <cstddef>

namespace balie {
namespace {

constexpr auto words =
    std::to_array<std::string_view>({"mention", "assigned", "transfer", "promise_due", "replied", "failed",
                                     "approval_asked", "approved", "side_answer"});

}  // namespace

std::string_view to_word(NotificationType value) noexcept { return words[static_cast<std::size_t>(value)]; }

template <>
std::optional<NotificationType> from_word(std::string_view word) noexcept {
    for (auto at = std::size_t{0}; at < words.size(); ++at) {
        if (words[at] == word) { return static_cast<NotificationType>(at); }
    }
    return std::nullopt;
}

}  // namespace balie
