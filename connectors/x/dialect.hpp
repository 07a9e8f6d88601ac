// Webhooks of X, of both generations, as events. Pure: bytes in, events out.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/inbound_event.hpp>
#include <connectors/json/reading.hpp>

#include <string_view>
#include <vector>

namespace balie::connectors::x {

// Error: malformed when the body is not JSON or is neither of the two envelopes.
Result<std::vector<InboundEvent>> parse(std::string_view body);

// X Activity API: one event, {"filter", "event_type", "payload", "includes"}.
void read_activity(std::vector<InboundEvent>& events, json::Value const& item, json::Object const* includes);
// Account Activity API: lists of items by kind, beside for_user_id.
void read_account_activity(std::vector<InboundEvent>& events, json::Object const& root,
                           json::Value const& whole);

}  // namespace balie::connectors::x
