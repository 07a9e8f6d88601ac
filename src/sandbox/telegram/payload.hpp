// Updates of the Bot API: one thing that happened, by its own number.
#pragma once

#include "sandbox/platform.hpp"

#include <cstdint>

namespace balie::sandbox::telegram {

inline constexpr auto customer_prefix = std::string_view{"6"};

// What a chat with a customer is called, for it is theirs.
std::int64_t chat_of(Customer const& customer);
// The number in "<chat>:<number>".
std::int64_t number_of(std::string_view message_id);

Webhook message_update(std::int64_t update, Happening const& what);
Webhook edit_update(std::int64_t update, Happening const& what);
Webhook reaction_update(std::int64_t update, Happening const& what);
// The customer blocks the bot, or lets it speak again.
Webhook membership_update(std::int64_t update, Customer const& customer, bool is_blocked);

}  // namespace balie::sandbox::telegram
