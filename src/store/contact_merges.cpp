// The moves are functions of the schema, where ingest's own are: both wait for the same locks.
#include "store/contact_merges.hpp"

#include "store/visibility.hpp"

namespace balie::store::contact_merges {
namespace {

// The rows of the two contacts name no conversation; none at all: nothing was done.
constexpr auto merge_contacts = db::Statement{"contact_merges.merge", R"sql(
    SELECT e.type, e.conversation, e.inbox, e.team, e.assignee, e.contact, e.message
      FROM unnest(merge_contacts($1::bigint, $2::bigint, $3::bigint)) e
)sql"};

constexpr auto unmerge_contacts = db::Statement{"contact_merges.unmerge", R"sql(
    SELECT e.type, e.conversation, e.inbox, e.team, e.assignee, e.contact, e.message
      FROM unnest(unmerge_contacts($1::bigint, $2::bigint, $3::bigint)) e
)sql"};

constexpr auto find_merged = db::Statement{"contact_merges.merged_into", R"sql(
    SELECT m.contact_id, c.name, c.phone, m.at
      FROM contact_merges m
      JOIN contacts c ON c.account_id = m.account_id AND c.id = m.contact_id
     WHERE m.account_id = $1 AND m.into_id = $2 AND c.merged_into_id = $2
     ORDER BY m.at DESC
     LIMIT $3
)sql"};

// What somebody wrote down, and what a platform calls them by, are compared both ways. A site's own id is kept only when
// the site proved it: the same one in two inboxes is the same customer of theirs. A page calls somebody by one id under
// its posts and in Messenger.
// Each of the own addresses is looked up by its index (OFFSET 0): a join would read all contacts.
constexpr auto find_matches = db::Statement{"contact_merges.matches", R"sql(
    WITH own AS (
        SELECT w.reason, w.value
          FROM contacts s
         CROSS JOIN LATERAL (VALUES ('phone', s.phone), ('email', s.email)) w (reason, value)
         WHERE s.account_id = $1 AND s.id = $7 AND w.value IS NOT NULL
         UNION
        SELECT d.kind, CASE WHEN d.kind = 'phone' THEN '+' ELSE '' END || d.value
          FROM contact_identities d
          JOIN inboxes h ON h.account_id = d.account_id AND h.id = d.inbox_id
         WHERE d.account_id = $1 AND d.contact_id = $7 AND d.retired_at IS NULL
           AND (d.kind IN ('phone', 'email') OR (d.kind = 'external' AND h.channel IN ('webchat', 'api')))
    ), found AS (
        SELECT p.id, o.reason
          FROM own o
         CROSS JOIN LATERAL (SELECT c.id FROM contacts c WHERE c.account_id = $1 AND c.phone = o.value OFFSET 0) p
         WHERE o.reason = 'phone'
         UNION
        SELECT p.id, o.reason
          FROM own o
         CROSS JOIN LATERAL (SELECT c.id FROM contacts c WHERE c.account_id = $1 AND c.email = o.value OFFSET 0) p
         WHERE o.reason = 'email'
         UNION
        SELECT d.contact_id, o.reason
          FROM own o
          JOIN inboxes i ON i.account_id = $1 AND (o.reason <> 'external' OR i.channel IN ('webchat', 'api'))
         CROSS JOIN LATERAL (SELECT e.contact_id FROM contact_identities e
                              WHERE e.account_id = $1 AND e.inbox_id = i.id AND e.kind = o.reason AND e.retired_at IS NULL
                                AND e.value = CASE WHEN o.reason = 'phone' THEN substr(o.value, 2) ELSE o.value END OFFSET 0) d
         UNION
        SELECT d.contact_id, 'external'
          FROM contact_identities s
          JOIN inboxes h ON h.account_id = $1 AND h.id = s.inbox_id
          JOIN inboxes i ON i.account_id = $1 AND i.address = h.address AND i.id <> h.id
         CROSS JOIN LATERAL (SELECT e.contact_id FROM contact_identities e
                              WHERE e.account_id = $1 AND e.inbox_id = i.id AND e.value = s.value AND e.retired_at IS NULL
                                AND e.kind = CASE s.kind WHEN 'psid' THEN 'facebook_user' ELSE 'psid' END OFFSET 0) d
         WHERE s.account_id = $1 AND s.contact_id = $7 AND s.kind IN ('psid', 'facebook_user') AND s.retired_at IS NULL
    )
    SELECT t.id, array_agg(f.reason ORDER BY f.reason DESC) AS reasons
      FROM found f
      JOIN contacts t ON t.account_id = $1 AND t.id = f.id
     WHERE t.id <> $7 AND t.merged_into_id IS NULL
       AND ($2::boolean OR (SELECT true FROM conversations c WHERE c.account_id = $1 AND c.contact_id = t.id AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[])))))) LIMIT 1)
           OR ($4 = 'inbox' AND (SELECT true FROM contact_identities d WHERE d.account_id = $1 AND d.contact_id = t.id AND d.inbox_id = ANY ($3) LIMIT 1))
           OR (SELECT true FROM contact_identities d WHERE d.account_id = $1 AND d.contact_id = t.id LIMIT 1) IS NULL)
     GROUP BY t.id
     ORDER BY count(*) DESC, t.id
     LIMIT $8
)sql"};
static_assert(shows_only_visible(find_matches));

