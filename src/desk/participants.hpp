// Participants: colleagues who follow a conversation that is not theirs.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/conversation.hpp>

#include <vector>

namespace balie::desk {

// Exactly these follow it afterwards. Errors: not_found; unprocessable (no_such_user) for one who may not see it.
Result<Conversation> set_participants(journal::Work& work, access::Actor const& actor, ConversationId id,
                                      std::vector<UserId> const& users);

}  // namespace balie::desk
