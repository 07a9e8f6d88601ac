// Task<T>: a coroutine on an Asio executor.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace balie {

template <class T>
using Task = boost::asio::awaitable<T>;

}  // namespace balie
