// Stands in for three functions of the system: the steady clock, and the two by which Asio waits for it. The server's
// own objects call them unchanged.
#include "simulation/steady_time.hpp"

#include <sys/epoll.h>
#include <sys/timerfd.h>

#include <cerrno>

namespace {

constexpr auto beginning = std::chrono::hours{1'000};
auto steady_now = std::chrono::steady_clock::duration{beginning};
boost::asio::io_context* asked_context = nullptr;
auto asked_wait = -1;

}  // namespace

namespace std::chrono {
inline namespace _V2 {

steady_clock::time_point steady_clock::now() noexcept { return time_point{steady_now}; }

}  // namespace _V2
}  // namespace std::chrono

// Nothing waits and nothing arrives from outside: whoever asks how long it would be is told, and goes on.
extern "C" int epoll_wait(int, epoll_event*, int, int timeout) {
    if (asked_context != nullptr) {
        asked_wait = timeout;
        asked_context->stop();
    }
    return 0;
}

// Without it Asio looks for timers that are due at every turn, by the clock above.
extern "C" int timerfd_create(int, int) noexcept {
    errno = ENOSYS;
    return -1;
}

namespace balie::simulation {

void set_steady_time(std::chrono::microseconds since_start) { steady_now = beginning + since_start; }

std::optional<std::chrono::milliseconds> wait_of(boost::asio::io_context& context) {
    asked_wait = -1;
    asked_context = &context;
    context.restart();
    context.run_one();
    asked_context = nullptr;
    if (asked_wait < 0) { return std::nullopt; }
    return std::chrono::milliseconds{asked_wait};
}

}  // namespace balie::simulation
