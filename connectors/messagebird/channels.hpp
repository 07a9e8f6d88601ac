// Webhooks of Bird's Channels interface. Pure.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/inbound_event.hpp>
#include <connectors/json/document.hpp>

namespace balie::connectors::messagebird {

// `event` is "sms.inbound", "sms.outbound", "whatsapp.interaction" ... Error: malformed.
Result<std::vector<InboundEvent>> channels_events(std::string_view event, json::Object const& payload);

}  // namespace balie::connectors::messagebird
