// A reaction that we send: it stands on its message at once, and travels in a row of its own.
#pragma once

#include "desk/reply.hpp"
#include "store/conversation_standing.hpp"

#include <string>

namespace balie::desk {

// Answers the message that it is about. Error: unprocessable (no_such_message).
Result<Written> send_reaction(journal::Work& work, access::Actor const& actor,
                              store::conversations::Standing const& standing, Reply const& reply, Time now);

// The message's reactions with ours in place of the one before; an empty emoji takes it away. The desk has one
// reaction a message, whoever of us gave it: that is what the customer sees.
std::string with_our_reaction(std::string const& reactions, access::Actor const& actor,
                              std::string const& emoji, Time now);

}  // namespace balie::desk
