// A version taken is a fence: what was written since then is another push, and stays.
#include "store/web_pushes.hpp"

namespace balie::store::web_pushes {
namespace {

constexpr auto insert_cursor = db::Statement{"web_pushes.begin_to_follow", R"sql(
    INSERT INTO push_cursors (account_id, seq)
    SELECT $1, s.seq
      FROM streams s
     WHERE s.account_id = $1
        ON CONFLICT DO NOTHING
)sql"};

constexpr auto find_cursor = db::Statement{"web_pushes.lock_cursor", R"sql(
    SELECT seq
      FROM push_cursors
     WHERE account_id = $1
       FOR UPDATE SKIP LOCKED
)sql"};

constexpr auto write_cursor = db::Statement{"web_pushes.move_cursor", R"sql(
    UPDATE push_cursors
       SET seq = $2
     WHERE account_id = $1
)sql"};

constexpr auto find_customers = db::Statement{"web_pushes.written_by_customers", R"sql(
    SELECT m.id
      FROM messages m
      JOIN conversations c ON c.account_id = m.account_id AND c.id = m.conversation_id
     WHERE m.account_id = $1 AND m.id = ANY ($2::bigint[]) AND m.direction = 'in' AND m.kind = 'message' AND NOT c.blocked
)sql"};

constexpr auto insert_pushes = db::Statement{"web_pushes.add", R"sql(
    INSERT INTO web_pushes AS w (account_id, subscription_id, conversation_id, message_id, notification_id, created_at, due_at)
    SELECT $1, t.subscription, t.conversation, nullif(t.message, 0), nullif(t.notification, 0), $6, $6
      FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) AS t(subscription, conversation, message, notification)
     ORDER BY t.subscription, t.conversation
        ON CONFLICT (account_id, subscription_id, conversation_id)
        DO UPDATE SET message_id = excluded.message_id, notification_id = excluded.notification_id, created_at = excluded.created_at,
                      due_at = greatest(excluded.due_at, CASE WHEN w.tries > 0 THEN w.due_at END), version = w.version + 1
)sql"};

constexpr auto take_due = db::Statement{"web_pushes.take", R"sql(
    WITH due AS MATERIALIZED (
        SELECT subscription_id, conversation_id
          FROM web_pushes
         WHERE account_id = $1 AND due_at <= $2
         ORDER BY due_at
         LIMIT 20
           FOR UPDATE SKIP LOCKED
    ), taken AS (
        UPDATE web_pushes w
           SET due_at = $3, version = w.version + 1
          FROM due d
         WHERE w.account_id = $1 AND w.subscription_id = d.subscription_id AND w.conversation_id = d.conversation_id
        RETURNING w.subscription_id, w.conversation_id, w.message_id, w.notification_id, w.created_at, w.tries, w.version
    )
    SELECT t.subscription_id, t.conversation_id, t.notification_id, t.created_at, t.tries, t.version,
           p.user_id, p.session_id, p.endpoint_hash, p.target, p.language, c.inbox_id, c.team_id, c.assignee_id, i.name AS inbox_name,
           n.type, b.name AS actor_name, a.push_shows_text, k.name AS contact_name, left(m.text, 300) AS text,
           c.blocked OR n.read_at IS NOT NULL
               OR EXISTS (SELECT FROM push_looks l WHERE l.account_id = $1 AND l.user_id = p.user_id AND l.until > $2) AS is_settled
      FROM taken t
      JOIN accounts a ON a.id = $1
      JOIN push_subscriptions p ON p.account_id = $1 AND p.id = t.subscription_id
      JOIN conversations c ON c.account_id = $1 AND c.id = t.conversation_id
      JOIN inboxes i ON i.account_id = $1 AND i.id = c.inbox_id
      JOIN contacts k ON k.account_id = $1 AND k.id = c.contact_id
      LEFT JOIN notifications n ON n.account_id = $1 AND n.id = t.notification_id
      LEFT JOIN users b ON b.account_id = $1 AND b.id = n.actor_id
      LEFT JOIN messages m ON m.account_id = $1 AND m.id = t.message_id
     ORDER BY t.created_at, t.subscription_id, t.conversation_id
)sql"};

constexpr auto delete_push = db::Statement{"web_pushes.finish", R"sql(
    DELETE FROM web_pushes
     WHERE account_id = $1 AND subscription_id = $2 AND conversation_id = $3 AND version = $4
)sql"};

constexpr auto move_push = db::Statement{"web_pushes.put_off", R"sql(
    UPDATE web_pushes
       SET due_at = $5, tries = tries + 1
     WHERE account_id = $1 AND subscription_id = $2 AND conversation_id = $3 AND version = $4
)sql"};

constexpr auto find_next = db::Statement{"web_pushes.next_due", R"sql(
    SELECT due_at
      FROM web_pushes
     WHERE account_id = $1
     ORDER BY due_at
     LIMIT 1
)sql"};

Push from_row(db::Row const& row) {
    auto push = Push{row.id<PushSubscription>("subscription_id"), row.id<Conversation>("conversation_id"),
                     row.id<Notification>("notification_id")};
    push.version = row.integer("version");
    push.tries = row.integer("tries");
    push.created_at = row.time("created_at");
    push.user = row.id<User>("user_id");
    push.session = row.id<Session>("session_id");
    push.endpoint_hash = row.bytes("endpoint_hash");
    push.sealed_target = row.string("target");
    push.language = row.string("language");
    push.inbox = row.id<Inbox>("inbox_id");
    push.team = row.id<Team>("team_id");
    push.assignee = row.id<User>("assignee_id");
    push.inbox_name = row.string("inbox_name");
    push.type = from_word<NotificationType>(row.text("type"));
    push.is_settled = row.boolean("is_settled");
    push.actor_name = row.string("actor_name");
    push.shows_text = row.boolean("push_shows_text");
    if (push.shows_text) {
        push.contact_name = row.string("contact_name");
        push.text = row.string("text");
    }
    return push;
}

}  // namespace

