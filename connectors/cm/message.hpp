// A message that came in through CM. Pure.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/inbound_event.hpp>
#include <connectors/json/document.hpp>

#include <vector>

namespace balie::connectors::cm {

// {"from": {"number"}, "message": {"text"}}, or the older {"from", "to", "body"}. Error: malformed.
Result<std::vector<InboundEvent>> message_events(json::Object const& root);

}  // namespace balie::connectors::cm
