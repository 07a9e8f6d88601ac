// /api/v1/canned-responses: texts behind a shortcut.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"

namespace balie::api {

class CannedResponseRoutes {
public:
    explicit CannedResponseRoutes(db::Database& database) : database_(&database) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> create(Call call);
    Task<Result<http::Response>> change(Call call);
    Task<Result<http::Response>> remove(Call call);

    db::Database* database_;
};

}  // namespace balie::api
