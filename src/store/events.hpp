// The journal's rows, for those who tell them.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/notification.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::events {

struct EventRow {
    std::int64_t seq = 0;
    Time at = {};
    std::string type;
    InboxId inbox = {};
    TeamId team = {};
    UserId assignee = {};
    TeamId was_team = {};
    UserId was_assignee = {};
    UserId user = {};
    ContactId contact = {};
    ConversationId conversation = {};
    MessageId message = {};
    NotificationId notification = {};
};

// In order, without a gap: a number is visible only after all lower ones are.
std::vector<EventRow> after(db::Transaction& transaction, AccountId account, std::int64_t seq,
                            std::int64_t limit);

// The number of the newest event; 0 when there was none.
std::int64_t newest(db::Transaction& transaction, AccountId account);

// The number of the oldest event that is kept; absent when none is.
std::optional<std::int64_t> oldest(db::Transaction& transaction, AccountId account);

// Every account's newest number, for a transaction that sees no account.
struct Stream {
    AccountId account;
    std::int64_t seq = 0;
};
std::vector<Stream> streams(db::Transaction& transaction);

}  // namespace balie::store::events
