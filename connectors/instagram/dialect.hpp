// Instagram's webhooks, read. Pure: bytes in, events out; no clock, no network, no log.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/inbound_event.hpp>

#include <string_view>
#include <vector>

namespace balie::connectors::instagram {

// One event for each thing that happened, in the order of the body. What cannot be understood becomes an Unreadable
// and loses nobody else. Error: malformed, when the body is no webhook of an Instagram account at all.
Result<std::vector<InboundEvent>> parse(std::string_view body);

}  // namespace balie::connectors::instagram
