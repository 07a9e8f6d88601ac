// Telegram's updates as events. Pure: bytes in, events out. Events name no address: the inbox is that of the path.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/inbound_event.hpp>

#include <string_view>
#include <vector>

namespace balie::connectors::telegram {

// Error: malformed when the body is no update at all.
Result<std::vector<InboundEvent>> parse(std::string_view body);

}  // namespace balie::connectors::telegram
