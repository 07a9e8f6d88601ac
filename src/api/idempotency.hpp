// Runs an unsafe request once for each Idempotency-Key, and gives its first answer again.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <string>

namespace balie::api {

class Idempotency {
public:
    explicit Idempotency(db::Database& database) : database_(&database) {}

    // Runs the route's handler, or answers what it answered before. Refusals: 409 for the key with another request
    // (`other_request`), while the first one runs (`in_flight`, with Retry-After), and when nobody knows how it ended
    // (`outcome_unknown`): then look before trying again under another key.
    Task<http::Response> run(Route const& route, Call call, std::string key);

private:
    db::Database* database_;
};

// A handler's answer, with its error as a problem.
Task<http::Response> run_handler(Route const& route, Call call);

}  // namespace balie::api
