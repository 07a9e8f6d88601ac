// /api/v1/contacts/{id}: who may be the same person, joining them, and parting them again.
#pragma once

#include "api/route.hpp"
#include "journal/journal.hpp"

namespace balie::api {

class ContactMergeRoutes {
public:
    ContactMergeRoutes(db::Database& database, journal::Journal& journal)
        : database_(&database), journal_(&journal) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> merge(Call call);
    Task<Result<http::Response>> unmerge(Call call);
    Task<Result<http::Response>> list_merged(Call call);
    Task<Result<http::Response>> suggest(Call call);

    db::Database* database_;
    journal::Journal* journal_;
};

}  // namespace balie::api
