// Work on the queue itself: the next conversation for me, and one action on many.
#pragma once

#include "api/conversation_routes.hpp"
#include "api/route.hpp"
#include "desk/bulk.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <balie/base/clock.hpp>

#include <vector>

namespace balie::api {

class QueueWorkRoutes {
public:
    QueueWorkRoutes(journal::Journal& journal, wire::Context const& context, Clock const& clock,
                    ReadUpTo read_up_to)
        : journal_(&journal), context_(&context), clock_(&clock), read_up_to_(std::move(read_up_to)) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> next(Call call);
    Task<Result<http::Response>> change_many(Call call);
    Task<Result<std::vector<desk::BulkOutcome>>> alone(access::Actor actor, std::vector<ConversationId> ids,
                                                       desk::BulkAction action);

    journal::Journal* journal_;
    wire::Context const* context_;
    Clock const* clock_;
    ReadUpTo read_up_to_;
};

}  // namespace balie::api
