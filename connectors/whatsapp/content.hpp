// What a message holds, by its type: text, files, and the JSON of all that is neither.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/json/document.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace balie::connectors::whatsapp {

// Fills text, content type, content and attachments from an item of `messages` or `message_echoes`.
// A type that is not known makes an `unsupported` message: an unknown word is data, not an error.
// False when the item does not hold what its type promises.
[[nodiscard]] bool read_content(json::Object const& item, std::string_view type, InboundMessage& message);

// The new text that an edit carries, which may be a caption. Absent when it carries neither: an edit that we cannot
// read must not blank what the agent sees.
std::optional<std::string> edited_text(json::Object const& message);

}  // namespace balie::connectors::whatsapp
