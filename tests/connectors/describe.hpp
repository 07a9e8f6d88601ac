// Events as lines of text, so that a test can show all that a payload became and compare it with a file.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/inbound_event.hpp>

#include <string>
#include <vector>

namespace balie::test {

std::string describe(InboundEvent const& event);

// One line for each event; "malformed: ..." when the body could not be read.
std::string describe(Result<std::vector<InboundEvent>> const& events);

// The keys by which a desk would know the events again.
std::vector<std::string> dedupe_keys(std::vector<InboundEvent> const& events);

// Every text of an event: what must be storable whatever came in.
std::vector<std::string> texts_of(InboundEvent const& event);

}  // namespace balie::test
