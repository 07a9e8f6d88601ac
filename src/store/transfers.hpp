// Transfers: who offers a conversation to whom, and what came of it.
#pragma once

#include "db/transaction.hpp"

#include <balie/domain/conversation.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace balie::store::transfers {

// The account's own term counts from `now`. The conversation's lock is held, and no other transfer of it is open.
TransferId open(db::Transaction& transaction, AccountId account, ConversationId conversation,
                Transfer const& transfer, Time now);
// The one that waits for an answer, if any.
std::optional<Transfer> find_open(db::Transaction& transaction, AccountId account,
                                  ConversationId conversation);
// accepted, returned, expired, withdrawn or overtaken. False: it was over already.
bool end(db::Transaction& transaction, AccountId account, TransferId id, std::string_view outcome, Time now);
// Whoever else was made the assignee, nobody waits for an answer any more.
void overtake(db::Transaction& transaction, AccountId account, ConversationId conversation, Time now);

struct Expired {
    ConversationId conversation;
    Transfer transfer;
};
std::vector<Expired> take_expired(db::Transaction& transaction, AccountId account, Time now,
                                  std::int64_t count_max);
// All that wait for a team, ended as expired.
std::vector<Expired> take_of_team(db::Transaction& transaction, AccountId account, TeamId team, Time now);

}  // namespace balie::store::transfers
