// Files of visitors, in and out, the program of the website chat itself, and the description of this API.
#pragma once

#include "api/embedded_file.hpp"
#include "api/route.hpp"
#include "client/door.hpp"
#include "media/folder.hpp"
#include "media/uploads.hpp"

#include <span>

namespace balie::client {

class FileRoutes {
public:
    FileRoutes(Door& door, db::Database& database, media::Uploads& uploads, media::Folder const& folder,
               std::span<api::EmbeddedFile const> widget_files)
        : door_(&door),
          database_(&database),
          uploads_(&uploads),
          folder_(&folder),
          widget_files_(widget_files) {}
    void add_to(api::Routes& routes);

private:
    Task<Result<http::Response>> create(api::Call call, Visit visit);
    Task<Result<http::Response>> content(api::Call call, Visit visit);
    Task<Result<http::Response>> widget(api::Call call) const;
    Task<Result<http::Response>> description(api::Call call) const;

    Door* door_;
    db::Database* database_;
    media::Uploads* uploads_;
    media::Folder const* folder_;
    std::span<api::EmbeddedFile const> widget_files_;
    Pace of_uploads_{20, 20};
    // In pieces of 64 KiB: 500 MiB at once and as many an hour, less than an inbox may hold, so that no address fills it
    // for all others. Many customers may share one.
    Pace of_address_{8'000.0 / 60, 8'000};
};

}  // namespace balie::client
