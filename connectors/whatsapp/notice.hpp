// Changes that tell about the account, not about a conversation: templates judged, limits, quality, calls ...
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/whatsapp/change.hpp>

namespace balie::connectors::whatsapp {

// Every field that is not a conversation's has a notice; one that we do not know has its own name as its kind.
InboundEvent notice_event(Change const& change);

}  // namespace balie::connectors::whatsapp
