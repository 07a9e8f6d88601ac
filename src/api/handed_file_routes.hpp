// Files that a platform fetches in order to send them on.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"
#include "media/folder.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>

namespace balie::api {

// GET /files/{token}. The token is the right; what is wrong with one is not told.
class HandedFileRoutes {
public:
    HandedFileRoutes(db::Database& database, store::SecretBox const& box, media::Folder const& folder,
                     Clock const& clock)
        : database_(&database), box_(&box), folder_(&folder), clock_(&clock) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> content(Call call);

    db::Database* database_;
    store::SecretBox const* box_;
    media::Folder const* folder_;
    Clock const* clock_;
};

}  // namespace balie::api
