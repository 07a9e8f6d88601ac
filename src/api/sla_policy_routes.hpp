// /api/v1/sla-policies: within which time customers are to be answered and helped.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"

namespace balie::api {

class SlaPolicyRoutes {
public:
    explicit SlaPolicyRoutes(db::Database& database) : database_(&database) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> create(Call call);
    Task<Result<http::Response>> change(Call call);
    Task<Result<http::Response>> remove(Call call);

    db::Database* database_;
};

}  // namespace balie::api
