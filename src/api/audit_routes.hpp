// /api/v1/audit: who changed what that matters to a security officer.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"

namespace balie::api {

class AuditRoutes {
public:
    explicit AuditRoutes(db::Database& database) : database_(&database) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);

    db::Database* database_;
};

}  // namespace balie::api
