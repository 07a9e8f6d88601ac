// The webhooks of the X Activity API: one event, its payload, and the people and files that it speaks of.
#pragma once

#include "sandbox/platform.hpp"

#include <string>

namespace balie::sandbox::x {

struct Account {
    std::string id;
    std::string handle;
    std::string name;
};

inline constexpr auto customer_prefix = std::string_view{"15"};
std::string customer_id(Customer const& customer);

// A post that mentions the account, answers it, or is its own; the conversation is the post that began it.
Webhook post_webhook(Account const& account, Happening const& what);
// Whether the platform tells the account of it: it mentions the account, answers it, or stands under what does.
bool concerns(Account const& account, Happening const& what);
// The post as the platform describes it, and who and what it speaks of.
Json post_json(Account const& account, Happening const& what);
Json included_json(Account const& account, Happening const& what);
// What a look-up of a post answers; without a writer it is the account's own.
Json post_answer(Account const& account, Entry const& entry, Customer const* writer, MediaFile const* file);
Webhook post_deletion_webhook(Account const& account, Happening const& what);
// By a customer, or by the account itself.
Webhook direct_message_webhook(Account const& account, Happening const& what, bool is_own);
Webhook read_webhook(Account const& account, Happening const& what);

// Holds the millisecond in which it was given out, as the platform's ids do.
std::string new_snowflake();

}  // namespace balie::sandbox::x
