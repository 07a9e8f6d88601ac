// Attempts and the messages that show them, always together.
#include "store/attempts.hpp"

#include "store/conversation_standing.hpp"

namespace balie::store::attempts {
namespace {

constexpr auto begin_sending = db::Statement{"attempts.begin", R"sql(
    WITH begun AS (
        UPDATE delivery_attempts a
           SET state = 'sending'
          FROM unnest($2::bigint[], $3::bigint[]) AS g (message, attempt)
         WHERE a.account_id = $1 AND a.message_id = g.message AND a.attempt = g.attempt AND a.state = 'queued'
    )
    UPDATE messages m
       SET status = 'sending', version = m.version + 1
      FROM unnest($2::bigint[], $3::bigint[]) AS g (message, attempt)
     WHERE m.account_id = $1 AND m.id = g.message AND m.attempt = g.attempt AND m.status = 'queued'
    RETURNING m.id
)sql"};

constexpr auto show = db::Statement{"attempts.show", R"sql(
    WITH raised AS (
        UPDATE conversations c
           SET version = c.version + 1
          FROM (SELECT m.id, m.conversation_id
                  FROM unnest($2::bigint[]) AS w(id)
                 CROSS JOIN LATERAL (SELECT p.id, p.conversation_id FROM messages p WHERE p.account_id = $1 AND p.id = w.id LIMIT 1) m) m
         WHERE c.account_id = $1 AND c.id = m.conversation_id AND c.preview_message_id = m.id
        RETURNING c.id
    )
    SELECT m.id, m.conversation_id, c.inbox_id, c.team_id, c.assignee_id,
           EXISTS (SELECT FROM raised r WHERE r.id = c.id) AS is_last
      FROM unnest($2::bigint[]) AS w(id)
     CROSS JOIN LATERAL (SELECT p.id, p.conversation_id FROM messages p WHERE p.account_id = $1 AND p.id = w.id LIMIT 1) m
     CROSS JOIN LATERAL (SELECT p.id, p.inbox_id, p.team_id, p.assignee_id FROM conversations p
                          WHERE p.account_id = $1 AND p.id = m.conversation_id LIMIT 1) c
     ORDER BY m.id
)sql"};

// An id that another message has already (an echo that came first) stays with that one.
constexpr auto settle_message = db::Statement{"attempts.settle_message", R"sql(
    UPDATE messages m
       SET status = CASE WHEN delivery_rank($4::text) > delivery_rank(m.status) THEN $4::text ELSE m.status END,
           error = CASE WHEN delivery_rank($4::text) > delivery_rank(m.status) THEN $6::jsonb ELSE m.error END,
           external_id = CASE WHEN $5::text IS NOT NULL
                               AND NOT EXISTS (SELECT FROM messages x
                                                WHERE x.account_id = $1 AND x.inbox_id = m.inbox_id
                                                  AND x.external_id = $5::text AND x.id <> m.id)
                              THEN $5::text ELSE m.external_id END,
           version = m.version + 1
     WHERE m.account_id = $1 AND m.id = $2 AND m.attempt = $3
)sql"};

constexpr auto settle_attempt = db::Statement{"attempts.settle_attempt", R"sql(
    UPDATE delivery_attempts a
       SET state = CASE WHEN delivery_rank($4::text) > delivery_rank(a.state) THEN $4::text ELSE a.state END,
           external_id = coalesce($5::text, a.external_id),
           error = coalesce($6::jsonb, a.error),
           tries = $7,
           sent_at = CASE WHEN $4::text = 'sent' THEN coalesce(a.sent_at, $8::timestamptz) ELSE a.sent_at END
     WHERE a.account_id = $1 AND a.message_id = $2 AND a.attempt = $3
)sql"};

constexpr auto take_pending = db::Statement{"attempts.take_pending", R"sql(
    SELECT take_pending_statuses($1, $2, $3, $4::int, $5)
)sql"};

constexpr auto find_place = db::Statement{"attempts.place", R"sql(
    SELECT team_id, assignee_id
      FROM conversations
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto hold_sent = db::Statement{"attempts.lock", R"sql(
    SELECT hold_sent($1, $2, $3, $4)
)sql"};

std::vector<Shown> shown(db::Transaction& transaction, AccountId account,
                         std::vector<MessageId> const& messages) {
    if (messages.empty()) { return {}; }
    auto found = std::vector<Shown>{};
    for (auto const& row : transaction.run(show, {account, db::array(messages)})) {
        found.push_back(Shown{row.id<Message>("id"), row.id<Conversation>("conversation_id"),
                              row.id<Inbox>("inbox_id"), row.id<Team>("team_id"), row.id<User>("assignee_id"),
                              row.boolean("is_last")});
    }
    return found;
}

std::optional<std::string> unless_empty(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

conversations::Weighed weighed(db::Transaction& transaction, AccountId account, OutboxItem const& item,
                               DeliveryStatus status, Time now) {
    if (status == DeliveryStatus::failed) {
        return conversations::weigh(transaction, account, item.message, now);
    }
    if (status != DeliveryStatus::uncertain) { return {}; }
    return conversations::doubt(transaction, account, item.conversation);
}

}  // namespace

std::vector<Shown> begin(db::Transaction& transaction, AccountId account,
                         std::vector<OutboxItem> const& items) {
    if (items.empty()) { return {}; }
    auto messages = std::vector<MessageId>{};
    auto attempts = std::vector<std::int64_t>{};
    for (auto const& item : items) {
        messages.push_back(item.message);
        attempts.push_back(item.attempt);
    }
    auto raised = std::vector<MessageId>{};
    for (auto const& row :
         transaction.run(begin_sending, {account, db::array(messages), db::array(attempts)})) {
        raised.push_back(row.id<Message>("id"));
    }
    return shown(transaction, account, raised);
}

std::optional<Shown> settle(db::Transaction& transaction, AccountId account, OutboxItem const& item,
                            Outcome const& outcome, Time now) {
    auto const external_id = unless_empty(outcome.external_id);
    auto const error = unless_empty(outcome.error);
    auto const status = to_word(outcome.status);
    auto const changed =
        transaction.run(settle_message, {account, item.message, item.attempt, status, external_id, error})
            .affected();
    transaction.run(settle_attempt,
                    {account, item.message, item.attempt, status, external_id, error, item.tries, now});
    if (external_id) {
        transaction.run(take_pending, {account, item.inbox, item.message, item.attempt, *external_id});
    }
    if (changed == 0) { return std::nullopt; }
    auto weighs = weighed(transaction, account, item, outcome.status, now);
    auto found = shown(transaction, account, {item.message});
    if (found.empty()) { return std::nullopt; }
    found.front().is_last = found.front().is_last || weighs.changed;
    found.front().lines = std::move(weighs.lines);
    found.front().notified = std::move(weighs.notified);
    return found.front();
}

std::optional<Shown> waits(db::Transaction& transaction, AccountId account, OutboxItem const& item) {
    auto const rows = transaction.run(find_place, {account, item.conversation});
    if (rows.empty()) { return std::nullopt; }
    return Shown{item.message, item.conversation, item.inbox, rows.front().id<Team>("team_id"),
                 rows.front().id<User>("assignee_id")};
}

void lock(db::Transaction& transaction, AccountId account, OutboxItem const& item,
          std::string const& external_id) {
    transaction.run(hold_sent, {account, item.inbox, item.conversation, unless_empty(external_id)});
}

}  // namespace balie::store::attempts
