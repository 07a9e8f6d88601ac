// What an agent should take next: found by urgency, claimed under its lock, never the same for two.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/domain/ids.hpp>

#include <optional>

namespace balie::store::conversations {

// Locks the most urgent open conversation that is nobody's and that this actor may take, passing those that others have
// in hand at this moment. `without`: not this one. Absent: there is none.
std::optional<ConversationId> claim_next(db::Transaction& transaction, access::Actor const& actor,
                                         ConversationId without);

}  // namespace balie::store::conversations
