// The addresses of contacts, and the one to write to.
#include "store/contacts.hpp"

namespace balie::store::contacts {
namespace {

// One statement, so that two who write to the same new address at once get the same contact. The foreign key is
// looked at when the statement ends.
constexpr auto find_or_make = db::Statement{"contact_identities.find_or_make", R"sql(
    WITH owner AS (
        SELECT coalesce(c.merged_into_id, c.id) AS id
          FROM contacts c
         WHERE c.account_id = $1 AND c.id = $5
           FOR SHARE
    ), identity AS (
        INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value)
        VALUES ($1, nextval('contact_identity_ids'), coalesce((SELECT o.id FROM owner o), nextval('contact_ids')), $2, $3, $4)
        ON CONFLICT (account_id, inbox_id, kind, value) DO UPDATE SET value = excluded.value
        RETURNING id, contact_id, xmax = 0 AS made
    ), contact AS (
        INSERT INTO contacts (account_id, id, phone)
        SELECT $1, contact_id, CASE WHEN $3 = 'phone' THEN '+' || $4 END
          FROM identity
         WHERE made AND NOT EXISTS (SELECT FROM owner)
    )
    SELECT id, contact_id, made FROM identity
)sql"};

constexpr auto find_with_address = db::Statement{"contact_identities.with_address", R"sql(
    SELECT DISTINCT coalesce(c.merged_into_id, c.id) AS id
      FROM (SELECT p.id FROM contacts p WHERE p.account_id = $1 AND $2 = 'phone' AND p.phone = '+' || $3
             UNION ALL
            SELECT p.id FROM contacts p WHERE p.account_id = $1 AND $2 = 'email' AND p.email = $3
             UNION ALL
            SELECT d.contact_id
              FROM inboxes n
             CROSS JOIN LATERAL (SELECT i.contact_id FROM contact_identities i
                                  WHERE i.account_id = $1 AND i.inbox_id = n.id AND i.kind = $2 AND i.value = $3 LIMIT 1) d
             WHERE n.account_id = $1) w
     CROSS JOIN LATERAL (SELECT t.id, t.merged_into_id FROM contacts t
                          WHERE t.account_id = $1 AND t.id = w.id AND t.erased_at IS NULL LIMIT 1) c
)sql"};

// The row of the contact is read anew when a merge held it: the address then goes to whoever took it over.
constexpr auto find_or_add = db::Statement{"contact_identities.known_as", R"sql(
    WITH own AS (
        SELECT i.value, i.profile_name, coalesce(c.merged_into_id, c.id) AS contact_id
          FROM contact_identities i
          JOIN contacts c ON c.account_id = i.account_id AND c.id = i.contact_id
         WHERE i.account_id = $1 AND i.id = $2 AND i.kind <> 'external'
           FOR SHARE OF c
    )
    INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value, profile_name)
    SELECT $1, nextval('contact_identity_ids'), o.contact_id, $3, $4, o.value, o.profile_name
      FROM own o
    ON CONFLICT (account_id, inbox_id, kind, value) DO UPDATE SET value = excluded.value
    RETURNING id, contact_id, xmax = 0 AS made
)sql"};

// Of who wrote last, when the contact is several persons. Then the most lasting address first: a phone may pass to somebody
// else, a platform's own id does not.
constexpr auto best_identity = db::Statement{"contact_identities.best_in_inbox", R"sql(
    SELECT id
      FROM contact_identities
     WHERE account_id = $1 AND contact_id = $2 AND inbox_id = $3 AND retired_at IS NULL
     ORDER BY person_id = (SELECT p.person_id
                             FROM conversations c
                             JOIN contact_identities p ON p.account_id = c.account_id AND p.id = c.identity_id
                            WHERE c.account_id = $1 AND c.contact_id = $2 AND c.inbox_id = $3 AND NOT c.public
                            ORDER BY c.last_inbound_at DESC NULLS LAST, c.id DESC
                            LIMIT 1) DESC NULLS LAST,
              kind = 'parent_bsuid', kind = 'phone', id
     LIMIT 1
)sql"};

constexpr auto find_owner = db::Statement{"contact_identities.owner", R"sql(
    SELECT contact_id
      FROM contact_identities
     WHERE account_id = $1 AND id = $2
)sql"};

}  // namespace

std::optional<ContactId> owner_of(db::Transaction& transaction, AccountId account,
                                  ContactIdentityId identity) {
    auto const rows = transaction.run(find_owner, {account, identity});
    if (rows.empty()) { return std::nullopt; }
    return rows.front().id<Contact>("contact_id");
}

std::vector<ContactId> with_address(db::Transaction& transaction, AccountId account, IdentityKind kind,
                                    std::string const& value) {
    auto found = std::vector<ContactId>{};
    for (auto const& row : transaction.run(find_with_address, {account, to_word(kind), value})) {
        found.push_back(row.id<Contact>("id"));
    }
    return found;
}

Identity find_or_make_identity(db::Transaction& transaction, AccountId account, InboxId inbox,
                               IdentityKind kind, std::string const& value, ContactId owner) {
    auto const rows = transaction.run(find_or_make, {account, inbox, to_word(kind), value, owner});
    auto const row = rows.front();
    return Identity{row.id<ContactIdentity>("id"), row.id<Contact>("contact_id"), row.boolean("made")};
}

std::optional<Identity> known_as(db::Transaction& transaction, AccountId account, ContactIdentityId identity,
                                 InboxId inbox, IdentityKind kind) {
    auto const rows = transaction.run(find_or_add, {account, identity, inbox, to_word(kind)});
    if (rows.empty()) { return std::nullopt; }
    auto const row = rows.front();
    return Identity{row.id<ContactIdentity>("id"), row.id<Contact>("contact_id"), row.boolean("made")};
}

std::optional<ContactIdentityId> identity_in(db::Transaction& transaction, AccountId account,
                                             ContactId contact, InboxId inbox) {
    auto const rows = transaction.run(best_identity, {account, contact, inbox});
    if (rows.empty()) { return std::nullopt; }
    return rows.front().id<ContactIdentity>("id");
}

}  // namespace balie::store::contacts
