// Events as lines of text, so that a test can show all that a payload became and compare it with a file.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/inbound_event.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::test {

std::string describe(InboundEvent const& event);

// One line for each event; "malformed: ..." when the body could not be read.
std::string describe(Result<std::vector<InboundEvent>> const& events);

// The keys by which a desk would know the events again.
std::vector<std::string> dedupe_keys(std::vector<InboundEvent> const& events);

// Every word of an event that is kept in an index: what the platform calls things and people by.
std::vector<std::string> ids_of(InboundEvent const& event);
// Names of people and files.
std::vector<std::string> names_of(InboundEvent const& event);
// Every text of an event, ids and names among them: what must be storable whatever came in.
std::vector<std::string> texts_of(InboundEvent const& event);
// When it happened by the platform's clock; absent for what has no time, or was given none.
std::optional<Time> time_of(InboundEvent const& event);

}  // namespace balie::test
