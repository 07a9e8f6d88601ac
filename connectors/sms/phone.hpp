// Telephone numbers as the three SMS platforms write them: "+31...", "0031...", "31...", "whatsapp:+31...".
#pragma once

#include <balie/channel/inbound_event.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace balie::connectors::sms {

// Digits without "+", "00" or punctuation, of a number or a short code. Empty when the text is anything else.
std::string digits_of(std::string_view written);

// Who wrote, or is written to: a phone, and what is no number (a word as sender, a short code) as `external`.
// Absent when the text is empty or too long to be an address.
std::optional<IdentityValue> identity_of(std::string_view written);

// What an inbox and the events for it are called by: digits, or the text itself when it is no number.
std::string address_of(std::string_view written);

}  // namespace balie::connectors::sms
