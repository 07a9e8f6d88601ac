// What the desk sends over WhatsApp: the body of POST /{phone_number_id}/messages, understood.
#pragma once

#include "sandbox/platform.hpp"

namespace balie::sandbox::whatsapp {

DeskMessage read_desk_message(Json const& body, MediaShelf const& media);

}  // namespace balie::sandbox::whatsapp
