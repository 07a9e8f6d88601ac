// A bucket for each; those that were quiet for a minute are full again and need not be remembered.
#include "api/rate_limit.hpp"

namespace balie::api {
namespace {

constexpr auto remembered_max = std::size_t{10'000};
constexpr auto refill_time = std::chrono::minutes{1};

}  // namespace

std::optional<std::chrono::seconds> RateLimit::refuse(access::Actor const& actor,
                                                      std::chrono::steady_clock::time_point now) {
    if (uses_.size() >= remembered_max) { forget_idle(now); }
    auto const key = Key{actor.session.value, actor.token.value};
    auto const fresh = Use{delivery::TokenBucket{requests_per_minute / 60, requests_per_minute, now}, now};
    auto& use = uses_.try_emplace(key, fresh).first->second;
    use.at = now;
    if (use.bucket.available(now) < 1) {
        return std::chrono::ceil<std::chrono::seconds>(use.bucket.next(now) - now);
    }
    use.bucket.spend(1);
    return std::nullopt;
}

void RateLimit::forget_idle(std::chrono::steady_clock::time_point now) {
    std::erase_if(uses_, [now](auto const& item) { return now - item.second.at > refill_time; });
}

}  // namespace balie::api
