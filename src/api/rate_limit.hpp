// How many requests a minute one token, or one session, may make.
#pragma once

#include "access/actor.hpp"
#include "delivery/token_bucket.hpp"

#include <balie/base/result.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace balie::api {

// For the network thread.
class RateLimit {
public:
    static constexpr auto requests_per_minute = 2'500.0;

    // Absent: go on, and it is counted. Else: when to come back.
    std::optional<std::chrono::seconds> refuse(access::Actor const& actor,
                                               std::chrono::steady_clock::time_point now);

private:
    void forget_idle(std::chrono::steady_clock::time_point now);

    using Key = std::pair<std::int64_t, std::int64_t>;  // session, token: one of them is zero
    struct Use {
        delivery::TokenBucket bucket;
        std::chrono::steady_clock::time_point at;
    };
    std::map<Key, Use> uses_;
};

}  // namespace balie::api
