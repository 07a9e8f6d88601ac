// Webhooks of the classic interface: messages and status reports as parameters. Pure.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/inbound_event.hpp>
#include <connectors/sms/form.hpp>

namespace balie::connectors::messagebird {

// Error: malformed.
Result<std::vector<InboundEvent>> classic_events(sms::Form const& form);

// What a platform's code for "has opted out" means, beside the failed delivery.
OptOut opted_out(DeliveryUpdate const& update, InboundContact contact);

}  // namespace balie::connectors::messagebird
