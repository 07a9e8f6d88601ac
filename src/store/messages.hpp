// Messages as people see them: by id, for one reader, and a conversation's thread.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/message.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::messages {

// A reaction that we send travels in a row of its own, of kind `activity` and with a status: its content is
// {"reaction": {"message_id", "emoji"}}. It is shown only once it failed, was in doubt, or was tried again; else the
// reaction stands on the message that it is about, and neither find_many nor list answers the row.
// A template's content is {"template": {"name", "language", "components"}}.

// Those that exist and are shown, in the order of the ids. For the hub and for answers, where rights were judged already.
std::vector<Message> find_many(db::Transaction& transaction, AccountId account,
                               std::vector<MessageId> const& ids);

// Error: not_found, also when the actor may not see its conversation. Answers hidden rows too.
Result<Message> find(db::Transaction& transaction, access::Actor const& actor, MessageId id);

// At most one of the two is set; neither: the newest page.
struct Range {
    MessageId before = {};
    MessageId after = {};
    std::int64_t limit = 50;
};

struct Page {
    std::vector<Message> items;  // oldest to newest
    bool has_more = false;       // further in the direction that was asked
};

// Error: not_found when the actor may not see the conversation.
Result<Page> list(db::Transaction& transaction, access::Actor const& actor, ConversationId conversation,
                  Range const& range);

// The raw webhook that a message came in, with all else that it held: for those who see all inboxes.
// Error: not_found when it is gone or never was, when the message was taken back, or for an agent.
Result<std::string> raw(db::Transaction& transaction, access::Actor const& actor, MessageId id);

// The message that already has this client_id, whoever sent it.
std::optional<MessageId> find_by_client_id(db::Transaction& transaction, AccountId account,
                                           std::string const& client_id);

}  // namespace balie::store::messages
