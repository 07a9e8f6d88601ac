// Our messages in the X API's words. Pure: message in, request out.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/outbound_message.hpp>

#include <string>
#include <string_view>

namespace balie::connectors::x {

// Whether it goes out for everybody to read. An answer in private to a public post does not.
bool is_public(OutboundMessage const& message) noexcept;

// The account to which a direct message goes; empty when the customer has none.
std::string_view participant(OutboundMessage const& message) noexcept;

// Error: unprocessable; `reason` is a word for programs.
Result<void> sendable(OutboundMessage const& message);

// The body for a message that is sendable; media_id names its uploaded picture, if it has one.
std::string render(OutboundMessage const& message, std::string_view media_id);

// "tweet_image", "dm_gif", ...: the platform keeps pictures apart by what they are for.
std::string media_category(OutboundMessage const& message);

}  // namespace balie::connectors::x
