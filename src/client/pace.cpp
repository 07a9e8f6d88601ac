#include "client/pace.hpp"

namespace balie::client {

std::optional<std::chrono::seconds> Pace::refuse(std::string const& whose,
                                                 std::chrono::steady_clock::time_point now,
                                                 std::int64_t cost) {
    auto& use = use_of(whose, now);
    if (use.bucket.available(now) < cost) {
        return std::chrono::ceil<std::chrono::seconds>(use.bucket.next(now, cost) - now);
    }
    use.bucket.spend(cost);
    return std::nullopt;
}

Pace::Use& Pace::use_of(std::string const& whose, std::chrono::steady_clock::time_point now) {
    if (auto const found = places_.find(whose); found != places_.end()) {
        uses_.splice(uses_.end(), uses_, found->second);
        return uses_.back();
    }
    if (uses_.size() >= remembered_max) {
        places_.erase(uses_.front().whose);
        uses_.pop_front();
    }
    uses_.push_back(Use{whose, delivery::TokenBucket{per_minute_ / 60, burst_, now}});
    places_.emplace(uses_.back().whose, std::prev(uses_.end()));
    return uses_.back();
}

}  // namespace balie::client
