// A conversation as a file, and a contact that is blocked.
#pragma once

#include "api/route.hpp"
#include "journal/journal.hpp"

#include <balie/base/clock.hpp>

namespace balie::api {

class KeepingRoutes {
public:
    KeepingRoutes(db::Database& database, journal::Journal& journal, Clock const& clock)
        : database_(&database), journal_(&journal), clock_(&clock) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> write_out(Call call);
    Task<Result<http::Response>> set_blocked(Call call);

    db::Database* database_;
    journal::Journal* journal_;
    Clock const* clock_;
};

}  // namespace balie::api
