// Errors as application/problem+json (RFC 9457).
#pragma once

#include "http/message.hpp"

#include <balie/base/result.hpp>

#include <nlohmann/json_fwd.hpp>

#include <chrono>

namespace balie::api {

// The one switch from code to status.
int status_of(ErrorCode code) noexcept;

// The members of a problem, for an answer that holds several.
nlohmann::json problem_json(Error const& error);

// What is wrong with us stays in the log: for `unavailable`, and where the detail is the database's own, the answer
// says something general. 429 and 503 carry Retry-After (one second unless told).
http::Response problem(Error const& error);
http::Response problem(Error const& error, std::chrono::seconds retry_after);
// With members of one's own beside the standard ones: `{"current": {...}}` of a lost compare-and-set.
http::Response problem(Error const& error, nlohmann::json const& members);

}  // namespace balie::api
