// What a desk does about messages that everybody can read: answer in private, hide, take away.
#pragma once

#include "api/conversation_routes.hpp"
#include "api/inbox_setup.hpp"
#include "api/route.hpp"
#include "desk/moderation.hpp"
#include "journal/journal.hpp"
#include "store/secret_box.hpp"
#include "wire/context.hpp"

#include <balie/base/clock.hpp>

namespace balie::api {

class PublicMessageRoutes {
public:
    PublicMessageRoutes(db::Database& database, journal::Journal& journal, store::SecretBox const& box,
                        Connectors const& connectors, wire::Context const& context, Clock const& clock,
                        WakeDelivery wake_delivery)
        : database_(&database),
          journal_(&journal),
          box_(&box),
          connectors_(&connectors),
          context_(&context),
          clock_(&clock),
          wake_delivery_(std::move(wake_delivery)) {}
    void add_to(Routes& routes);  // this outlives them

private:
    // A message, and the secrets of its inbox.
    struct Asked {
        store::public_messages::PublicMessage message;
        Secrets secrets = {};
        Moderation* moderation = nullptr;
    };

    Task<Result<http::Response>> reply_in_private(Call call);
    Task<Result<http::Response>> set_hidden(Call call);
    Task<Result<http::Response>> remove(Call call);
    Task<Result<http::Response>> moderate(access::Actor actor, MessageId id, desk::Moderated wanted);
    Task<Result<Asked>> asked(access::Actor const& actor, MessageId id, desk::Moderated wanted);

    db::Database* database_;
    journal::Journal* journal_;
    store::SecretBox const* box_;
    Connectors const* connectors_;
    wire::Context const* context_;
    Clock const* clock_;
    WakeDelivery wake_delivery_;
};

}  // namespace balie::api
