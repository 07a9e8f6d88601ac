// Webhooks of Bird's interface of 2026 (Standard Webhooks). Pure.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/inbound_event.hpp>
#include <connectors/json/document.hpp>

namespace balie::connectors::messagebird {

// {"type": "sms.received", "timestamp": ..., "data": {...}}. `webhook_id` stands in where the data has no id of its
// own. A type that we do not know is a notice. Error: malformed.
Result<std::vector<InboundEvent>> bird_events(json::Object const& root, json::Object const& data,
                                              std::string_view webhook_id);

}  // namespace balie::connectors::messagebird
