// /api/v1/quarantine: authentic webhooks that could not be understood, and their replay.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"
#include "ingest/intake.hpp"

namespace balie::api {

class QuarantineRoutes {
public:
    QuarantineRoutes(db::Database& database, ingest::Intake& intake)
        : database_(&database), intake_(&intake) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> replay(Call call);

    db::Database* database_;
    ingest::Intake* intake_;
};

}  // namespace balie::api
