// Files: brought in for a message to come, and given out.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"
#include "media/folder.hpp"
#include "media/uploads.hpp"

namespace balie::api {

// POST /api/v1/attachments, GET /api/v1/attachments/{id}/content.
class AttachmentRoutes {
public:
    AttachmentRoutes(db::Database& database, media::Uploads& uploads, media::Folder const& folder)
        : database_(&database), uploads_(&uploads), folder_(&folder) {}

    void add_to(Routes& routes);

private:
    Task<Result<http::Response>> create(Call call);
    Task<Result<http::Response>> content(Call call);

    db::Database* database_;
    media::Uploads* uploads_;
    media::Folder const* folder_;
};

}  // namespace balie::api