std::optional<std::vector<Moved>> move(db::Transaction& transaction, db::Statement const& statement,
                                       AccountId account, ContactId stays, ContactId moves) {
    auto const rows = transaction.run(statement, {account, stays, moves});
    if (rows.empty()) { return std::nullopt; }
    return moved_from(rows);
}

constexpr auto find_beyond = db::Statement{"contact_merges.beyond", R"sql(
    SELECT 1
      FROM contact_merges m
      JOIN LATERAL (SELECT i.inbox_id FROM contact_identities i WHERE i.account_id = $1 AND i.id = ANY (m.identity_ids)
                     AND (i.inbox_id = ANY ($3::bigint[])) IS NOT TRUE LIMIT 1) b ON true
     WHERE m.account_id = $1 AND m.contact_id = $2
     LIMIT 1
)sql"};

}  // namespace

std::optional<std::vector<Moved>> merge(db::Transaction& transaction, AccountId account, ContactId into,
                                        ContactId contact) {
    return move(transaction, merge_contacts, account, into, contact);
}

std::optional<std::vector<Moved>> unmerge(db::Transaction& transaction, AccountId account, ContactId from,
                                          ContactId contact) {
    return move(transaction, unmerge_contacts, account, from, contact);
}

std::vector<Merged> merged_into(db::Transaction& transaction, AccountId account, ContactId contact,
                                std::int64_t count_max) {
    auto found = std::vector<Merged>{};
    for (auto const& row : transaction.run(find_merged, {account, contact, count_max})) {
        found.push_back(
            Merged{row.id<Contact>("contact_id"), row.string("name"), row.string("phone"), row.time("at")});
    }
    return found;
}

std::vector<Match> matches(db::Transaction& transaction, access::Actor const& actor, ContactId contact,
                           std::int64_t count_max) {
    auto params = visibility_params(actor);
    params.emplace_back(contact);
    params.emplace_back(count_max);
    auto found = std::vector<Match>{};
    for (auto const& row : transaction.run(find_matches, params)) {
        found.push_back(Match{row.id<Contact>("id"), row.strings("reasons")});
    }
    return found;
}

bool reaches_beyond(db::Transaction& transaction, AccountId account, ContactId contact,
                    std::vector<InboxId> const& inboxes) {
    return !transaction.run(find_beyond, {account, contact, db::array(inboxes)}).empty();
}

}  // namespace balie::store::contact_merges
