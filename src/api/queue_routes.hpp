// /api/v1/queue: the live figures of the desk.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"

#include <balie/base/clock.hpp>

namespace balie::api {

class QueueRoutes {
public:
    QueueRoutes(db::Database& database, Clock const& clock) : database_(&database), clock_(&clock) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> show(Call call);

    db::Database* database_;
    Clock const* clock_;
};

}  // namespace balie::api
