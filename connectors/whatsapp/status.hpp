// Items of `statuses`, `errors` and `user_id_update`.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/json/document.hpp>
#include <connectors/whatsapp/change.hpp>

#include <optional>

namespace balie::connectors::whatsapp {

// Absent for a status that says nothing about delivery ("deleted", "warning").
std::optional<InboundEvent> status_event(Change const& change, json::Value const& item);

InboundEvent account_error_event(Change const& change, json::Value const& item);

// A new telephone number gives a customer a new business-scoped id.
InboundEvent user_id_event(Change const& change, json::Value const& item);

}  // namespace balie::connectors::whatsapp
