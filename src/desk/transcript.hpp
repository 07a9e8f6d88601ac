// A conversation as plain text, to be read without the desk: who said what when.
#pragma once

#include <balie/domain/conversation.hpp>
#include <balie/domain/message.hpp>

#include <string>

namespace balie::desk {

// The head of the text: with whom, which number, since when.
std::string transcript_head(Conversation const& conversation);
// One message, in one or more lines, times in UTC. Empty for what was done and not said.
std::string transcript_of(Message const& message);

}  // namespace balie::desk
