// What a message through Twilio says, and who says it. Pure.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/sms/form.hpp>

namespace balie::connectors::twilio {

// The customer that `From` or `To` names: a phone, a business-scoped id, a sender that is a word.
InboundContact contact_of(sms::Form const& form, std::string_view name);

// Text, files, buttons, places, what it answers and which advertisement it comes from.
void read_content(sms::Form const& form, InboundMessage& message);

// A title for the agent. `status` is Twilio's word, told when the code is not known.
std::string error_title(std::string_view code, std::string_view status);

}  // namespace balie::connectors::twilio
