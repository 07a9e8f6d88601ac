// Who is in a conversation beside its assignee: participants, who follow it, and whom a note mentions.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>

#include <string>
#include <vector>

namespace balie::store::conversations {

struct Colleague {
    UserId id;
    std::string name;
};

// Those of them who are active and may see conversations of this inbox, by name.
std::vector<Colleague> who_sees(db::Transaction& transaction, AccountId account, InboxId inbox,
                                std::vector<UserId> const& users);
// Active members of these teams.
std::vector<UserId> members_of(db::Transaction& transaction, AccountId account,
                               std::vector<TeamId> const& teams);

// Everybody active who sees all conversations and may change them: leads and admins.
std::vector<UserId> leads_of(db::Transaction& transaction, AccountId account);

// Exactly these follow it afterwards; answers whether anything changed. The conversation's lock is held.
bool set_participants(db::Transaction& transaction, AccountId account, ConversationId conversation,
                      std::vector<UserId> const& users);
// These follow it too, and this note mentions them.
void mention(db::Transaction& transaction, AccountId account, ConversationId conversation, MessageId note,
             std::vector<UserId> const& users);

}  // namespace balie::store::conversations
