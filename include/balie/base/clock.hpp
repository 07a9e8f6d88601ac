// The wall clock as a parameter, so that a test can move it. Timeouts use std::chrono::steady_clock.
#pragma once

#include <balie/base/time.hpp>

namespace balie {

class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
public:
    Time now() const override {
        return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
};

}  // namespace balie
