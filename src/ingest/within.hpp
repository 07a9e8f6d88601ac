// Work that is waited for no longer than one wants to.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <chrono>
#include <optional>

namespace balie::ingest {

// What the work answered, or nothing when it took longer; then it goes on, and nobody hears what came of it. It must own
// all that it uses. Work that throws answers unavailable.
Task<std::optional<Result<void>>> within(std::chrono::milliseconds patience, Task<Result<void>> work);

}  // namespace balie::ingest
