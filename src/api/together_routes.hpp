// Together: promises, participants, and transfers of a conversation.
#pragma once

#include "api/route.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <balie/base/clock.hpp>

#include <balie/domain/conversation.hpp>

namespace balie::api {

class TogetherRoutes {
public:
    TogetherRoutes(db::Database& database, journal::Journal& journal, wire::Context const& context,
                   Clock const& clock)
        : database_(&database), journal_(&journal), context_(&context), clock_(&clock) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> promise(Call call);
    Task<Result<http::Response>> set_participants(Call call);
    Task<Result<http::Response>> offer(Call call);
    Task<Result<http::Response>> accept(Call call);
    Task<Result<http::Response>> give_back(Call call);
    Task<Result<http::Response>> withdraw(Call call);
    Task<Result<http::Response>> answer(access::Actor actor, ConversationId id, Result<Conversation> made);

    db::Database* database_;
    journal::Journal* journal_;
    wire::Context const* context_;
    Clock const* clock_;
};

}  // namespace balie::api
