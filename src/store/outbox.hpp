// What is still to be sent: one row for each attempt. Whoever sends it takes it under a lease, with a fence.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/channel/outbound_message.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/inbox.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace balie {

// An attempt with all that sending it needs.
struct OutboxItem {
    OutboxItemId id;
    std::int64_t fence = 0;  // of whoever holds it
    InboxId inbox;
    ConversationId conversation;
    MessageId message;
    std::int64_t attempt = 1;
    std::int64_t tries = 0;  // times that the platform surely did not take it
    Time first_due_at{};
    std::optional<Time> retrying_since = {};

    std::optional<DeliveryStatus> status =
        {};  // of the message, whose newest attempt is another's when they differ
    std::int64_t newest_attempt = 1;
    std::string text = {};
    std::string content = {};  // a JSON object: a template, a reaction, or a mail's own; else empty
    std::string reply_to_external_id = {};
    std::vector<OutboundAttachment> attachments = {};  // `file` is the name under the media folder

    std::vector<IdentityValue> recipient = {};  // the most lasting address first
    std::string thread_key = {};                // of a public conversation, else empty
    std::string private_reply_to = {};  // external id of the public message that it answers in private
    bool is_opted_out = false;          // the customer wants no messages here any more
    bool is_late = false;               // set by who takes it: only the late window is open
    std::optional<Time> last_inbound_at = {};
    std::optional<Time> window_closed_at = {};  // the platform said so; until the customer writes again
    std::string subject = {};                   // of the thread: see add_threads
    std::vector<std::string> thread_external_ids =
        {};  // its messages that the other side knows, the oldest first
};

}  // namespace balie

namespace balie::store::outbox {

// Puts the attempt into the outbox and begins its row in delivery_attempts. Call it after the message's row was
// written, in the same transaction; then wake delivery after the commit. Without due_at: at once.
void enqueue(db::Transaction& transaction, AccountId account, InboxId inbox, ConversationId conversation,
             MessageId message, std::int64_t attempt, std::optional<Time> due_at = {});

// Takes the attempt back and marks it cancelled. False: somebody has it in hand, or it is done. The caller has locked
// the message's row.
bool withdraw(db::Transaction& transaction, AccountId account, MessageId message, std::int64_t attempt);

// ---- for delivery ----

// Accounts with something to send at `now`, or with something in hand that may have been left.
std::vector<AccountId> accounts_due(db::Transaction& transaction, Time now);

// Inboxes of the account with something to send.
struct DueInbox {
    InboxId id;
    std::optional<Channel> channel;  // absent: one that this build does not know
    bool is_gone = false;
    bool needs_reauthorization = false;
    Settings settings = {};  // the plain ones: what it can do may hang on them
};
std::vector<DueInbox> due_inboxes(db::Transaction& transaction, AccountId account, Time now);

// How many may be taken of an inbox.
struct Budget {
    InboxId inbox;
    std::int64_t count;
};

// What may go now, oldest first: nothing of a conversation that has something in hand, that has something older which
// is due, or in which a retry has been waiting for less than two minutes. Locks their conversations until the end of
// the transaction; what it answers stands under that lock.
std::vector<OutboxItem> ready(db::Transaction& transaction, AccountId account,
                              std::vector<Budget> const& budgets, Time now);

// For channels whose messages name earlier ones: the subject and the latest ids of each item's conversation. The caller
// has its conversations locked.
void add_threads(db::Transaction& transaction, AccountId account, std::vector<OutboxItem>& items);

// Marks the items as in hand until their time, and writes the fences into them. Items that somebody else has by now
// are removed from the list.
void take(db::Transaction& transaction, AccountId account, std::vector<OutboxItem>& items,
          std::vector<Time> const& lease_until);

// Ends the item. False: the fence is another's, the caller must write nothing.
[[nodiscard]] bool finish(db::Transaction& transaction, AccountId account, OutboxItem const& item);

// Ends an item that nobody has in hand.
void drop(db::Transaction& transaction, AccountId account, OutboxItemId id);

// Back into the queue, after one more try that was surely not taken. False: the fence is another's.
[[nodiscard]] bool put_back(db::Transaction& transaction, AccountId account, OutboxItem const& item,
                            Time due_at, Time now);

// Under which ids the platform knows these messages; those that it does not know are left out.
std::map<MessageId, std::string> external_ids(db::Transaction& transaction, AccountId account,
                                              std::vector<MessageId> const& messages);

// Items whose holder is gone: in hand, with a lease that is over. With id, fence, conversation, message and attempt.
std::vector<OutboxItem> left_behind(db::Transaction& transaction, AccountId account, Time now);

}  // namespace balie::store::outbox
