// Who a customer is: a set of addresses, of which the phone number is only one and may be missing.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/json/document.hpp>

#include <string_view>
#include <vector>

namespace balie::connectors::whatsapp {

// The names of the members that hold one party of a message.
struct PartyKeys {
    std::string_view address;  // a phone number; sometimes a business-scoped id
    std::string_view bsuid;
    std::string_view parent_bsuid;
};

inline constexpr auto sender_keys = PartyKeys{"from", "from_user_id", "from_parent_user_id"};
inline constexpr auto receiver_keys = PartyKeys{"to", "to_user_id", "to_parent_user_id"};

// The addresses of a party, the most lasting first, at most one of a kind.
std::vector<IdentityValue> identities_of(json::Object const& item, PartyKeys const& keys);

// The same, with what the payload's `contacts` (null: none) know about that party.
InboundContact contact_of(json::Object const& item, PartyKeys const& keys, json::Array const* contacts);

}  // namespace balie::connectors::whatsapp
