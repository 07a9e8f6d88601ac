// How a conversation stands, under its row's lock: read, changed as a value, written back.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"
#include "store/notifications.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::conversations {

struct Standing {
    ConversationId id;
    InboxId inbox_id = {};
    Channel channel = Channel::api;
    ContactId contact_id = {};
    ContactIdentityId identity_id = {};  // whom an answer goes to: in private who wrote last
    bool public_ = false;
    ConversationStatus status = ConversationStatus::open;
    std::optional<Time> snoozed_until = {};
    Priority priority = Priority::none;
    UserId assignee_id = {};
    TeamId team_id = {};
    std::optional<Time> last_inbound_at = {};
    std::optional<Time> window_closed_at = {};  // the platform said so; until the customer writes again
    std::optional<Time> waiting_since = {};
    std::int64_t unread_count = 0;
    bool has_promise = false;  // that was not kept yet
    bool blocked = false;      // as its contact
    bool opted_out = false;    // the customer wants no messages here; known of a row that was locked
    bool erased = false;       // likewise: in private, nothing is left of the customer
    bool inbox_gone = false;   // likewise: it was removed, and nothing can be sent any more
};

access::Place place_of(Standing const& standing) noexcept;

// Locks the row until the end of the transaction. One that was merged leads to the other, so go on with the id of the
// answer. Error: not_found, also when the actor may not see it.
Result<Standing> lock(db::Transaction& transaction, access::Actor const& actor, ConversationId id);

// The same for a row that this transaction made itself.
Standing standing_of(db::Transaction& transaction, AccountId account, ConversationId id);

// How it stands with another address of its contact: when that person wrote last, and whether they want messages. False:
// the contact has no such address here.
bool turn_to(db::Transaction& transaction, AccountId account, Standing& standing, ContactIdentityId identity);

// Writes status, snoozed_until, priority, assignee_id, team_id, waiting_since and unread_count; raises the version. The
// times that the inbox's policy wants an answer by follow waiting_since.
void write(db::Transaction& transaction, AccountId account, Standing const& standing);

// Since when the customer waits, by what the thread holds: absent when all was answered.
std::optional<Time> unanswered_since(db::Transaction& transaction, AccountId account, ConversationId id);

// A message failed, was withdrawn or goes again: the wait and the window of its conversation, which is locked, follow.
// `changed`: the conversation did, and its version was raised. Who wrote a message that failed is notified. A promise that
// it had kept is open again, which a line in the thread says.
struct Weighed {
    bool changed = false;
    std::vector<MessageId> lines = {};
    std::vector<notifications::Made> notified = {};
};
Weighed weigh(db::Transaction& transaction, AccountId account, MessageId message,
              std::optional<Time> now = {});

// The same for a message that is in doubt: nobody waits any longer or shorter by that.
Weighed doubt(db::Transaction& transaction, AccountId account, ConversationId id);

// The newest message that people shall see in the list, with its time as the last activity.
struct Preview {
    MessageId message;
    std::string text;
    Direction direction = Direction::out;
    MessageKind kind = MessageKind::message;
    ContentType content_type = ContentType::text;
};
void show_last(db::Transaction& transaction, AccountId account, ConversationId id, Preview const& preview);

// The unresolved private conversation of the identity's contact in its inbox, or a new one.
struct Opened {
    ConversationId id;
    bool is_new = false;
};
Opened open_for(db::Transaction& transaction, AccountId account, ContactIdentityId identity);
// One more beside whatever there is: a thread of mails.
Opened open_another(db::Transaction& transaction, AccountId account, ContactIdentityId identity);

// Snoozed ones whose time has come, at most `count_max`: open again, with their places.
std::vector<Standing> wake_snoozed(db::Transaction& transaction, AccountId account, Time now,
                                   std::int64_t count_max);
std::vector<AccountId> accounts_with_snoozed(db::Transaction& transaction, Time until);

// The name of a user who may be given conversations of this inbox: active, no auditor, and a member if an agent.
std::optional<std::string> assignable(db::Transaction& transaction, AccountId account, InboxId inbox,
                                      UserId user);
bool inbox_exists(db::Transaction& transaction, AccountId account, InboxId inbox);
std::optional<std::string> team_name(db::Transaction& transaction, AccountId account, TeamId team);

}  // namespace balie::store::conversations
