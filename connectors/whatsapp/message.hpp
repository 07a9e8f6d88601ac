// Items of `messages` (from the customer) and `message_echoes` (sent in the WhatsApp Business app).
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/json/document.hpp>
#include <connectors/whatsapp/change.hpp>

namespace balie::connectors::whatsapp {

InboundEvent message_event(Change const& change, json::Value const& item, Direction direction);

}  // namespace balie::connectors::whatsapp
