// Many customers at once, and one who does everything.
#pragma once

#include "sandbox/station.hpp"

#include <balie/base/task.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <string_view>

namespace balie::sandbox {

class Scenarios {
public:
    // `customers` outlive it.
    Scenarios(boost::asio::any_io_executor executor, Customers& customers)
        : executor_(std::move(executor)), customers_(customers) {}

    // "rush": forty customers about one outage; "week": 260 conversations in two minutes; "kinds": every kind of
    // message from this customer. False: no such scenario, or one is playing.
    bool play(std::string_view name, Station& station, Customer& customer);
    std::string_view playing() const noexcept { return playing_; }
    void stop() noexcept { is_stopped_ = true; }

private:
    Task<void> crowd(Station* station, std::size_t customers, std::chrono::milliseconds pace);
    Task<void> kinds(Station* station, std::string customer_id);
    Task<void> pause(std::chrono::milliseconds time);
    void start(std::string_view name, Task<void> task);

    boost::asio::any_io_executor executor_;
    Customers& customers_;
    std::string_view playing_;
    bool is_stopped_ = false;
};

}  // namespace balie::sandbox
