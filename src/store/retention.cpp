#include "store/retention.hpp"

namespace balie::store::retention {
namespace {

constexpr auto find_retention = db::Statement{"retention.find", R"sql(
    SELECT retention_days, retention_waiting, retention_confirmed_until
      FROM inboxes
     WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL
)sql"};

constexpr auto write_retention = db::Statement{"retention.set", R"sql(
    UPDATE inboxes
       SET retention_days = $3, retention_due_at = $4, retention_waiting = 0, retention_confirmed_until = NULL
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto write_confirmation = db::Statement{"retention.confirm", R"sql(
    UPDATE inboxes
       SET retention_confirmed_until = $3, retention_due_at = $4
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto take_due = db::Statement{"retention.take", R"sql(
    UPDATE inboxes
       SET retention_due_at = $3
     WHERE account_id = $1 AND retention_days IS NOT NULL AND retention_due_at <= $2
    RETURNING id, retention_days, coalesce(retention_confirmed_until > $2, false) AS confirmed
)sql"};

constexpr auto count_over = db::Statement{"retention.count", R"sql(
    SELECT (SELECT count(*)
              FROM conversations c
             WHERE c.account_id = $1 AND c.inbox_id = $2 AND c.status = 'resolved' AND c.merged_into_id IS NULL
               AND coalesce(c.resolved_at, c.created_at) < $3 AND c.last_activity_at < $3 AND NOT c.held) AS over,
           (SELECT count(*)
              FROM conversations c
             WHERE c.account_id = $1 AND c.inbox_id = $2 AND c.merged_into_id IS NULL) AS all_of_them
)sql"};

constexpr auto write_waiting = db::Statement{"retention.set_waiting", R"sql(
    UPDATE inboxes
       SET retention_waiting = $3
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto take_over = db::Statement{"retention.take_over", R"sql(
    SELECT c.id, c.team_id, c.assignee_id
      FROM conversations c
     WHERE c.account_id = $1 AND c.inbox_id = $2 AND c.status = 'resolved' AND c.merged_into_id IS NULL
       AND coalesce(c.resolved_at, c.created_at) < $3 AND c.last_activity_at < $3 AND NOT c.held
     ORDER BY coalesce(c.resolved_at, c.created_at)
     LIMIT $4
       FOR UPDATE SKIP LOCKED
)sql"};

constexpr auto delete_conversations = db::Statement{"retention.delete", R"sql(
    SELECT delete_conversations($1, $2::bigint[]) IS NULL AS done
)sql"};

}  // namespace

Result<Retention> find(db::Transaction& transaction, AccountId account, InboxId inbox) {
    auto const rows = transaction.run(find_retention, {account, inbox});
    if (rows.empty()) { return Error{ErrorCode::not_found, "there is no such inbox"}; }
    auto const row = rows.front();
    auto found = Retention{};
    if (!row.is_null("retention_days")) { found.days = row.integer("retention_days"); }
    found.waiting = row.integer("retention_waiting");
    found.confirmed_until = row.maybe_time("retention_confirmed_until");
    return found;
}

void set(db::Transaction& transaction, AccountId account, InboxId inbox, std::optional<std::int64_t> days,
         Time due_at) {
    transaction.run(write_retention, {account, inbox, days, due_at});
}

void confirm(db::Transaction& transaction, AccountId account, InboxId inbox, Time until, Time due_at) {
    transaction.run(write_confirmation, {account, inbox, until, due_at});
}

std::vector<Due> take(db::Transaction& transaction, AccountId account, Time now, Time next) {
    auto due = std::vector<Due>{};
    for (auto const& row : transaction.run(take_due, {account, now, next})) {
        due.push_back({row.id<Inbox>("id"), row.integer("retention_days"), row.boolean("confirmed")});
    }
    return due;
}

Count count(db::Transaction& transaction, AccountId account, InboxId inbox, Time before) {
    auto const rows = transaction.run(count_over, {account, inbox, before});
    auto const row = rows.front();
    return {row.integer("over"), row.integer("all_of_them")};
}

void set_waiting(db::Transaction& transaction, AccountId account, InboxId inbox, std::int64_t waiting) {
    transaction.run(write_waiting, {account, inbox, waiting});
}

std::vector<Deleted> delete_some(db::Transaction& transaction, AccountId account, InboxId inbox, Time before,
                                 std::int64_t most) {
    auto gone = std::vector<Deleted>{};
    auto ids = std::vector<ConversationId>{};
    for (auto const& row : transaction.run(take_over, {account, inbox, before, most})) {
        ids.push_back(row.id<Conversation>("id"));
        gone.push_back({ids.back(), row.id<Team>("team_id"), row.id<User>("assignee_id")});
    }
    if (!ids.empty()) { transaction.run(delete_conversations, {account, db::array(ids)}); }
    return gone;
}

}  // namespace balie::store::retention
