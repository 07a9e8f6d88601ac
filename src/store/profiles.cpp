// The time of the next question is also the lease of the one under way.
#include "store/profiles.hpp"

namespace balie::store::profiles {
namespace {

// The choice stands before the UPDATE: in its FROM it may be made once for each row, and take more than the limit.
constexpr auto take_due = db::Statement{"profiles.take", R"sql(
    WITH due AS MATERIALIZED (
        SELECT n.id, n.profile_due_at IS NULL OR n.profile_tries > 0
                     OR (SELECT true FROM conversations c
                          WHERE c.account_id = $1 AND c.identity_id = n.id AND c.last_inbound_at > $6 LIMIT 1) IS TRUE AS writes
          FROM contact_identities n
         WHERE n.account_id = $1 AND n.inbox_id = $2 AND n.kind IN ('psid', 'igsid', 'x_user', 'telegram_user') AND n.retired_at IS NULL
           AND coalesce(n.profile_due_at, '-infinity') <= $3
         ORDER BY coalesce(n.profile_due_at, '-infinity')
         LIMIT $4
           FOR UPDATE SKIP LOCKED
    )
    UPDATE contact_identities d
       SET profile_due_at = $5, profile_tries = d.profile_tries + 1
      FROM due
     WHERE d.account_id = $1 AND d.id = due.id
    RETURNING d.id, d.kind, d.value, d.profile_tries, due.writes
)sql"};

// The contact is read with the address: it may have been merged while the platform was asked. An address that was given up
// meanwhile, or whose customer was erased, takes nothing any more.
constexpr auto fill_in = db::Statement{"profiles.fill", R"sql(
    WITH identity AS (
        UPDATE contact_identities d
           SET profile_name = coalesce(nullif($3, ''), d.profile_name), username = coalesce(nullif($4, ''), d.username),
               profile_due_at = $5, profile_tries = 0
          FROM (SELECT o.id, o.username FROM contact_identities o WHERE o.account_id = $1 AND o.id = $2 AND o.retired_at IS NULL FOR NO KEY UPDATE) was
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

// A picture that the platform shows no more goes; the round that removes files finds it.
constexpr auto drop_picture = db::Statement{"profiles.drop_picture", R"sql(
    WITH former AS (
        SELECT i.picture_id AS id FROM contact_identities i WHERE i.account_id = $1 AND i.id = $2 FOR NO KEY UPDATE
    ), identity AS (
        UPDATE contact_identities i
           SET picture_id = NULL
          FROM former f
         WHERE i.account_id = $1 AND i.id = $2 AND f.id IS NOT NULL
        RETURNING i.contact_id, f.id AS former
    ), file AS (
        UPDATE attachments a
           SET due_at = now(), identity_id = NULL, source = NULL
          FROM identity i
         WHERE a.account_id = $1 AND a.id = i.former
    )
    UPDATE contacts t
       SET version = t.version + 1
      FROM identity i
     WHERE t.account_id = $1 AND t.id = i.contact_id
    RETURNING t.id
)sql"};

// One that is still on its way would be shown when it comes. After drop_picture, which holds the identity's row: whoever
// shows a picture takes that first.
constexpr auto drop_pending_picture = db::Statement{"profiles.drop_pending_picture", R"sql(
    DELETE FROM attachments
     WHERE account_id = $1 AND identity_id = $2 AND state = 'pending'
)sql"};

// The fetcher of files brings it, as any other. What is there already under the same address, or on its way, is not
// fetched again.
constexpr auto add_picture = db::Statement{"profiles.add_picture", R"sql(
    INSERT INTO attachments (account_id, id, inbox_id, identity_id, kind, state, source, due_at)
    SELECT $1, nextval('attachment_ids'), i.inbox_id, i.id, 'image', 'pending',
           jsonb_strip_nulls(jsonb_build_object('media_id', nullif($3, ''), 'url', nullif($4, ''))), now()
      FROM contact_identities i
     WHERE i.account_id = $1 AND i.id = $2 AND i.retired_at IS NULL
       AND NOT EXISTS (SELECT FROM attachments a
                        WHERE a.account_id = $1 AND a.identity_id = i.id
                          AND (a.state = 'pending'
                               OR a.source = jsonb_strip_nulls(jsonb_build_object('media_id', nullif($3, ''), 'url', nullif($4, '')))))
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
    auto changed = std::optional<ContactId>{};
    for (auto const& row : transaction.run(fill_in, {account, id, profile.name, profile.username, due_at})) {
        changed = row.id<Contact>("id");
    }
    if (profile.picture) {
        transaction.run(add_picture, {account, id, profile.picture->media_id, profile.picture->url});
        return changed;
    }
    for (auto const& row : transaction.run(drop_picture, {account, id})) { changed = row.id<Contact>("id"); }
    transaction.run(drop_pending_picture, {account, id});
    return changed;
}

void put_off(db::Transaction& transaction, AccountId account, ContactIdentityId id, Time due_at,
             bool is_answered) {
    transaction.run(ask_later, {account, id, due_at, is_answered});
}

}  // namespace balie::store::profiles
