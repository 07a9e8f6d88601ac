// One coroutine for as long as the rounds go on.
#include <balie/base/rounds.hpp>

#include <balie/base/log.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <utility>

namespace balie {

Rounds::Rounds(boost::asio::io_context& network, std::string name, std::chrono::milliseconds pause)
    : network_(&network), name_(std::move(name)), pause_(pause), timer_(network) {}

void Rounds::start(std::function<Task<void>()> round) {
    round_ = std::move(round);
    is_running_ = true;
    boost::asio::co_spawn(*network_, run(), [this](std::exception_ptr) { is_running_ = false; });
}

void Rounds::stop() {
    is_stopping_ = true;
    timer_.cancel();
}

Task<void> Rounds::run() {
    while (!is_stopping_) {
        try {
            co_await round_();
        } catch (std::exception const& failure) {
            log::error("rounds.failed", {{"of", name_}, {"detail", failure.what()}});
        }
        co_await rest(pause_);
    }
}

Task<void> Rounds::rest(std::chrono::microseconds span) {
    if (is_stopping_) { co_return; }
    timer_.expires_after(span);
    auto cancelled = boost::system::error_code{};
    co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, cancelled));
}

}  // namespace balie
