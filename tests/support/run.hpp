// Runs a coroutine to its end on a loop of its own.
#pragma once

#include <balie/base/task.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>

namespace balie::test {

template <class T>
T run(Task<T> task) {
    auto loop = boost::asio::io_context{};
    auto result = std::optional<T>{};
    boost::asio::co_spawn(loop, std::move(task), [&result](std::exception_ptr fault, T value) {
        if (fault) { std::rethrow_exception(fault); }
        result.emplace(std::move(value));
    });
    loop.run();
    return std::move(*result);
}

}  // namespace balie::test
