// Webhook bodies as the platform writes them (Graph v23.0, field "messages").
#pragma once

#include "sandbox/platform.hpp"

#include <string>
#include <string_view>

namespace balie::sandbox::whatsapp {

// What a customer wrote; `file` is the one of its media, if it has any.
Json message_webhook(Line const& line, Customer const& customer, Entry const& entry, MediaFile const* file);

// An emoji on a message; empty takes it back.
Json reaction_webhook(Line const& line, Customer const& customer, std::string_view message_id,
                      std::string_view emoji);
// The answer to a button under `asked`.
Json press_webhook(Line const& line, Customer const& customer, Entry const& entry, Button const& button);
Json edit_webhook(Line const& line, Customer const& customer, std::string_view message_id,
                  std::string_view text);
Json revoke_webhook(Line const& line, Customer const& customer, std::string_view message_id);
Json number_webhook(Line const& line, Customer const& customer, std::string_view new_phone);

// How a message of the desk fares: sent, delivered, read, or failed with the code of `error`.
Json status_webhook(Line const& line, Customer const& customer, Entry const& entry, std::string_view status,
                    int error);
// The same for a recipient whom nobody knows.
Json unknown_recipient_webhook(Line const& line, std::string_view recipient, Entry const& entry);

std::string new_message_id();

}  // namespace balie::sandbox::whatsapp
