#include "client/pace.hpp"

namespace balie::client {
namespace {

constexpr auto remembered_max = std::size_t{20'000};

}  // namespace

std::optional<std::chrono::seconds> Pace::refuse(std::string const& whose,
                                                 std::chrono::steady_clock::time_point now) {
    auto const refilled = std::chrono::duration<double, std::ratio<60>>{burst_ / per_minute_};
    if (uses_.size() >= remembered_max) {
        std::erase_if(uses_, [&](auto const& item) { return now - item.second.at > refilled; });
    }
    auto const fresh = Use{delivery::TokenBucket{per_minute_ / 60, burst_, now}, now};
    auto& use = uses_.try_emplace(whose, fresh).first->second;
    use.at = now;
    if (use.bucket.available(now) < 1) {
        return std::chrono::ceil<std::chrono::seconds>(use.bucket.next(now) - now);
    }
    use.bucket.spend(1);
    return std::nullopt;
}

}  // namespace balie::client
