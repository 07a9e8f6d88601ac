// One's own drafts in a conversation. They never become events.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"

namespace balie::api {

class DraftRoutes {
public:
    explicit DraftRoutes(db::Database& database) : database_(&database) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> save(Call call);

    db::Database* database_;
};

}  // namespace balie::api
