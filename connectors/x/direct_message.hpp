// Direct messages, and what becomes of them: the same items in both of the platform's webhooks.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/json/reading.hpp>
#include <connectors/x/person.hpp>

#include <optional>
#include <string>

namespace balie::connectors::x {

// An item of direct_message_events, or a v2 event of a conversation.
InboundEvent direct_message_event(json::Value const& item, std::string const& us, People const& people);

// An item of direct_message_mark_read_events. Absent when it was we who read.
std::optional<InboundEvent> read_event(json::Value const& item, std::string const& us, People const& people);

// A message of XChat: it is there, and nobody but the two of them can read it.
InboundEvent encrypted_event(json::Value const& item, std::string const& us, People const& people);

}  // namespace balie::connectors::x
