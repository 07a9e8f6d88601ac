// Runs one coroutine to its end, with a deadline.
#pragma once

#include <balie/base/task.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>

namespace balie::test {

// The context on which tests run their coroutines. It lives as long as the program, for a pool's thread may still be
// on its way out of the call that resumed the last coroutine.
inline boost::asio::io_context& context() {
    static auto shared = boost::asio::io_context{};
    return shared;
}

template <class T>
T wait_for(Task<T> task, std::chrono::seconds deadline = std::chrono::seconds{30}) {
    auto answer = std::optional<T>{};
    auto failure = std::exception_ptr{};
    auto ended = false;
    boost::asio::co_spawn(context(), std::move(task), [&](std::exception_ptr thrown, T value) {
        ended = true;
        failure = thrown;
        if (!thrown) { answer.emplace(std::move(value)); }
    });
    context().restart();
    auto const until = std::chrono::steady_clock::now() + deadline;
    while (!ended && std::chrono::steady_clock::now() < until) { context().run_one_until(until); }
    if (failure) { std::rethrow_exception(failure); }
    if (!answer) { throw std::runtime_error{"the coroutine did not end in time"}; }
    return *std::move(answer);
}

}  // namespace balie::test
