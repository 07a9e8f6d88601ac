// What an event needs so that it can be stored at all.
#pragma once

#include <balie/channel/inbound_event.hpp>

#include <string>
#include <string_view>

namespace balie::ingest {

// The inbox address that the event names; empty when it names none.
std::string_view address_of(InboundEvent const& event) noexcept;

// Why it cannot be stored ("no customer", ...); empty when it can. A message without an id of its own gets one from the
// webhook's bytes, so that a repeat is still recognised.
std::string complete(InboundEvent& event, std::string_view body, std::size_t position);

}  // namespace balie::ingest
