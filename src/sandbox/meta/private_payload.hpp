// Private messages in Messenger's and Instagram's words: one entry with one item of `messaging`.
#pragma once

#include "sandbox/platform.hpp"

#include <string>
#include <string_view>

namespace balie::sandbox::meta {

// Whose webhooks they are.
struct Account {
    std::string_view object;  // "page" or "instagram"
    std::string id;
    std::string_view customer_prefix;  // of the customers' ids there
};

std::string customer_id(Account const& account, Customer const& customer);

Json said_payload(Account const& account, Happening const& what);
Json reaction_payload(Account const& account, Happening const& what);
Json edit_payload(Account const& account, Happening const& what);
Json deletion_payload(Account const& account, Happening const& what);
// What the page itself wrote comes back to its webhooks.
Json echo_payload(Account const& account, Happening const& what);
Json delivery_payload(Account const& account, Happening const& what);
// Messenger says until when all is read, Instagram which message was seen.
Json read_payload(Account const& account, Happening const& what);

// A change of a field of the page or account, in an entry of its own.
Json change_payload(Account const& account, std::string_view field, Json value);

}  // namespace balie::sandbox::meta
