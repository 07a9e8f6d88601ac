// Replies that a client has to take within a few seconds, else the organisation's own back end hears of them.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::client_pushes {

// In the transaction that writes the reply; does nothing where the inbox has no address to push to.
void enqueue(db::Transaction& transaction, AccountId account, InboxId inbox, MessageId message, Time due_at);

struct Push {
    MessageId message;
    ConversationId conversation;
    std::optional<DeliveryStatus> status;
    std::string text = {};
    std::int64_t attachments = 0;
    Time created_at = {};
    std::string external_id = {};  // of the customer, as the site proved it
    std::string name = {};
    std::int64_t tries = 0;
    std::optional<Time> retrying_since = {};
};
// Takes what is due, and keeps others off it until `lease_until`.
std::vector<Push> take(db::Transaction& transaction, AccountId account, InboxId inbox, Time now,
                       Time lease_until);

void finish(db::Transaction& transaction, AccountId account, MessageId message);
// Looks again later: after a try that failed, or since the reply is not sent yet.
void put_off(db::Transaction& transaction, AccountId account, MessageId message, Time due_at,
             std::optional<Time> retrying_since);

}  // namespace balie::store::client_pushes
