// Writing first: to a contact, or to an address that nobody has written from yet.
#pragma once

#include "desk/reply.hpp"

#include <balie/channel/inbound_event.hpp>
#include <balie/domain/conversation.hpp>

#include <optional>

namespace balie::desk {

struct Opening {
    InboxId inbox_id;
    ContactId contact_id = {};  // one of the three
    ContactIdentityId identity_id = {};
    std::optional<IdentityValue> identity = {};
    bool other_channel_confirmed =
        false;         // identity_id may be of another inbox than the customer last wrote to
    Reply reply = {};  // a text or a template
};

struct Opened {
    Conversation conversation;
    Message message;
};

// Uses the customer's unresolved conversation in this inbox, or opens one, which is then the writer's; a mail with a
// subject always opens one.
// Errors: as reply; unprocessable for an inbox, a contact or an address to which cannot be written, and for an answer
// elsewhere than where the customer last wrote that nobody confirmed (other_channel); conflict
// (conversation_elsewhere) when a colleague has a conversation with this customer that the actor may not see.
Result<Opened> open(journal::Work& work, access::Actor const& actor, Opening const& opening,
                    wire::Context const& context, Time now);

// The same for an address that is known already: the first word there, or one more in what is open.
Result<Written> write_first(journal::Work& work, access::Actor const& actor, ContactIdentityId identity,
                            Reply const& reply, wire::Context const& context, Time now);

}  // namespace balie::desk
