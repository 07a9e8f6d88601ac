// Every waiting page has a timer; a change ends them all at once.
#include "sandbox/changes.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace balie::sandbox {
namespace {

constexpr auto pages_max = std::size_t{50};

}  // namespace

void Changes::happened() {
    ++number_;
    wake();
}

void Changes::stop() noexcept {
    is_stopped_ = true;
    wake();
}

void Changes::wake() noexcept {
    for (auto& timer : waiting_) { timer.cancel(); }
}

Task<void> Changes::wait(std::uint64_t known, std::chrono::seconds limit) {
    if (number_ != known || is_stopped_ || waiting_.size() >= pages_max) { co_return; }
    auto const timer = waiting_.emplace(waiting_.end(), executor_, limit);
    co_await timer->async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    waiting_.erase(timer);
}

}  // namespace balie::sandbox
