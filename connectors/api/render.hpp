// What the desk tells a program of the organisation: the body of a webhook. Pure.
#pragma once

#include <balie/base/time.hpp>
#include <balie/channel/outbound_message.hpp>

#include <string>
#include <string_view>

namespace balie::connectors::api {

// What the body says beside the message.
struct Frame {
    std::string inbox;       // its id
    std::string public_url;  // of this server
    std::string key;         // signs the links to files
    Time at = {};
};

// The message's id outside, and the webhook's: the same in every repetition of an attempt.
std::string id_of(OutboundMessage const& message);

std::string render(OutboundMessage const& message, Frame const& frame);
// What only asks whether somebody is there.
std::string render_ping(Frame const& frame);

}  // namespace balie::connectors::api
