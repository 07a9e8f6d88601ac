// What a contact said of how they were helped, and whether an inbox asks.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"

namespace balie::api {

class SatisfactionRoutes {
public:
    explicit SatisfactionRoutes(db::Database& database) : database_(&database) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> show_survey(Call call);
    Task<Result<http::Response>> set_survey(Call call);

    db::Database* database_;
};

}  // namespace balie::api
