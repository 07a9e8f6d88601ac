// The channel `api`: what a program of the organisation brings, and the files that it fetches.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"
#include "ingest/intake.hpp"
#include "media/folder.hpp"

#include <balie/base/clock.hpp>

namespace balie::api {

class InboundRoutes {
public:
    InboundRoutes(db::Database& database, ingest::Intake& intake, ingest::InboxDirectory& directory,
                  media::Folder const& folder, Clock const& clock)
        : database_(&database), intake_(&intake), directory_(&directory), folder_(&folder), clock_(&clock) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> bring(Call call);
    Task<Result<std::vector<InboundEvent>>> with_uploads(access::Actor actor,
                                                         std::vector<InboundEvent> events);
    Task<Result<http::Response>> content(Call call);

    db::Database* database_;
    ingest::Intake* intake_;
    ingest::InboxDirectory* directory_;
    media::Folder const* folder_;
    Clock const* clock_;
};

}  // namespace balie::api
