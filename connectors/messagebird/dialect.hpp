// The webhooks of all three generations as events. Pure: the shape of a body tells which one it is.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::messagebird {

// One message or one status for each webhook. Error: malformed.
Result<std::vector<InboundEvent>> parse(WebhookRequest const& request);

}  // namespace balie::connectors::messagebird
