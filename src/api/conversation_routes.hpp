// /api/v1/conversations: the list, one of them, and how it stands.
#pragma once

#include "api/route.hpp"
#include "desk/triage.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <balie/base/clock.hpp>

#include <functional>
#include <string>

namespace balie::api {

// Told after a commit: something is in the outbox; the customer may see that we read up to this message.
using WakeDelivery = std::function<void(AccountId account)>;
using ReadUpTo = std::function<void(AccountId account, InboxId inbox, std::string external_id)>;

// The database names its index; people want to know what it means.
Error told(Error const& error);

class ConversationRoutes {
public:
    ConversationRoutes(db::Database& database, journal::Journal& journal, wire::Context const& context,
                       Clock const& clock, WakeDelivery wake_delivery, ReadUpTo read_up_to)
        : database_(&database),
          journal_(&journal),
          context_(&context),
          clock_(&clock),
          wake_delivery_(std::move(wake_delivery)),
          read_up_to_(std::move(read_up_to)) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> open(Call call);
    Task<Result<http::Response>> show(Call call);
    Task<Result<http::Response>> patch(Call call);
    Task<Result<http::Response>> set_assignee(Call call);
    Task<Result<http::Response>> set_status(Call call);
    Task<Result<http::Response>> set_priority(Call call);
    Task<Result<http::Response>> set_labels(Call call);
    Task<Result<http::Response>> mark_read(Call call);
    Task<Result<http::Response>> change(access::Actor actor, ConversationId id, desk::Change wanted);
    Task<Result<http::Response>> lost(access::Actor actor, ConversationId id, Error error);

    db::Database* database_;
    journal::Journal* journal_;
    wire::Context const* context_;
    Clock const* clock_;
    WakeDelivery wake_delivery_;
    ReadUpTo read_up_to_;
};

}  // namespace balie::api
