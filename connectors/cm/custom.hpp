// What a channel behind CM says in its own words, a message's member "custom". Pure.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/json/document.hpp>

#include <string_view>

namespace balie::connectors::cm {

// Places, cards and choices of WhatsApp; whatever else says nothing besides is shown as what we cannot show.
void read_custom(json::Object const& custom, InboundMessage& message, std::string_view channel);

}  // namespace balie::connectors::cm
