#include "store/client_pushes.hpp"

namespace balie::store::client_pushes {
namespace {

constexpr auto insert_push = db::Statement{"client_pushes.enqueue", R"sql(
    INSERT INTO client_pushes (account_id, message_id, inbox_id, due_at)
    SELECT $1, $3::bigint, i.id, $4::timestamptz
      FROM inboxes i
     WHERE i.account_id = $1 AND i.id = $2 AND i.settings ->> 'push_url' <> ''
        ON CONFLICT DO NOTHING
)sql"};

constexpr auto take_due = db::Statement{"client_pushes.take", R"sql(
    WITH due AS MATERIALIZED (
        SELECT message_id
          FROM client_pushes
         WHERE account_id = $1 AND inbox_id = $2 AND due_at <= $3
         ORDER BY due_at
         LIMIT 20
           FOR UPDATE SKIP LOCKED
    ), taken AS (
        UPDATE client_pushes p
           SET due_at = $4
          FROM due d
         WHERE p.account_id = $1 AND p.message_id = d.message_id
        RETURNING p.message_id, p.tries, p.retrying_since
    )
    SELECT t.message_id, t.tries, t.retrying_since, m.conversation_id, m.status, m.text, m.created_at, c.name,
           (SELECT count(*) FROM attachments a WHERE a.account_id = $1 AND a.message_id = m.id) AS attachments,
           (SELECT i.value FROM contact_identities i
             WHERE i.account_id = $1 AND i.contact_id = o.contact_id AND i.person_id = o.person_id AND i.inbox_id = $2 AND i.kind = 'external'
             ORDER BY i.id DESC LIMIT 1) AS external_id
      FROM taken t
      JOIN messages m ON m.account_id = $1 AND m.id = t.message_id
      JOIN conversations v ON v.account_id = $1 AND v.id = m.conversation_id
     CROSS JOIN LATERAL (SELECT p.contact_id, p.person_id FROM contact_identities p
                          WHERE p.account_id = $1 AND p.id = (SELECT coalesce(m.identity_id, v.identity_id)) LIMIT 1) o
      JOIN contacts c ON c.account_id = $1 AND c.id = v.contact_id
     ORDER BY t.message_id
)sql"};

constexpr auto delete_push = db::Statement{"client_pushes.finish", R"sql(
    DELETE FROM client_pushes
     WHERE account_id = $1 AND message_id = $2
)sql"};

constexpr auto move_push = db::Statement{"client_pushes.put_off", R"sql(
    UPDATE client_pushes
       SET due_at = $3, retrying_since = $4, tries = tries + CASE WHEN $4::timestamptz IS NULL THEN 0 ELSE 1 END
     WHERE account_id = $1 AND message_id = $2
)sql"};

}  // namespace

void enqueue(db::Transaction& transaction, AccountId account, InboxId inbox, MessageId message, Time due_at) {
    transaction.run(insert_push, {account, inbox, message, due_at});
}

std::vector<Push> take(db::Transaction& transaction, AccountId account, InboxId inbox, Time now,
                       Time lease_until) {
    auto taken = std::vector<Push>{};
    for (auto const& row : transaction.run(take_due, {account, inbox, now, lease_until})) {
        auto push = Push{row.id<Message>("message_id"), row.id<Conversation>("conversation_id"),
                         from_word<DeliveryStatus>(row.text("status"))};
        push.text = row.string("text");
        push.attachments = row.integer("attachments");
        push.created_at = row.time("created_at");
        push.external_id = row.string("external_id");
        push.name = row.string("name");
        push.tries = row.integer("tries");
        push.retrying_since = row.maybe_time("retrying_since");
        taken.push_back(std::move(push));
    }
    return taken;
}

void finish(db::Transaction& transaction, AccountId account, MessageId message) {
    transaction.run(delete_push, {account, message});
}

void put_off(db::Transaction& transaction, AccountId account, MessageId message, Time due_at,
             std::optional<Time> retrying_since) {
    transaction.run(move_push, {account, message, due_at, retrying_since});
}

}  // namespace balie::store::client_pushes
