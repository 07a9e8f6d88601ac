// A post that its author took away: its content must go here as well.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/x/person.hpp>

#include <optional>
#include <string>

namespace balie::connectors::x {

// The author of a post of our own is no customer: then the event names nobody.
inline InboundEvent deletion_event(std::string id, std::string author, std::string const& us,
                                   People const& people, std::optional<Time> at) {
    auto deletion = MessageDeletion{us, id + ":deleted", id, {}, at};
    if (!author.empty() && author != us) { deletion.contact = people.contact(std::move(author)); }
    return deletion;
}

// The account has taken back what it had allowed the app: nothing more will come in or go out.
inline InboundEvent revoked_event(std::string address, std::string date) {
    auto notice = ChannelNotice{std::move(address)};
    notice.kind = "account_error";
    notice.code = "revoked";
    notice.title = "The account has withdrawn the app's permission";
    notice.detail = std::move(date);
    return notice;
}

}  // namespace balie::connectors::x
