// Looks at everything that an operator has a hand in, and says for each fault what mends it.
#pragma once

#include "app/check.hpp"
#include "app/config.hpp"

#include <string>
#include <vector>

namespace balie::app {

// Works while the server runs and when it does not; a private cluster that nobody uses is started for the look.
std::vector<Check> examine(Config const& config);

bool is_healthy(std::vector<Check> const& checks);

// One line a check, for people.
std::string report(std::vector<Check> const& checks);

}  // namespace balie::app
