// What a message has beyond a customer's plain text, as the object that apply_inbound takes in p_rest.
#pragma once

#include <balie/channel/inbound_event.hpp>

#include <string>

namespace balie::ingest {

// A plain text that a customer sent in private: nothing of it needs the object.
bool is_plain(InboundMessage const& message) noexcept;

std::string rest_json(InboundMessage const& message);

}  // namespace balie::ingest
