// /api/v1/conversations/{id}: joining those of one customer, and parting them again.
#pragma once

#include "api/route.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <balie/base/clock.hpp>
#include <balie/domain/conversation.hpp>

namespace balie::api {

class ConversationMergeRoutes {
public:
    ConversationMergeRoutes(db::Database& database, journal::Journal& journal, Clock const& clock,
                            wire::Context const& context)
        : database_(&database), journal_(&journal), clock_(&clock), context_(&context) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> merge(Call call);
    Task<Result<http::Response>> unmerge(Call call);
    Task<Result<http::Response>> list_merged(Call call);
    Task<Result<http::Response>> answer(access::Actor actor, ConversationId id, Result<Conversation> made);

    db::Database* database_;
    journal::Journal* journal_;
    Clock const* clock_;
    wire::Context const* context_;
};

}  // namespace balie::api
