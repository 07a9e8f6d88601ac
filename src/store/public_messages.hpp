// Messages that everybody can read, as what is done to them on the platform needs them.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::store::public_messages {

struct PublicMessage {
    MessageId id;
    ConversationId conversation_id = {};
    InboxId inbox_id = {};
    Channel channel = Channel::api;
    ContactIdentityId sender_identity_id = {};  // of the customer who wrote it
    std::string external_id = {};               // empty: the platform does not know it
    Direction direction = Direction::in;
    bool is_public = false;
    bool is_deleted = false;
    bool is_under_own_post = false;  // as far as the platform tells
};

// Error: not_found, also when the actor may not see its conversation.
Result<PublicMessage> find(db::Transaction& transaction, access::Actor const& actor, MessageId id);

// What a change of ours moved: the message, or its conversation when it shows the message.
struct Moved {
    InboxId inbox = {};
    TeamId team = {};
    UserId assignee = {};
    ConversationId conversation = {};
    MessageId message = {};
};

// As if the platform had told us: on the path of what comes in.
std::vector<Moved> hide(db::Transaction& transaction, AccountId account, MessageId id, bool is_hidden);
std::vector<Moved> remove(db::Transaction& transaction, AccountId account, MessageId id);

}  // namespace balie::store::public_messages
