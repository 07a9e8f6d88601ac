// /api/v1/macros, and running one on a conversation.
#pragma once

#include "api/route.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <balie/base/clock.hpp>

namespace balie::api {

class MacroRoutes {
public:
    MacroRoutes(db::Database& database, journal::Journal& journal, wire::Context const& context,
                Clock const& clock)
        : database_(&database), journal_(&journal), context_(&context), clock_(&clock) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> create(Call call);
    Task<Result<http::Response>> change(Call call);
    Task<Result<http::Response>> remove(Call call);
    Task<Result<http::Response>> run(Call call);

    db::Database* database_;
    journal::Journal* journal_;
    wire::Context const* context_;
    Clock const* clock_;
};

}  // namespace balie::api
