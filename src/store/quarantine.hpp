// Authentic webhooks that could not be understood or applied.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/http_client.hpp>
#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::quarantine {

struct Entry {
    QuarantinedDeliveryId id = {};
    InboxId inbox = {};
    std::string reason = {};
    std::string method = "POST";
    std::string url = {};
    Headers headers = {};
    std::string body = {};
    Time received_at = {};  // the last time; of what is kept: now
};

// The same bytes wait there once; those that were replayed wait again.
Result<void> keep(db::Transaction& transaction, AccountId account, Entry const& entry);

// The same for what comes again and again of itself: what lies there already, replayed or not, stays as it is. True when
// it was not there.
Result<bool> keep_first(db::Transaction& transaction, AccountId account, Entry const& entry);

// Error: not_found.
Result<Entry> find(db::Transaction& transaction, AccountId account, QuarantinedDeliveryId id);
// Does nothing when the same bytes came in again since the entry was found.
void mark_replayed(db::Transaction& transaction, AccountId account, Entry const& entry);

// As shown in a list: the first bytes only.
struct Summary {
    QuarantinedDeliveryId id;
    InboxId inbox;
    Channel channel = Channel::whatsapp;
    Time received_at{};
    std::string reason;
    std::int64_t bytes = 0;
    std::string beginning;  // raw
    bool is_replayed = false;
};

// Newest first, below `before` when given.
std::vector<Summary> list(db::Transaction& transaction, AccountId account,
                          std::optional<QuarantinedDeliveryId> before, std::int64_t limit);

}  // namespace balie::store::quarantine
