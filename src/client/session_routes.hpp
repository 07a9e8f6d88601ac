// POST /client/v1/sessions: a browser or an app comes in, with or without a name that its site vouches for.
#pragma once

#include "api/route.hpp"
#include "client/door.hpp"

#include <balie/base/clock.hpp>

namespace balie::client {

class SessionRoutes {
public:
    SessionRoutes(Door& door, db::Database& database, Clock const& clock)
        : door_(&door), database_(&database), clock_(&clock) {}
    void add_to(api::Routes& routes);

private:
    Task<Result<http::Response>> answer(api::Call call);
    Task<Result<http::Response>> open(api::Call call);

    Door* door_;
    db::Database* database_;
    Clock const* clock_;
    Pace of_address_{60, 120};
};

}  // namespace balie::client
