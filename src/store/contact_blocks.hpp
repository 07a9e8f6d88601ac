// Who is blocked, on the contact and (for ingest) on each of its private conversations.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"
#include "store/conversation_standing.hpp"

#include <balie/domain/contact.hpp>
#include <balie/domain/ids.hpp>

#include <optional>
#include <vector>

namespace balie::store::contact_blocks {

// Whether the contact is known in an inbox that the actor does not see, where a block would silence them too.
bool reaches_beyond(db::Transaction& transaction, access::Actor const& actor, ContactId id);

// Absent: free again. Answers the conversations that stood open and are resolved by it, as they stood.
std::vector<conversations::Standing> set(db::Transaction& transaction, AccountId account, ContactId id,
                                         std::optional<ContactBlock> const& block);

}  // namespace balie::store::contact_blocks
