// Whom the mails of a conversation name.
#pragma once

#include "db/transaction.hpp"

#include <balie/domain/ids.hpp>

#include <string>
#include <vector>

namespace balie::store::mail_threads {

struct Named {
    std::string address;  // lower case
    std::string name = {};
    bool is_reached = false;  // an inbox of the account, or the address that is answered anyway
};

// Senders and recipients of what came in, each once. `answered`: the address that an answer goes to.
std::vector<Named> people(db::Transaction& transaction, AccountId account, ConversationId conversation,
                          ContactIdentityId answered);

}  // namespace balie::store::mail_threads
