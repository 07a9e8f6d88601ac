// What is to be pushed to browsers, and how far the journal was read for it.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/notification.hpp>
#include <balie/domain/push_subscription.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::web_pushes {

// The journal is followed from now on; where it is followed already, nothing changes.
void begin_to_follow(db::Transaction& transaction, AccountId account);
// Absent when nobody ever subscribed, or another node is at it.
std::optional<std::int64_t> lock_cursor(db::Transaction& transaction, AccountId account);
void move_cursor(db::Transaction& transaction, AccountId account, std::int64_t seq);

// Those of these messages that a customer wrote, in conversations that are not blocked.
std::vector<MessageId> written_by_customers(db::Transaction& transaction, AccountId account,
                                            std::vector<MessageId> const& messages);

struct NewPush {
    PushSubscriptionId subscription;
    ConversationId conversation;
    MessageId message = {};            // a customer's
    NotificationId notification = {};  // or what concerns the person; one of the two
};
// At most one for each subscription and conversation among them; one that is not out yet is replaced.
void add(db::Transaction& transaction, AccountId account, std::vector<NewPush> const& pushes, Time now);

struct Push {
    PushSubscriptionId subscription;
    ConversationId conversation;
    NotificationId notification = {};
    std::int64_t version = 0;
    std::int64_t tries = 0;
    Time created_at = {};
    UserId user = {};
    SessionId session = {};
    std::string endpoint_hash = {};
    std::string sealed_target = {};
    std::string language = {};
    // Where the conversation stands by now.
    InboxId inbox = {};
    TeamId team = {};
    UserId assignee = {};
    std::string inbox_name = {};
    std::optional<NotificationType> type = {};  // of the notification; absent when it is gone
    bool is_settled = false;      // read meanwhile, blocked meanwhile, or the person looks at a screen
    std::string actor_name = {};  // who caused the notification
    bool shows_text = false;      // the account says that these may be shown:
    std::string contact_name = {};
    std::string text = {};
};
// Takes what is due, and keeps others off it until `lease_until`.
std::vector<Push> take(db::Transaction& transaction, AccountId account, Time now, Time lease_until);
// Only what was taken: a push that took its place meanwhile stays.
void finish(db::Transaction& transaction, AccountId account, Push const& push);
void put_off(db::Transaction& transaction, AccountId account, Push const& push, Time due_at);
// When something is due next; absent: nothing waits.
std::optional<Time> next_due(db::Transaction& transaction, AccountId account);

}  // namespace balie::store::web_pushes
