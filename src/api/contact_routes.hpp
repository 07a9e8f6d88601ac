// /api/v1/contacts: the customers, and their conversations.
#pragma once

#include "api/route.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

namespace balie::api {

class ContactRoutes {
public:
    ContactRoutes(db::Database& database, journal::Journal& journal, wire::Context const& context)
        : database_(&database), journal_(&journal), context_(&context) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> create(Call call);
    Task<Result<http::Response>> show(Call call);
    Task<Result<http::Response>> change(Call call);
    Task<Result<http::Response>> list_conversations(Call call);
    Task<Result<http::Response>> list_pages(Call call);

    db::Database* database_;
    journal::Journal* journal_;
    wire::Context const* context_;
};

}  // namespace balie::api
