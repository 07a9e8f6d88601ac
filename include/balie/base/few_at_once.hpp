// Several works on one thread, a bounded number of them under way at a time.
#pragma once

#include <balie/base/task.hpp>

#include <cstddef>
#include <functional>
#include <vector>

namespace balie {

// Begins them in their order and answers when all have ended. The first exception of a work is thrown then; the works
// that had not begun in its turn are left to the others.
Task<void> few_at_once(std::vector<std::function<Task<void>()>> works, std::size_t most);

}  // namespace balie
