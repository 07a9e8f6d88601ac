#include "ingest/within.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <memory>
#include <utility>

namespace balie::ingest {
namespace {

namespace asio = boost::asio;

struct Race {
    explicit Race(asio::any_io_executor const& executor) : timer(executor) {}

    asio::steady_timer timer;
    std::optional<Result<void>> answer = {};
};

}  // namespace

Task<std::optional<Result<void>>> within(std::chrono::milliseconds patience, Task<Result<void>> work) {
    auto const executor = co_await asio::this_coro::executor;
    auto const race = std::make_shared<Race>(executor);
    race->timer.expires_after(patience);
    asio::co_spawn(executor, std::move(work), [race](std::exception_ptr thrown, Result<void> answer) {
        if (thrown) { answer = Error{ErrorCode::unavailable, "the work was given up", "thrown"}; }
        race->answer.emplace(std::move(answer));
        race->timer.cancel();
    });
    if (!race->answer) {
        auto ignored = boost::system::error_code{};
        co_await race->timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    co_return race->answer;
}

}  // namespace balie::ingest
