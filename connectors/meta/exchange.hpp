// One item of `messaging`: something between a customer and the page or account.
#pragma once

#include <connectors/json/writer.hpp>
#include <connectors/meta/envelope.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace balie::connectors::meta {

// What differs between Messenger and Instagram.
struct Platform {
    std::string_view name;
    IdentityKind customer;
    bool shares_are_files =
        false;  // a share's address is that of a picture or film, not of a page to look at
};

struct Exchange {
    Platform const& platform;
    json::Object const& object;
    std::string address;
    Direction direction;
    std::string customer;  // the customer's id, whoever sent it
    InboundContact contact;
    std::optional<Time> at;
    std::string moment;  // the time as it was written, for items that have no id of their own

    // "ref:3100000000000001:1767225600010": what makes an item without an id known again.
    std::string made_id(std::string_view kind) const;
};

// The contact has no identity when the item names no customer.
Exchange exchange_of(Platform const& platform, Entry const& entry, json::Object const& item);

// A message of the exchange that holds nothing yet.
InboundMessage message_of(Exchange const& exchange, std::string external_id);

// Something that was not said but is good to know: its content says what. `system` has its type already.
InboundMessage activity_of(Exchange const& exchange, std::string external_id, json::ObjectWriter& system);

}  // namespace balie::connectors::meta
