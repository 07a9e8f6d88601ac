// The scene that the demo begins with: what the business has posted, and what customers have already said on every
// channel.
#pragma once

#include "sandbox/station.hpp"

namespace balie::sandbox {

// The business's own posts, whose ids stay the same from start to start.
void add_own_posts(Stations& stations);

// Customers write, once: on the demo's first start.
void play_opening(Stations& stations, Customers& customers);

}  // namespace balie::sandbox
