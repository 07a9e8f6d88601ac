// /api/v1/views: saved views, and how many conversations each list has.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"

#include <balie/base/clock.hpp>

namespace balie::api {

class ViewRoutes {
public:
    ViewRoutes(db::Database& database, Clock const& clock) : database_(&database), clock_(&clock) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> create(Call call);
    Task<Result<http::Response>> change(Call call);
    Task<Result<http::Response>> remove(Call call);
    Task<Result<http::Response>> count(Call call);

    db::Database* database_;
    Clock const* clock_;
};

}  // namespace balie::api
