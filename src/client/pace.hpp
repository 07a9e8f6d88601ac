// How fast one session, or one address, may ask for something.
#pragma once

#include "delivery/token_bucket.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace balie::client {

// For the network thread. What was quiet for a while is full again and need not be remembered.
class Pace {
public:
    Pace(double per_minute, double burst) : per_minute_(per_minute), burst_(burst) {}

    // Absent: go on, and it is counted. Else: when to come back.
    std::optional<std::chrono::seconds> refuse(std::string const& whose,
                                               std::chrono::steady_clock::time_point now);

private:
    struct Use {
        delivery::TokenBucket bucket;
        std::chrono::steady_clock::time_point at;
    };

    double per_minute_;
    double burst_;
    std::map<std::string, Use> uses_;
};

}  // namespace balie::client
