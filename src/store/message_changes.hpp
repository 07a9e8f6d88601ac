// Writing messages: what people send, note down and do.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/message.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::messages {

struct NewMessage {
    ConversationId conversation_id;
    InboxId inbox_id = {};
    ContactIdentityId identity_id = {};  // of whom it goes to
    MessageKind kind = MessageKind::message;
    ContentType content_type = ContentType::text;
    std::string text = {};
    std::string content = {};  // a JSON object, or empty
    SenderType sender_type = SenderType::user;
    std::int64_t sender_id = 0;
    std::string client_id = {};
    MessageId reply_to_id = {};
    bool is_sent = false;          // goes to the platform: queued, as attempt 1
    bool awaits_approval = false;  // does not go yet
    bool has_attachments = false;
    std::optional<Time> send_at = {};
};

MessageId insert(db::Transaction& transaction, AccountId account, NewMessage const& message);

// One line of activity in each of these conversations, by the system; answers the ids in their order.
struct Line {
    ConversationId conversation_id;
    InboxId inbox_id;
};
std::vector<MessageId> insert_lines(db::Transaction& transaction, AccountId account,
                                    std::vector<Line> const& lines, std::string const& content);

// Each is compare-and-set on what may come before; false or absent: it stands otherwise by now.
bool requeue(db::Transaction& transaction, AccountId account, MessageId id,
             std::int64_t attempt);  // failed, uncertain
struct Cancelled {
    std::int64_t attempt;
    bool awaited_approval;  // nothing of it was in the outbox
};
std::optional<Cancelled> cancel(db::Transaction& transaction, AccountId account,
                                MessageId id);                                // queued, awaiting_approval
bool approve(db::Transaction& transaction, AccountId account, MessageId id);  // awaiting_approval
// Why a reply was turned down: with its text, so that it goes when that does.
void give_reason(db::Transaction& transaction, AccountId account, MessageId id, std::string const& reason);
bool confirm(db::Transaction& transaction, AccountId account, MessageId id,
             std::int64_t attempt);  // uncertain

// What may be quoted or reacted to in a conversation: said to or by the customer, and known to the platform.
struct Target {
    std::string external_id;
    std::string reactions;               // a JSON array, or empty
    ContactIdentityId identity_id = {};  // of the customer from whom it came or to whom it went
    bool is_inbound = false;             // the customer wrote it
};
std::optional<Target> target(db::Transaction& transaction, AccountId account, ConversationId conversation,
                             MessageId id);
void set_reactions(db::Transaction& transaction, AccountId account, MessageId id,
                   std::string const& reactions);

// The newest thing that somebody said in public and that can be answered there.
struct LastSaid {
    MessageId id;
    ContactIdentityId sender_identity_id;
};
std::optional<LastSaid> last_said(db::Transaction& transaction, AccountId account,
                                  ConversationId conversation);

// What the platform calls the newest message of the customer; empty when there is none.
std::string last_inbound_external_id(db::Transaction& transaction, AccountId account,
                                     ConversationId conversation);

}  // namespace balie::store::messages
