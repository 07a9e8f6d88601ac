// Pictures and films that hang on posts and direct messages.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/json/reading.hpp>

#include <vector>

namespace balie::connectors::x {

// One object or a list of them, as the platform writes both; older and newer members alike.
std::vector<InboundAttachment> attachments_of(json::Value const* media);
// The attachments that a newer post names by key, out of what was sent along.
std::vector<InboundAttachment> attachments_of(json::Object const& post, json::Array const* included);

}  // namespace balie::connectors::x
