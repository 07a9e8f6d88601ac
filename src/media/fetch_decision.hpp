// What becomes of a file that a platform holds for us, given how fetching it ended. Pure.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/words.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace balie::media {

// Platforms forget a file after a week.
constexpr auto fetch_for = std::chrono::hours{7 * 24};

struct FetchDecision {
    std::optional<Time> due_at = {};  // try again; else:
    AttachmentState state = AttachmentState::failed;
    std::string reason = {};
};

// Retries double from five seconds to four hours, with jitter (`dice` in [0, 1)); `tries` counts this one.
FetchDecision after_failure(Error const& error, std::int64_t tries, Time created_at, Time now, double dice);

}  // namespace balie::media
