// Drafts: one for each conversation, user and mode, changed by compare-and-set.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/domain/draft.hpp>

#include <optional>
#include <vector>

namespace balie::store::drafts {

// The actor's own in this conversation.
std::vector<Draft> list(db::Transaction& transaction, access::Actor const& actor,
                        ConversationId conversation);

// Replaces the draft whose version the given one carries (0: there is none yet) and answers it with its new version.
// An empty one is kept too, so that versions never begin again. Absent: another version is kept by now.
std::optional<Draft> save(db::Transaction& transaction, access::Actor const& actor,
                          ConversationId conversation, Draft const& draft);

}  // namespace balie::store::drafts
