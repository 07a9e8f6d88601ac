// Backoff with full jitter, bounded in time.
#include "delivery/decision.hpp"

#include <algorithm>

namespace balie::delivery {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;

microseconds pause_after(std::int64_t tries, std::optional<std::chrono::seconds> asked, double dice) {
    constexpr auto doublings_max = std::int64_t{16};
    auto const ceiling =
        std::min<microseconds>(pause_max, pause_min * (1LL << std::min(tries, doublings_max)));
    auto const drawn = microseconds{static_cast<std::int64_t>(static_cast<double>(ceiling.count()) * dice)};
    return std::max<microseconds>(drawn, asked.value_or(std::chrono::seconds{0}));
}

Decision again(SendOutcome const& outcome, Trial const& trial, double dice) {
    auto const due_at = trial.now + pause_after(trial.tries, outcome.retry_after, dice);
    auto const is_too_late = due_at > trial.retrying_since.value_or(trial.now) + retry_for;
    return is_too_late ? Decision{Step::give_up} : Decision{Step::try_again, due_at};
}

}  // namespace

Decision decide(SendOutcome const& outcome, Trial const& trial, double dice) {
    switch (outcome.verdict) {
        case Verdict::accepted:
            return {Step::record_sent};
        case Verdict::retry:
            return again(outcome, trial, dice);
        case Verdict::rejected:
        case Verdict::window_closed:
            return {Step::give_up};
        // The inbox was known to be broken: the message that was tried first told so, this one need not fail too.
        case Verdict::reauthorize:
            return trial.is_probe ? again(outcome, trial, dice) : Decision{Step::ask_for_mending};
        case Verdict::uncertain:
            break;
    }
    return {Step::leave_in_doubt};
}

}  // namespace balie::delivery
