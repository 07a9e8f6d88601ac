// What a visitor may see of the desk: the messages of their own conversations in one inbox, and nothing else. Notes and
// activity never; nor what was said to another address, even when a colleague joined both in one contact.
#pragma once

#include "access/actor.hpp"
#include "store/client_sessions.hpp"

#include <balie/domain/attachment.hpp>
#include <balie/domain/message.hpp>

#include <optional>
#include <vector>

namespace balie::store::client_messages {

using client_sessions::ClientSession;

// Where a visitor stands: absent before their first message.
struct Standing {
    ContactId contact;
    std::vector<ContactIdentityId> identities;  // whose messages they see
    ConversationId conversation;                // the newest one; none before the first message
    access::Place place = {};                   // of that conversation
};
std::optional<Standing> standing(db::Transaction& transaction, ClientSession const& session);

struct ClientMessage {
    Message message;
    bool is_read = false;  // of theirs: by somebody at the desk
};

// The newest ones before a message (none: of all), or those after one; oldest first. Besides them, whatever the limit,
// what was written before `after` and shown since: it would come again and again if it took a place of the page.
struct Range {
    MessageId after = {};
    MessageId before = {};
    std::int64_t limit = 50;
};
std::vector<ClientMessage> list(db::Transaction& transaction, ClientSession const& session,
                                Range const& range);
// Of these, the ones that the visitor may see.
std::vector<ClientMessage> among(db::Transaction& transaction, ClientSession const& session,
                                 std::vector<MessageId> const& ids);
std::optional<ClientMessage> by_external_id(db::Transaction& transaction, ClientSession const& session,
                                            std::string_view external_id);

// What we sent up to this message and the visitor has not read (or got) yet: our words for the attempts.
std::vector<std::string> unread_up_to(db::Transaction& transaction, ClientSession const& session,
                                      MessageId up_to, bool also_delivered);

}  // namespace balie::store::client_messages
