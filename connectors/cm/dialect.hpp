// CM's webhooks as events: messages in two shapes of JSON, status reports in JSON and XML. Pure.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::cm {

// Error: malformed.
Result<std::vector<InboundEvent>> parse(WebhookRequest const& request);

}  // namespace balie::connectors::cm
