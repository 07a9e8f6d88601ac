// The way in of every webhook: find the inbox, answer handshakes, verify, read, route, and wait for the commit, or for the
// spool when that does not come.
#pragma once

#include "ingest/inbox_directory.hpp"
#include "ingest/pulse.hpp"
#include "ingest/spool.hpp"
#include "ingest/webhook.hpp"
#include "ingest/writer.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/channel/connector.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace balie::ingest {

using Connectors = std::map<Channel, Connector*>;  // they outlive the intake

// A request to /webhooks/{channel}/{inbox_id}; url is the public one, with its query.
struct Incoming {
    std::string channel;
    std::string inbox_id;
    std::string method;
    std::string url;
    Fields query;
    Headers headers;
    std::string body;
};

class Intake {
public:
    Intake(db::Database& database, InboxDirectory& directory, Connectors const& connectors, Writer& writer,
           Spool& spool, Pulse& pulse, Clock const& clock)
        : database_(&database),
          directory_(&directory),
          connectors_(&connectors),
          writer_(&writer),
          spool_(&spool),
          pulse_(&pulse),
          clock_(&clock) {}

    // 200 only when all of it is on disk. Errors: unauthenticated, the same for an inbox that is not there, another
    // channel's, and a wrong signature; unavailable.
    Task<Result<WebhookReply>> receive(Incoming incoming);

    // Takes webhooks out of the spool, in their order. Error: unavailable: all of them have to be taken once more, which
    // is harmless.
    Task<Result<void>> take_spooled(std::vector<Webhook> webhooks);

    // Reads and applies bytes that were verified when they came. What still cannot be applied waits on.
    struct Replayed {
        std::int64_t applied = 0;
        std::int64_t quarantined = 0;
    };
    Task<Result<Replayed>> replay(AccountId account, QuarantinedDeliveryId id);

    // What a program of the organisation brings for an inbox of the channel `api`: read first, so that all of it or
    // nothing is taken. Errors: not_found for an inbox that is not the account's or another channel's; unprocessable
    // with the path of what cannot be read; unavailable.
    Task<Result<std::vector<InboundEvent>>> read_brought(AccountId account, InboxId id, std::string body);
    // Answers when all of it is on disk.
    Task<Result<void>> keep_brought(AccountId account, InboxId id, std::string body,
                                    std::vector<InboundEvent> events);

private:
    struct Sorted {
        std::shared_ptr<Webhook> webhook;
        std::string reason = {};       // why some of it goes to the quarantine; empty: nothing does
        std::int64_t quarantined = 0;  // items that do

        void refuse(std::string why) {
            reason = std::move(why);
            ++quarantined;
        }
    };

    Connector* connector_of(Channel channel) const;
    Task<Result<std::shared_ptr<KnownInbox const>>> inbox_of(std::string channel, std::string inbox_id);
    Task<Result<void>> keep(std::shared_ptr<KnownInbox const> inbox, std::shared_ptr<Webhook> webhook);
    Task<Result<void>> take(std::shared_ptr<KnownInbox const> inbox, std::shared_ptr<Webhook> webhook);
    Task<Result<std::shared_ptr<Webhook>>> ready(KnownInbox const& inbox, std::shared_ptr<Webhook> webhook);
    Task<Result<Sorted>> sort(KnownInbox const& inbox, std::shared_ptr<Webhook> webhook);
    Task<Result<InboxId>> route(KnownInbox const& inbox, InboundEvent const& event);

    db::Database* database_;
    InboxDirectory* directory_;
    Connectors const* connectors_;
    Writer* writer_;
    Spool* spool_;
    Pulse* pulse_;
    Clock const* clock_;
    unsigned late_in_a_row_ = 0;  // webhooks that the database did not take in time
};

}  // namespace balie::ingest
