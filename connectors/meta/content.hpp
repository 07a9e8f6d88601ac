// What a message of Messenger or Instagram holds.
#pragma once

#include <connectors/meta/exchange.hpp>

namespace balie::connectors::meta {

// A message, or what stands for one: a deletion, or (an echo of what we sent) the news that it was taken.
// Absent: it has no id.
std::optional<InboundEvent> message_event(Exchange const& exchange, json::Object const& stated);

// A button that the customer pressed: its words are shown, its payload is for programs.
std::optional<InboundEvent> postback_event(Exchange const& exchange, json::Object const& stated);

}  // namespace balie::connectors::meta
