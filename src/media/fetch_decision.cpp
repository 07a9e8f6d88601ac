// Gone is gone, refused is refused; everything else may be better later.
#include "media/fetch_decision.hpp"

#include <algorithm>

namespace balie::media {
namespace {

constexpr auto pause_min = std::chrono::seconds{5};
constexpr auto pause_max = std::chrono::hours{4};

std::string reason_of(Error const& error, std::string fallback) {
    return error.reason.empty() ? std::move(fallback) : error.reason;
}

FetchDecision ended(AttachmentState state, std::string reason) {
    auto decision = FetchDecision{};
    decision.state = state;
    decision.reason = std::move(reason);
    return decision;
}

}  // namespace

FetchDecision after_failure(Error const& error, std::int64_t tries, Time created_at, Time now, double dice) {
    switch (error.code) {
        case ErrorCode::not_found:
            return ended(AttachmentState::failed, "gone");
        case ErrorCode::too_large:
            return ended(AttachmentState::refused, "too_large");
        case ErrorCode::unprocessable:
            return ended(AttachmentState::refused, reason_of(error, "digest_differs"));
        default:
            break;
    }
    constexpr auto doublings_max = std::int64_t{20};
    auto const ceiling = std::min<std::chrono::microseconds>(
        pause_max, pause_min * (1LL << std::clamp(tries - 1, std::int64_t{0}, doublings_max)));
    // At least half of it: platforms lock out who asks too often.
    auto const pause =
        ceiling / 2 +
        std::chrono::microseconds{static_cast<std::int64_t>(static_cast<double>(ceiling.count() / 2) * dice)};
    if (now + pause > created_at + fetch_for) { return ended(AttachmentState::failed, "gone"); }
    auto decision = FetchDecision{};
    decision.due_at = now + pause;
    decision.reason = reason_of(error, "unavailable");
    return decision;
}

}  // namespace balie::media