void begin_to_follow(db::Transaction& transaction, AccountId account) {
    transaction.run(insert_cursor, {account});
}

std::optional<std::int64_t> lock_cursor(db::Transaction& transaction, AccountId account) {
    auto const rows = transaction.run(find_cursor, {account});
    if (rows.empty()) { return std::nullopt; }
    return rows.front().integer("seq");
}

void move_cursor(db::Transaction& transaction, AccountId account, std::int64_t seq) {
    transaction.run(write_cursor, {account, seq});
}

std::vector<MessageId> written_by_customers(db::Transaction& transaction, AccountId account,
                                            std::vector<MessageId> const& messages) {
    auto found = std::vector<MessageId>{};
    if (messages.empty()) { return found; }
    for (auto const& row : transaction.run(find_customers, {account, db::array(messages)})) {
        found.push_back(row.id<Message>("id"));
    }
    return found;
}

void add(db::Transaction& transaction, AccountId account, std::vector<NewPush> const& pushes, Time now) {
    if (pushes.empty()) { return; }
    auto subscriptions = std::vector<PushSubscriptionId>{};
    auto conversations = std::vector<ConversationId>{};
    auto messages = std::vector<MessageId>{};
    auto notifications = std::vector<NotificationId>{};
    for (auto const& push : pushes) {
        subscriptions.push_back(push.subscription);
        conversations.push_back(push.conversation);
        messages.push_back(push.message);
        notifications.push_back(push.notification);
    }
    transaction.run(insert_pushes, {account, db::array(subscriptions), db::array(conversations),
                                    db::array(messages), db::array(notifications), now});
}

std::vector<Push> take(db::Transaction& transaction, AccountId account, Time now, Time lease_until) {
    auto taken = std::vector<Push>{};
    for (auto const& row : transaction.run(take_due, {account, now, lease_until})) {
        taken.push_back(from_row(row));
    }
    return taken;
}

void finish(db::Transaction& transaction, AccountId account, Push const& push) {
    transaction.run(delete_push, {account, push.subscription, push.conversation, push.version});
}

void put_off(db::Transaction& transaction, AccountId account, Push const& push, Time due_at) {
    transaction.run(move_push, {account, push.subscription, push.conversation, push.version, due_at});
}

std::optional<Time> next_due(db::Transaction& transaction, AccountId account) {
    auto const rows = transaction.run(find_next, {account});
    if (rows.empty()) { return std::nullopt; }
    return rows.front().time("due_at");
}

}  // namespace balie::store::web_pushes
