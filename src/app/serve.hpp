// `balie serve`: from configuration to a desk that answers, and back.
#pragma once

#include "app/config.hpp"

#include <balie/base/result.hpp>

namespace balie::app {

// Returns after SIGTERM or SIGINT, when accepted requests are answered and everything has stopped. Error: why it could
// not start, with what to do about it.
Result<void> serve(Config const& config);

}  // namespace balie::app
