// What a message says and shows.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/json/reading.hpp>

namespace balie::connectors::telegram {

// Text, files and the rest; what is not known becomes unsupported, what only happened to a chat becomes activity.
void read_content(json::Object const& item, InboundMessage& message);

}  // namespace balie::connectors::telegram
