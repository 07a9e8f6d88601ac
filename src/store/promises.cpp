// A promise is due by its row, as sleep is: nothing is remembered between rounds.
#include "store/promises.hpp"

namespace balie::store::promises {
namespace {

constexpr auto set_promise = db::Statement{"promises.set", R"sql(
    UPDATE conversations
       SET promise_at = $3, promise_user_id = $4, promise_note = nullif($5, ''), promise_kept_at = NULL,
           promise_reply_id = NULL, promise_told_at = NULL, version = version + 1
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto keep_promise = db::Statement{"promises.keep", R"sql(
    UPDATE conversations
       SET promise_kept_at = $3, promise_reply_id = $4, version = version + 1
     WHERE account_id = $1 AND id = $2 AND promise_at IS NOT NULL AND promise_kept_at IS NULL
)sql"};

constexpr auto take_promises = db::Statement{"promises.take_due", R"sql(
    WITH due AS MATERIALIZED (
        SELECT c.id, c.status = 'snoozed'
                     OR (c.status = 'resolved'
                         AND NOT EXISTS (SELECT FROM conversations o
                                          WHERE o.account_id = $1 AND o.inbox_id = c.inbox_id AND o.thread_key = c.thread_key
                                            AND o.status <> 'resolved')) AS is_woken
          FROM conversations c
         WHERE c.account_id = $1 AND c.promise_at <= $2 AND c.promise_at IS NOT NULL AND c.promise_kept_at IS NULL
           AND c.promise_told_at IS NULL AND NOT c.blocked
         ORDER BY c.id
         LIMIT $4
           FOR NO KEY UPDATE SKIP LOCKED
    ), told AS (
        UPDATE conversations c
           SET promise_told_at = $3, status = CASE WHEN d.is_woken THEN 'open' ELSE c.status END,
               snoozed_until = CASE WHEN d.is_woken THEN NULL ELSE c.snoozed_until END,
               last_activity_at = $3, list_at = date_trunc('minute', $3::timestamptz), version = c.version + 1
          FROM due d
         WHERE c.account_id = $1 AND c.id = d.id
        RETURNING c.id, c.promise_user_id
    )
    SELECT id, promise_user_id FROM told ORDER BY id
)sql"};

}  // namespace

void set(db::Transaction& transaction, AccountId account, ConversationId id,
         std::optional<Promise> const& promise) {
    if (!promise) {
        transaction.run(set_promise, {account, id, std::nullopt, std::nullopt, std::nullopt});
        return;
    }
    transaction.run(set_promise, {account, id, promise->at, promise->user_id, promise->note});
}

void keep(db::Transaction& transaction, AccountId account, ConversationId id, MessageId reply, Time now) {
    transaction.run(keep_promise, {account, id, now, reply});
}

std::vector<Due> take_due(db::Transaction& transaction, AccountId account, Time until, Time now,
                          std::int64_t count_max) {
    auto due = std::vector<Due>{};
    for (auto const& row : transaction.run(take_promises, {account, until, now, count_max})) {
        due.push_back({conversations::standing_of(transaction, account, row.id<Conversation>("id")),
                       row.id<User>("promise_user_id")});
    }
    return due;
}

}  // namespace balie::store::promises
