#include "store/mailboxes.hpp"

namespace balie::store::mailboxes {
namespace {

constexpr auto hold_mailbox = db::Statement{"mailboxes.hold", R"sql(
    INSERT INTO mailboxes AS m (account_id, inbox_id, holder, lease_until)
    VALUES ($1, $2, $3, $5)
    ON CONFLICT (account_id, inbox_id) DO UPDATE SET holder = $3, lease_until = $5
     WHERE m.holder IS NULL OR m.holder = $3 OR m.lease_until < $4
    RETURNING m.place, m.uid_validity, m.last_uid, m.looked_at, m.fault
)sql"};

constexpr auto note_look = db::Statement{"mailboxes.note", R"sql(
    UPDATE mailboxes
       SET place = $4, uid_validity = $5, last_uid = $6, looked_at = coalesce($7::timestamptz, looked_at), fault = nullif($8, '')
     WHERE account_id = $1 AND inbox_id = $2 AND holder = $3
)sql"};

constexpr auto release_mailbox = db::Statement{"mailboxes.release", R"sql(
    UPDATE mailboxes
       SET holder = NULL, lease_until = NULL
     WHERE account_id = $1 AND inbox_id = $2 AND holder = $3
)sql"};

constexpr auto find_position = db::Statement{"mailboxes.find", R"sql(
    SELECT place, uid_validity, last_uid, looked_at, fault
      FROM mailboxes
     WHERE account_id = $1 AND inbox_id = $2
)sql"};

constexpr auto find_another = db::Statement{"mailboxes.is_another", R"sql(
    SELECT m.id
      FROM messages m
     WHERE m.account_id = $1 AND m.inbox_id = $2 AND m.external_id = $3
       AND (m.platform_at IS DISTINCT FROM $5::timestamptz
            OR (SELECT lower(i.value) FROM contact_identities i
                 WHERE i.account_id = m.account_id AND i.id = m.identity_id) IS DISTINCT FROM lower($4))
)sql"};

constexpr auto find_thread = db::Statement{"mailboxes.thread", R"sql(
    SELECT c.thread_key
      FROM (SELECT m.conversation_id, e.place
              FROM unnest($3::text[]) WITH ORDINALITY AS e (external_id, place)
             CROSS JOIN LATERAL (SELECT n.conversation_id FROM messages n
                                  WHERE n.account_id = $1 AND n.inbox_id = $2 AND n.external_id = e.external_id LIMIT 1) m
            UNION ALL
            SELECT m.conversation_id, o.place
              FROM unnest($4::bigint[]) WITH ORDINALITY AS o (id, place)
             CROSS JOIN LATERAL (SELECT n.conversation_id FROM messages n
                                  WHERE n.account_id = $1 AND n.id = o.id AND n.inbox_id = $2 LIMIT 1) m) k
      JOIN conversations c ON c.account_id = $1 AND c.id = k.conversation_id AND NOT c.public
     ORDER BY k.place
     LIMIT 1
)sql"};

Position from_row(db::Row const& row) {
    auto position = Position{};
    position.place = row.string("place");
    position.uid_validity = row.maybe_integer("uid_validity");
    position.last_uid = row.integer("last_uid");
    position.looked_at = row.maybe_time("looked_at");
    position.fault = row.string("fault");
    return position;
}

std::optional<Position> first(db::Rows const& rows) {
    return rows.empty() ? std::nullopt : std::optional{from_row(rows.front())};
}

}  // namespace

std::optional<Position> hold(db::Transaction& transaction, AccountId account, InboxId inbox,
                             std::string const& holder, Time now, Time until) {
    return first(transaction.run(hold_mailbox, {account, inbox, holder, now, until}));
}

bool note(db::Transaction& transaction, AccountId account, InboxId inbox, std::string const& holder,
          Position const& position) {
    return transaction
               .run(note_look, {account, inbox, holder, position.place, position.uid_validity,
                                position.last_uid, position.looked_at, position.fault})
               .affected() > 0;
}

void release(db::Transaction& transaction, AccountId account, InboxId inbox, std::string const& holder) {
    transaction.run(release_mailbox, {account, inbox, holder});
}

std::optional<Position> find(db::Transaction& transaction, AccountId account, InboxId inbox) {
    return first(transaction.run(find_position, {account, inbox}));
}

bool is_another(db::Transaction& transaction, AccountId account, InboxId inbox, SentAs const& mail) {
    return !transaction.run(find_another, {account, inbox, mail.external_id, mail.address, mail.at}).empty();
}

std::string thread_of(db::Transaction& transaction, AccountId account, InboxId inbox,
                      std::vector<std::string> const& external_ids, std::vector<MessageId> const& messages) {
    if (external_ids.empty() && messages.empty()) { return {}; }
    auto const ids = db::array(std::span<std::string const>{external_ids});
    auto const rows = transaction.run(find_thread, {account, inbox, ids, db::array(messages)});
    return rows.empty() ? std::string{} : rows.front().string("thread_key");
}

}  // namespace balie::store::mailboxes
