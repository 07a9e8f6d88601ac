// What was resolved before, about the same: found by the words of the customer.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/message.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace balie::desk {

struct Similar {
    std::vector<Message> messages;     // of each conversation the likest, the likest of all first
    std::vector<std::string> lexemes;  // to be shown in them
};

// Resolved conversations that the actor may see, of other customers: at most `limit` of the newest with two of the words.
// Error: not_found when the actor may not see the conversation itself.
Result<Similar> similar_to(db::Transaction& transaction, access::Actor const& actor, ConversationId id,
                           std::size_t limit, std::chrono::milliseconds budget);

}  // namespace balie::desk
