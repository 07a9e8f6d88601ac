// Whoever wrote something without the platform saying who it was.
#pragma once

#include <balie/channel/inbound_event.hpp>

#include <string>
#include <string_view>

namespace balie::connectors::meta {

// A customer for that one message alone: two strangers never become one.
inline InboundContact anonymous(std::string_view external_id) {
    auto contact = InboundContact{};
    contact.identities.emplace_back(IdentityKind::external, "anonymous:" + std::string{external_id});
    return contact;
}

}  // namespace balie::connectors::meta
