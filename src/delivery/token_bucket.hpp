// How fast an inbox may send: so many a second, with room for a burst.
#pragma once

#include <chrono>
#include <cstdint>

namespace balie::delivery {

class TokenBucket {
public:
    using Instant = std::chrono::steady_clock::time_point;

    // Begins full.
    TokenBucket(double per_second, double burst, Instant now)
        : per_second_(per_second), burst_(burst), tokens_(burst), at_(now) {}

    std::int64_t available(Instant now);                // whole tokens
    void spend(std::int64_t count);                     // what was available
    Instant next(Instant now, std::int64_t count = 1);  // when there are so many; now, when there are

private:
    void fill(Instant now);

    double per_second_;
    double burst_;
    double tokens_;
    Instant at_;
};

}  // namespace balie::delivery
