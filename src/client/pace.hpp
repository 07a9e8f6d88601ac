// How fast one session, or one address, may ask for something.
#pragma once

#include "delivery/token_bucket.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace balie::client {

// For the network thread. Remembers so many at most: whoever was quiet for longest is full again, or nearly so, and
// makes room.
class Pace {
public:
    static constexpr auto remembered_max = std::size_t{20'000};

    Pace(double per_minute, double burst) : per_minute_(per_minute), burst_(burst) {}
    Pace(Pace const&) = delete;
    Pace& operator=(Pace const&) = delete;

    // Absent: go on, and it is counted, `cost` times. Else: when to come back.
    std::optional<std::chrono::seconds> refuse(std::string const& whose,
                                               std::chrono::steady_clock::time_point now,
                                               std::int64_t cost = 1);
    std::size_t remembered() const noexcept { return uses_.size(); }

private:
    struct Use {
        std::string whose;
        delivery::TokenBucket bucket;
    };
    using Uses = std::list<Use>;

    Use& use_of(std::string const& whose, std::chrono::steady_clock::time_point now);

    double per_minute_;
    double burst_;
    Uses uses_;                                               // whoever asked last stands last
    std::map<std::string_view, Uses::iterator> places_ = {};  // their names are those of the uses
};

}  // namespace balie::client
