// The same reply posted again: the message that it made the first time.
#pragma once

#include "desk/reply.hpp"

#include <optional>

namespace balie::desk {

// Absent: the client_id is new. Error: conflict (other_message) when it stands on a message with another content.
std::optional<Result<Written>> find_repeated(db::Transaction& transaction, access::Actor const& actor,
                                             ConversationId conversation, Reply const& reply);

}  // namespace balie::desk
