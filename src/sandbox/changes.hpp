// Tells waiting pages that something changed.
#pragma once

#include <balie/base/task.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <list>

namespace balie::sandbox {

class Changes {
public:
    explicit Changes(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}

    std::uint64_t number() const noexcept { return number_; }
    void happened();
    void stop() noexcept;

    // Until the number is another than `known`, or the time is up, or too many wait already.
    Task<void> wait(std::uint64_t known, std::chrono::seconds limit);

private:
    void wake() noexcept;

    boost::asio::any_io_executor executor_;
    std::list<boost::asio::steady_timer> waiting_;
    std::uint64_t number_ = 1;
    bool is_stopped_ = false;
};

}  // namespace balie::sandbox
