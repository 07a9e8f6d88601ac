// Slows down guessing: so many tries for nothing, then a pause that doubles with each, and is forgiven slowly.
#pragma once

#include <balie/base/clock.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace balie::identity {

struct ThrottleRule {
    double free_tries;                   // before the first pause
    std::chrono::seconds forgive_every;  // one try is forgotten after so much time
    std::chrono::seconds pause_max;
};

// Counts tries by key. For one thread. Holds a bounded number of keys: those that are forgiven go first.
class Throttle {
public:
    Throttle(Clock const& clock, ThrottleRule rule) : clock_(&clock), rule_(rule) {}

    // How long to wait before the next try; zero: now.
    std::chrono::seconds wait(std::string const& key) const;
    // Counts a try before it is judged, so that many at once count as many.
    void count(std::string const& key);
    void forget(std::string const& key) { entries_.erase(key); }
    // The try was right: it does not count, earlier ones still do.
    void uncount(std::string const& key);

private:
    struct Entry {
        double tries = 0;
        Time at{};  // when `tries` was right
        Time blocked_until{};
    };

    double tries_now(Entry const& entry) const;
    void make_room();

    Clock const* clock_;
    ThrottleRule rule_;
    std::unordered_map<std::string, Entry> entries_;
};

// The three counters of a log-in. Successes reset the name's counter, not that of the network: whoever has one right
// password must not be able to guess others for ever.
class LogInThrottle {
public:
    explicit LogInThrottle(Clock const& clock);

    std::chrono::seconds wait(std::string const& email, std::string_view peer) const;
    void count(std::string const& email, std::string_view peer);
    void succeeded(std::string const& email, std::string_view peer);
    // Nobody judged it: the try does not count at all.
    void uncount(std::string const& email, std::string_view peer);

private:
    Throttle by_name_;
    Throttle by_network_;
    Throttle everywhere_;
};

// The /24 of an IPv4 address, the /48 of an IPv6 one: what one person can easily have many addresses of.
std::string network_of(std::string_view address);

}  // namespace balie::identity
