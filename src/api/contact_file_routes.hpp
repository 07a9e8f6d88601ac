// /api/v1/contacts/import and /export: contacts as a table, both ways, for administrators.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"
#include "desk/contact_import.hpp"
#include "http/file_threads.hpp"
#include "journal/journal.hpp"
#include "media/folder.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <memory>

namespace balie::api {

class ContactFileRoutes {
public:
    ContactFileRoutes(db::Database& database, journal::Journal& journal, http::FileThreads& file_threads,
                      media::Folder const& folder)
        : database_(&database), journal_(&journal), file_threads_(&file_threads), folder_(&folder) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> import_table(Call call);
    Task<Result<desk::ImportTally>> read_table(access::Actor actor, std::filesystem::path file,
                                               bool is_dry_run);
    Task<Result<http::Response>> export_table(Call call);
    Task<Result<std::int64_t>> write_table(AccountId account, std::filesystem::path file);
    Task<Result<void>> note(access::Actor actor, std::string action, nlohmann::json detail);

    db::Database* database_;
    journal::Journal* journal_;
    http::FileThreads* file_threads_;
    media::Folder const* folder_;
};

}  // namespace balie::api
