// What a task that nobody waits for threw is logged where it stops.
#pragma once

#include <exception>
#include <string_view>

namespace balie::log {

// An error line of this event with the fault's own words; nothing when the task ended well.
void fault(std::string_view event, std::exception_ptr const& thrown);

}  // namespace balie::log
