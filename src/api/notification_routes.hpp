// /api/v1/notifications: one's own, and reading them.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"
#include "journal/journal.hpp"

namespace balie::api {

class NotificationRoutes {
public:
    NotificationRoutes(db::Database& database, journal::Journal& journal)
        : database_(&database), journal_(&journal) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> mark_read(Call call);

    db::Database* database_;
    journal::Journal* journal_;
};

}  // namespace balie::api
