// A visitor's doings on the way that every platform's webhooks take: the writer of ingest.
#pragma once

#include "client/bodies.hpp"
#include "client/door.hpp"
#include "ingest/pulse.hpp"
#include "ingest/writer.hpp"
#include "journal/journal.hpp"
#include "store/client_messages.hpp"

#include <balie/base/clock.hpp>

#include <string>
#include <vector>

namespace balie::client {

// Lives on the network thread.
class Inbound {
public:
    Inbound(db::Database& database, ingest::Writer& writer, ingest::Pulse& pulse, journal::Journal& journal,
            Clock const& clock)
        : database_(&database), writer_(&writer), pulse_(&pulse), journal_(&journal), clock_(&clock) {}

    struct Kept {
        store::client_messages::ClientMessage message;
        bool is_new = false;
    };
    // Answers when the message is on disk. The same client_id is the same message; with another text: conflict.
    // Errors: unprocessable for an upload that is not there; unavailable.
    Task<Result<Kept>> say(Visit visit, Said said, std::string raw);
    // What we sent up to this message was read, or came through.
    Task<Result<void>> settle(Visit visit, MessageId up_to, DeliveryStatus status, std::string raw);

private:
    ingest::Webhook webhook_of(Visit const& visit, std::string raw);
    Task<Result<void>> write(ingest::Webhook webhook);
    Time next_moment();
    static Result<Kept> repeated(store::client_messages::ClientMessage message, Said const& said);
    Task<void> keep_addresses(Visit visit);

    db::Database* database_;
    ingest::Writer* writer_;
    ingest::Pulse* pulse_;
    journal::Journal* journal_;
    Clock const* clock_;
    Time last_moment_{};
};

}  // namespace balie::client
