// What inboxes at Twilio can do: a number for text messages is not one for WhatsApp.
#pragma once

#include <balie/channel/capabilities.hpp>

namespace balie::connectors::twilio {

// SMS, and MMS where there are files. Where an operator has no MMS, Twilio sends a text with a link to them.
Capabilities const& text_message_abilities();
Capabilities const& whatsapp_abilities();
// The widest of both.
Capabilities const& all_abilities();

}  // namespace balie::connectors::twilio
