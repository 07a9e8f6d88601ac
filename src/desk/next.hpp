// "Next": the most urgent conversation that an agent may take becomes theirs.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/conversation.hpp>

#include <optional>

namespace balie::desk {

// Absent: there is nothing to take. `without`: not this one. Errors: forbidden for an auditor; conflict
// (not_available) for one who is offline.
Result<std::optional<Conversation>> take_next(journal::Work& work, access::Actor const& actor,
                                              ConversationId without, Time now);

}  // namespace balie::desk
