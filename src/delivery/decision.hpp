// What becomes of an attempt, given how the platform took it. Pure: the clock and the dice are parameters.
#pragma once

#include <balie/base/time.hpp>
#include <balie/channel/outbound_message.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

namespace balie::delivery {

enum class Step {
    record_sent,      // taken
    try_again,        // at due_at
    give_up,          // failed, with the platform's reason
    ask_for_mending,  // failed, and nothing of this inbox goes out before its token is mended
    leave_in_doubt,   // only an echo, a status or a person moves it on
};

// How it stood with the attempt when the platform answered.
struct Trial {
    Time now;
    std::int64_t tries = 0;  // earlier ones, surely not taken
    std::optional<Time> retrying_since = {};
    bool is_probe = false;  // of an inbox whose token was refused before
};

struct Decision {
    Step step;
    Time due_at = {};
};

// Retries double from one second to five minutes, with full jitter (`dice` in [0, 1)), never sooner than the platform
// asks; thirty minutes of them and the attempt has failed.
Decision decide(SendOutcome const& outcome, Trial const& trial, double dice);

constexpr auto retry_for = std::chrono::minutes{30};
constexpr auto pause_min = std::chrono::seconds{1};
constexpr auto pause_max = std::chrono::minutes{5};

}  // namespace balie::delivery
