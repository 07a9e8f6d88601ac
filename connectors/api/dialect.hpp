// What a program of the organisation tells the desk, as events. Pure. docs/channels/api.md describes the form.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/inbound_event.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::connectors::api {

// What the desk calls an attempt outside: the word leads ids of ours, and no id of the caller's own.
inline constexpr auto own_id_mark = std::string_view{"balie_"};

// {"events": [...]}: one event for each, in their order; what cannot be read is an Unreadable whose reason begins with
// the path of the fault ("events[3].contact.phone: ..."). Error: malformed when the body is no such object.
Result<std::vector<InboundEvent>> parse(std::string_view body);

}  // namespace balie::connectors::api
