// The steady clock of this program, which goes only when it is told to.
#pragma once

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <optional>

namespace balie::simulation {

void set_steady_time(std::chrono::microseconds since_start);

// How long a context with no handler ready would wait for its next timer.
std::optional<std::chrono::milliseconds> wait_of(boost::asio::io_context& context);

}  // namespace balie::simulation
