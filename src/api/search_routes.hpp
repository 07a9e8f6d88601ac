// /api/v1/search and /conversations/{id}/similar: what was said, by its words.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"
#include "wire/context.hpp"

namespace balie::api {

class SearchRoutes {
public:
    // A pool of its own: a slow question keeps nobody waiting but the next one.
    SearchRoutes(db::Database& database, wire::Context const& context)
        : database_(&database), context_(&context) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> search(Call call);
    Task<Result<http::Response>> similar(Call call);

    db::Database* database_;
    wire::Context const* context_;
};

}  // namespace balie::api
