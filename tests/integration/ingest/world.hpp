// An account with one WhatsApp inbox in the run's database, a writer for it, and words for what customers do.
#pragma once

#include "db/database.hpp"
#include "ingest/writer.hpp"
#include "journal/journal.hpp"

#include <balie/base/clock.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace balie::test {

InboundMessage a_message(std::string external_id, std::string phone, std::string text);
DeliveryUpdate a_status(std::string external_id, DeliveryStatus status);

class World {
public:
    World();

    // Writes events as one webhook, and as one for each event at the same time.
    Result<void> write(std::vector<InboundEvent> events);
    std::vector<Result<void>> write_at_once(std::vector<InboundEvent> events);
    ingest::Webhook webhook(std::vector<InboundEvent> events) const;

    // One value of the account's rows: `count("messages")`, `text("SELECT ...")` with $A and $I for account and inbox.
    std::int64_t count(std::string const& table, std::string const& condition = "true") const;
    std::string text(std::string const& sql) const;

    // A message of ours on its way: attempt 1 is `sending` and has no external id yet. Answers its id.
    std::int64_t an_outgoing(std::string const& phone, std::string const& text);

    AccountId account;
    InboxId inbox;
    SystemClock clock;
    db::Database database;
    std::int64_t told_seq = 0;
    journal::Journal journal;
    ingest::Writer writer;
};

// The pool of a node's lanes.
db::PoolOptions lanes_options();

}  // namespace balie::test
