// /api/v1/attribute-definitions: which custom attributes contacts and conversations have.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"

namespace balie::api {

class AttributeRoutes {
public:
    explicit AttributeRoutes(db::Database& database) : database_(&database) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> create(Call call);
    Task<Result<http::Response>> change(Call call);
    Task<Result<http::Response>> remove(Call call);

    db::Database* database_;
};

}  // namespace balie::api
