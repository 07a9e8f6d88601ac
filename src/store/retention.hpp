// How long an inbox keeps its resolved conversations, and the deleting of those whose time is over.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace balie::store::retention {

struct Retention {
    std::optional<std::int64_t> days = {};  // absent: for ever
    std::int64_t waiting = 0;               // so many were too many for one night: an admin is asked
    std::optional<Time> confirmed_until = {};
};

// Errors: not_found.
Result<Retention> find(db::Transaction& transaction, AccountId account, InboxId inbox);

// Nothing goes before `due_at`, so that a slip can be taken back. Forgets an older confirmation.
void set(db::Transaction& transaction, AccountId account, InboxId inbox, std::optional<std::int64_t> days,
         Time due_at);
void confirm(db::Transaction& transaction, AccountId account, InboxId inbox, Time until, Time due_at);

// Inboxes whose night it is, removed ones too; nobody else gets them before `next`.
struct Due {
    InboxId inbox;
    std::int64_t days = 0;
    bool is_confirmed = false;
};
std::vector<Due> take(db::Transaction& transaction, AccountId account, Time now, Time next);

// Of the inbox's conversations: resolved and silent since before that time, without a legal hold; and all there are.
struct Count {
    std::int64_t over = 0;
    std::int64_t all = 0;
};
Count count(db::Transaction& transaction, AccountId account, InboxId inbox, Time before);
void set_waiting(db::Transaction& transaction, AccountId account, InboxId inbox, std::int64_t waiting);
// Deletes some of the first; answers which, and where they stood.
struct Deleted {
    ConversationId conversation;
    TeamId team;
    UserId assignee;
};
std::vector<Deleted> delete_some(db::Transaction& transaction, AccountId account, InboxId inbox, Time before,
                                 std::int64_t most);

}  // namespace balie::store::retention
