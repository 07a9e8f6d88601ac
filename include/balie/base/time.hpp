// Points in time, in microseconds since the epoch, UTC, and their RFC 3339 text.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace balie {

using Time = std::chrono::sys_time<std::chrono::microseconds>;

// "2026-01-01T00:00:01Z", with a fraction of six digits only when there is one.
std::string to_rfc3339(Time at);

// Accepts RFC 3339 with any offset, and PostgreSQL's "2026-01-01 00:00:01.5+00".
std::optional<Time> parse_time(std::string_view text);

}  // namespace balie
