// A conversation's thread, writing in it, and what a person decides about a message.
#pragma once

#include "api/conversation_routes.hpp"
#include "api/route.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <balie/base/clock.hpp>

namespace balie::api {

class MessageRoutes {
public:
    MessageRoutes(db::Database& database, journal::Journal& journal, wire::Context const& context,
                  Clock const& clock, WakeDelivery wake_delivery)
        : database_(&database),
          journal_(&journal),
          context_(&context),
          clock_(&clock),
          wake_delivery_(std::move(wake_delivery)) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> write(Call call);
    Task<Result<http::Response>> retry(Call call);
    Task<Result<http::Response>> cancel(Call call);
    Task<Result<http::Response>> confirm(Call call);
    Task<Result<http::Response>> approve(Call call);
    Task<Result<http::Response>> show_raw(Call call);

    db::Database* database_;
    journal::Journal* journal_;
    wire::Context const* context_;
    Clock const* clock_;
    WakeDelivery wake_delivery_;
};

}  // namespace balie::api
