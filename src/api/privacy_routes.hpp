// /contacts/{id}/export and erasing, /inboxes/{id}/retention, /conversations/{id}/hold: what is kept, and how it ends.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <balie/base/clock.hpp>

namespace balie::api {

class PrivacyRoutes {
public:
    PrivacyRoutes(db::Database& database, journal::Journal& journal, wire::Context const& context,
                  Clock const& clock)
        : database_(&database), journal_(&journal), context_(&context), clock_(&clock) {}
    void add_to(Routes& routes);

private:
    Task<Result<http::Response>> export_contact(Call call);
    Task<Result<http::Response>> erase_contact(Call call);
    Task<void> erase_rest(AccountId account);
    Task<Result<http::Response>> show_retention(Call call);
    Task<Result<http::Response>> set_retention(Call call);
    Task<Result<http::Response>> show_hold(Call call);
    Task<Result<http::Response>> set_hold(Call call);

    db::Database* database_;
    journal::Journal* journal_;
    wire::Context const* context_;
    Clock const* clock_;
};

}  // namespace balie::api
