// Conversations of one customer that turn out to be about one thing: a colleague says so, and may take it back.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/conversation.hpp>

#include <vector>

namespace balie::desk {

// All that was said in these stands in `into` from then on, in the order of its time, and their links lead there. Answers
// `into`. Errors: forbidden for who changes nothing; not_found for what the actor may not see; unprocessable
// (same_conversation, other_contact, other_inbox, other_person, public, contact_erased); conflict (merged) when one of them
// was merged into something else meanwhile. All are merged, or none.
Result<Conversation> merge_conversations(journal::Work& work, access::Actor const& actor, ConversationId into,
                                         std::vector<ConversationId> const& conversations, Time now);

// Gives back what that merge moved, and what came later for it. Answers `conversation`. Error: unprocessable (not_merged).
Result<Conversation> unmerge_conversation(journal::Work& work, access::Actor const& actor,
                                          ConversationId from, ConversationId conversation);

}  // namespace balie::desk
