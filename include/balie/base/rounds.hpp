// Work that is done again and again, with a pause between two rounds.
#pragma once

#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <string>

namespace balie {

// Lives on the thread of `network`, and longer than its last round. A round that throws is logged under `name`; the next
// one comes all the same.
class Rounds {
public:
    Rounds(boost::asio::io_context& network, std::string name, std::chrono::milliseconds pause);

    void start(std::function<Task<void>()> round);    // the first one at once
    void wake() { timer_.cancel(); }                  // the next one now, when it is the pause
    Task<void> rest(std::chrono::microseconds span);  // within a round: until then, or until wake or stop
    // No further round; idle when the one under way has ended.
    void stop();

    bool is_stopping() const noexcept { return is_stopping_; }
    bool is_idle() const noexcept { return !is_running_; }

private:
    Task<void> run();

    boost::asio::io_context* network_;
    std::string name_;
    std::chrono::milliseconds pause_;
    std::function<Task<void>()> round_;
    boost::asio::steady_timer timer_;
    bool is_stopping_ = false;
    bool is_running_ = false;
};

}  // namespace balie
