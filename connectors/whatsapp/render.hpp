// Our messages in WhatsApp Cloud API's words. Pure: message in, request body out.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/outbound_message.hpp>

#include <string>
#include <string_view>

namespace balie::connectors::whatsapp {

// Whether the platform has a form for the message at all. Error: unprocessable; `reason` is a word for programs.
Result<void> sendable(OutboundMessage const& message);

// The body of POST /messages for a message that is sendable; media_id names its uploaded attachment, if it has one.
std::string render(OutboundMessage const& message, std::string_view media_id);

std::string render_read(std::string_view external_id);
std::string render_typing(std::string_view last_inbound_external_id);

}  // namespace balie::connectors::whatsapp
