// What was promised to a customer by a time, on the conversation's row.
#pragma once

#include "db/transaction.hpp"
#include "store/conversation_standing.hpp"

#include <balie/domain/conversation.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace balie::store::promises {

// Absent: nothing is promised any more. The conversation's lock is held.
void set(db::Transaction& transaction, AccountId account, ConversationId id,
         std::optional<Promise> const& promise);
// By this reply: when it fails or is withdrawn the promise is open again. None: somebody says so.
void keep(db::Transaction& transaction, AccountId account, ConversationId id, MessageId reply, Time now);

// Promises whose time comes before `until` and of which nobody was reminded, at most `count_max`: marked as told, and
// their conversations woken, or opened again when the customer has no newer one.
struct Due {
    conversations::Standing standing;
    UserId promiser;
};
std::vector<Due> take_due(db::Transaction& transaction, AccountId account, Time until, Time now,
                          std::int64_t count_max);

}  // namespace balie::store::promises
