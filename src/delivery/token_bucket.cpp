// Tokens are worked out from the time that passed; nothing ticks.
#include "delivery/token_bucket.hpp"

#include <algorithm>

namespace balie::delivery {

std::int64_t TokenBucket::available(Instant now) {
    fill(now);
    return static_cast<std::int64_t>(tokens_);
}

void TokenBucket::spend(std::int64_t count) { tokens_ -= static_cast<double>(count); }

TokenBucket::Instant TokenBucket::next(Instant now, std::int64_t count) {
    fill(now);
    auto const missing = static_cast<double>(count) - tokens_;
    if (missing <= 0) { return now; }
    auto const wait = std::chrono::duration<double>{missing / per_second_};
    // Rounded up, so that they are there when the time has come.
    return now + std::chrono::ceil<std::chrono::milliseconds>(wait);
}

void TokenBucket::fill(Instant now) {
    auto const passed = std::chrono::duration<double>{now - at_}.count();
    if (passed <= 0) { return; }
    tokens_ = std::min(burst_, tokens_ + passed * per_second_);
    at_ = now;
}

}  // namespace balie::delivery
