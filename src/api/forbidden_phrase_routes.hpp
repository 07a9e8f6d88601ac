// /api/v1/forbidden-phrases: words that a reply may hold only when a second person approves it.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"

namespace balie::api {

class ForbiddenPhraseRoutes {
public:
    explicit ForbiddenPhraseRoutes(db::Database& database) : database_(&database) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> create(Call call);
    Task<Result<http::Response>> change(Call call);
    Task<Result<http::Response>> remove(Call call);

    db::Database* database_;
};

}  // namespace balie::api
