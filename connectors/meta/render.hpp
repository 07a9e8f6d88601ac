// Our private messages in the words of the Send API. Pure: message in, request body out.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/outbound_message.hpp>

#include <string>
#include <string_view>

namespace balie::connectors::meta {

// Errors: unprocessable, with a short reason and words for the agent.
Result<void> sendable_in_private(OutboundMessage const& message, IdentityKind customer);

// attachment_id: of the file that was uploaded before; empty when there is none. page_id tells posts from comments in
// what a private reply answers.
std::string render_private(OutboundMessage const& message, IdentityKind customer,
                           std::string_view attachment_id, std::string_view page_id);

// "image", "video", "audio" or "file".
std::string_view attachment_word(AttachmentKind kind) noexcept;

}  // namespace balie::connectors::meta
