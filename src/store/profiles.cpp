// The time of the next question is also the lease of the one under way.
#include "store/profiles.hpp"

namespace balie::store::profiles {
namespace {

constexpr auto take_due = db::Statement{"profiles.take", R"sql(
    UPDATE contact_identities d
       SET profile_due_at = $5, profile_tries = d.profile_tries + 1
      FROM (SELECT n.id, n.profile_due_at IS NULL OR n.profile_tries > 0
                         OR (SELECT true FROM conversations c
                              WHERE c.account_id = $1 AND c.identity_id = n.id AND c.last_inbound_at > $6 LIMIT 1) IS TRUE AS writes
              FROM contact_identities n
             WHERE n.account_id = $1 AND n.inbox_id = $2 AND n.kind IN ('psid', 'igsid', 'x_user') AND n.retired_at IS NULL
               AND (n.profile_name = '' OR n.profile_due_at IS NOT NULL)
               AND coalesce(n.profile_due_at, '-infinity') <= $3
             ORDER BY coalesce(n.profile_due_at, '-infinity')
             LIMIT $4
               FOR UPDATE SKIP LOCKED) due
     WHERE d.account_id = $1 AND d.id = due.id
    RETURNING d.id, d.kind, d.value, d.profile_tries, due.writes
)sql"};

// The contact is read with the address: it may have been merged while the platform was asked.
constexpr auto fill_in = db::Statement{"profiles.fill", R"sql(
    WITH identity AS (
        UPDATE contact_identities d
           SET profile_name = coalesce(nullif($3, ''), d.profile_name), username = coalesce(nullif($4, ''), d.username),
               profile_due_at = $5, profile_tries = 0
          FROM (SELECT o.id, o.username FROM contact_identities o WHERE o.account_id = $1 AND o.id = $2 FOR NO KEY UPDATE) was
         WHERE d.account_id = $1 AND d.id = was.id
        RETURNING d.contact_id, d.username IS DISTINCT FROM was.username AS has_new_username
    )
    UPDATE contacts t
       SET name = CASE WHEN t.named_by_user OR $3 = '' THEN t.name ELSE $3 END, version = t.version + 1
      FROM identity i
     WHERE t.account_id = $1 AND t.id = i.contact_id
       AND (i.has_new_username OR (NOT t.named_by_user AND $3 <> '' AND t.name <> $3))
    RETURNING t.id
)sql"};

constexpr auto ask_later = db::Statement{"profiles.put_off", R"sql(
    UPDATE contact_identities
       SET profile_due_at = $3, profile_tries = CASE WHEN $4::boolean THEN 0 ELSE profile_tries END
     WHERE account_id = $1 AND id = $2
)sql"};

}  // namespace

std::vector<Due> take(db::Transaction& transaction, AccountId account, InboxId inbox, std::int64_t count,
                      Time now, Time lease_until, Time writes_since) {
    auto taken = std::vector<Due>{};
    auto const rows = transaction.run(take_due, {account, inbox, now, count, lease_until, writes_since});
    for (auto const& row : rows) {
        auto const kind = from_word<IdentityKind>(row.text("kind")).value_or(IdentityKind::external);
        taken.push_back(Due{row.id<ContactIdentity>("id"), IdentityValue{kind, row.string("value")},
                            row.integer("profile_tries"), row.boolean("writes")});
    }
    return taken;
}

std::optional<ContactId> fill(db::Transaction& transaction, AccountId account, ContactIdentityId id,
                              InboundContact const& profile, Time due_at) {
    auto const rows = transaction.run(fill_in, {account, id, profile.name, profile.username, due_at});
    if (rows.empty()) { return std::nullopt; }
    return rows.front().id<Contact>("id");
}

void put_off(db::Transaction& transaction, AccountId account, ContactIdentityId id, Time due_at,
             bool is_answered) {
    transaction.run(ask_later, {account, id, due_at, is_answered});
}

}  // namespace balie::store::profiles
