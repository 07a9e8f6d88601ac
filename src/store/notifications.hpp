// Notifications: made beside their cause, read by the one whom they concern, gone after ninety days.
#pragma once

#include "db/transaction.hpp"

#include <balie/domain/notification.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace balie::store::notifications {

// What was made, for its event.
struct Made {
    NotificationId id;
    UserId user;
    ConversationId conversation;
};

struct Cause {
    NotificationType type = NotificationType::mention;
    ConversationId conversation = {};
    MessageId message = {};
    UserId actor = {};
};

// One for each of these people; one of the same type and conversation that was not read yet is replaced.
std::vector<Made> add(db::Transaction& transaction, AccountId account, Cause const& cause,
                      std::vector<UserId> const& users);
// Those among the events that a set-wise function answered (columns type, contact and message: see `notify` in SQL).
std::vector<Made> made_from(db::Rows const& rows);

std::vector<Notification> find_many(db::Transaction& transaction, AccountId account,
                                    std::vector<NotificationId> const& ids);

// The newest first, from before a notification (none: the newest of all).
struct Range {
    bool is_unread = false;
    NotificationId before = {};
    std::int64_t limit = 50;
};
std::vector<Notification> list(db::Transaction& transaction, AccountId account, UserId user,
                               Range const& range);
std::int64_t unread(db::Transaction& transaction, AccountId account, UserId user);
// Of many people at once, in their order.
std::vector<std::int64_t> unread_of(db::Transaction& transaction, AccountId account,
                                    std::vector<UserId> const& users);

// These, or (empty) all. Answers how many were unread.
std::int64_t mark_read(db::Transaction& transaction, AccountId account, UserId user,
                       std::vector<NotificationId> const& ids);
// Those about one conversation: its thread was opened.
std::int64_t mark_read_in(db::Transaction& transaction, AccountId account, UserId user,
                          ConversationId conversation);

// The matter is over: whoever has not read of it yet need not. Of one message, or (none) of the whole conversation.
// Answers whose they were.
std::vector<UserId> settle(db::Transaction& transaction, AccountId account, NotificationType type,
                           ConversationId conversation, MessageId message);

void remove_old(db::Transaction& transaction, AccountId account);

}  // namespace balie::store::notifications
