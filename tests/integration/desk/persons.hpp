// Customers who write by several addresses to one inbox, agents who join and part them, and whom an answer reaches.
#pragma once

#include "desk/opening.hpp"
#include "integration/ingest/world.hpp"
#include "wire/context.hpp"

#include <balie/channel/capabilities.hpp>
#include <balie/domain/contact.hpp>

#include <string>
#include <vector>

namespace balie::test {

class Persons {
public:
    Persons();

    // A message by these addresses, each "kind:value", the strongest first.
    Result<void> hear(std::string const& external_id, std::vector<std::string> const& addresses,
                      std::optional<Time> at = {});
    ConversationId conversation_of(std::string const& external_id) const;
    ContactId contact_of(std::string const& address) const;
    ContactIdentityId identity_of(std::string const& address) const;
    void resolve(ConversationId conversation) const;

    Result<Contact> merge(ContactId into, ContactId contact);
    Result<Contact> unmerge(ContactId from, ContactId contact);

    // What the connector is handed as the recipient of the message, which then counts as gone.
    std::string recipient(Result<desk::Written> const& written);
    Result<desk::Written> reply(ConversationId conversation, std::string const& quoted = {});
    // By the chosen address, in whatever conversation that is.
    Result<desk::Written> write_to(std::string const& address);
    Result<desk::Written> write_to(ContactId contact);

    World world;
    Capabilities capabilities;
    wire::Context context;
    access::Actor lead;

private:
    Result<desk::Written> open(desk::Opening opening);
};

}  // namespace balie::test
