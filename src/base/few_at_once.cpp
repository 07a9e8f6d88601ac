// A crew shares the list: whoever is free takes the next work of it.
#include <balie/base/few_at_once.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

namespace balie {
namespace {

namespace asio = boost::asio;

struct Crew {
    Crew(asio::any_io_executor const& executor, std::vector<std::function<Task<void>()>> all)
        : works(std::move(all)), done(executor, asio::steady_timer::time_point::max()) {}

    std::vector<std::function<Task<void>()>> works;
    asio::steady_timer done;  // cancelled by the last one
    std::size_t next = 0;
    std::size_t at_work = 0;
    std::exception_ptr thrown = {};
};

Task<void> take_turns(std::shared_ptr<Crew> crew) {
    while (crew->next < crew->works.size()) {
        auto const& work = crew->works[crew->next++];
        co_await work();
    }
}

}  // namespace

Task<void> few_at_once(std::vector<std::function<Task<void>()>> works, std::size_t most) {
    auto const executor = co_await asio::this_coro::executor;
    auto const count = std::min(most, works.size());
    auto const crew = std::make_shared<Crew>(executor, std::move(works));
    crew->at_work = count;
    for (auto hand = std::size_t{0}; hand < count; ++hand) {
        asio::co_spawn(executor, take_turns(crew), [crew](std::exception_ptr thrown) {
            if (thrown && !crew->thrown) { crew->thrown = thrown; }
            if (--crew->at_work == 0) { crew->done.cancel(); }
        });
    }
    while (crew->at_work > 0) {
        auto ignored = boost::system::error_code{};
        co_await crew->done.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    if (crew->thrown) { std::rethrow_exception(crew->thrown); }
}

}  // namespace balie
