#include "integration/support/meanwhile.hpp"

#include <chrono>
#include <thread>

namespace balie::test {

bool are_waiting(int transactions) {
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds{5};
    while (std::chrono::steady_clock::now() < until) {
        auto const rows = as_superuser_in_balie(
            "SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = 'balie' AND wait_event_type = "
            "'Lock'");
        if (rows.front().integer("waiting") >= transactions) { return true; }
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return false;
}

}  // namespace balie::test
