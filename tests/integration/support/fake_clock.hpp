// A wall clock that stands still until a test moves it. It begins at the real time, which the database goes by.
#pragma once

#include <balie/base/clock.hpp>

#include <atomic>

namespace balie::test {

class FakeClock final : public Clock {
public:
    FakeClock() : now_(SystemClock{}.now()) {}
    Time now() const override { return now_.load(); }
    void advance(std::chrono::microseconds by) { now_ = now_.load() + by; }

private:
    std::atomic<Time> now_;
};

}  // namespace balie::test
