// The view of a contact, and its changes.
#include "store/contacts.hpp"

#include <algorithm>
#include <unordered_map>

namespace balie::store::contacts {
namespace {

constexpr auto find_contacts = db::Statement{"contacts.find_many", R"sql(
    SELECT t.id, t.name, t.phone, t.email, t.note, t.attributes, t.merged_into_id, t.erased_at, t.blocked_at,
           t.blocked_reason, t.version, t.created_at,
           (SELECT d.picture_id FROM contact_identities d
             WHERE d.account_id = $1 AND d.contact_id = t.id AND d.picture_id IS NOT NULL ORDER BY d.id LIMIT 1) AS picture_id
      FROM contacts t
     WHERE t.account_id = $1 AND t.id = ANY ($2::bigint[])
)sql"};

// The channel is looked up by itself: joined, the few inboxes would lead, and with them all their identities.
constexpr auto find_identities = db::Statement{"contacts.find_identities", R"sql(
    SELECT d.id, d.contact_id, d.inbox_id,
           (SELECT i.channel FROM inboxes i WHERE i.account_id = d.account_id AND i.id = d.inbox_id) AS channel,
           d.kind, CASE WHEN d.retired_at IS NULL THEN d.value ELSE split_part(d.value, ' ', 1) END AS value, d.username,
           d.retired_at IS NOT NULL AS retired,
           (SELECT max(c.last_inbound_at) FROM conversations c
             WHERE c.account_id = d.account_id AND c.identity_id = d.id AND NOT c.public) AS last_inbound_at
      FROM contact_identities d
     WHERE d.account_id = $1 AND d.contact_id = ANY ($2::bigint[])
     ORDER BY d.contact_id, d.id
)sql"};

constexpr auto insert_contact = db::Statement{"contacts.insert", R"sql(
    INSERT INTO contacts (account_id, id, name, phone, email, note, attributes, named_by_user)
    VALUES ($1, nextval('contact_ids'), coalesce($2, ''), nullif($3, ''), nullif($4, ''), coalesce($5, ''),
            coalesce($6::jsonb, '{}'), coalesce($2, '') <> '')
    RETURNING id
)sql"};

constexpr auto update_contact = db::Statement{"contacts.update", R"sql(
    UPDATE contacts
       SET name = coalesce($3, name),
           named_by_user = named_by_user OR $3 IS NOT NULL,
           phone = CASE WHEN $4::text IS NULL THEN phone ELSE nullif($4, '') END,
           email = CASE WHEN $5::text IS NULL THEN email ELSE nullif($5, '') END,
           note = coalesce($6, note),
           attributes = coalesce($7::jsonb, attributes),
           version = version + 1
     WHERE account_id = $1 AND id = $2 AND merged_into_id IS NULL AND erased_at IS NULL
)sql"};

Contact from_row(db::Row const& row) {
    auto contact = Contact{row.id<Contact>("id"), row.string("name")};
    contact.phone = row.string("phone");
    contact.email = row.string("email");
    contact.note = row.string("note");
    contact.attributes = row.string("attributes");
    contact.merged_into_id = row.id<Contact>("merged_into_id");
    contact.erased_at = row.maybe_time("erased_at");
    if (auto const blocked_at = row.maybe_time("blocked_at")) {
        contact.blocked = ContactBlock{*blocked_at, row.string("blocked_reason")};
    }
    contact.picture_id = row.id<Attachment>("picture_id");
    contact.version = row.integer("version");
    contact.created_at = row.time("created_at");
    return contact;
}

ContactIdentity identity_from_row(db::Row const& row) {
    auto identity = ContactIdentity{row.id<ContactIdentity>("id"), row.id<Contact>("contact_id"),
                                    row.id<Inbox>("inbox_id")};
    identity.channel = from_word<Channel>(row.text("channel")).value_or(Channel::api);
    identity.kind = from_word<IdentityKind>(row.text("kind")).value_or(IdentityKind::external);
    identity.value = row.string("value");
    identity.username = row.string("username");
    identity.retired = row.boolean("retired");
    identity.last_inbound_at = row.maybe_time("last_inbound_at");
    return identity;
}

}  // namespace

std::vector<Contact> find_many(db::Transaction& transaction, AccountId account,
                               std::vector<ContactId> const& ids) {
    if (ids.empty()) { return {}; }
    auto contacts = std::vector<Contact>{};
    for (auto const& row : transaction.run(find_contacts, {account, db::array(ids)})) {
        contacts.push_back(from_row(row));
    }
    auto by_contact = std::unordered_map<ContactId, std::vector<ContactIdentity>>{};
    for (auto const& row : transaction.run(find_identities, {account, db::array(ids)})) {
        auto identity = identity_from_row(row);
        by_contact[identity.contact_id].push_back(std::move(identity));
    }
    for (auto& contact : contacts) { contact.identities = std::move(by_contact[contact.id]); }
    auto places = std::unordered_map<ContactId, std::size_t>{};
    for (auto at = std::size_t{0}; at < ids.size(); ++at) { places.try_emplace(ids[at], at); }
    std::ranges::sort(contacts, {}, [&](Contact const& each) { return places[each.id]; });
    return contacts;
}

ContactId insert(db::Transaction& transaction, AccountId account, Change const& values) {
    return transaction
        .run(insert_contact,
             {account, values.name, values.phone, values.email, values.note, values.attributes})
        .front()
        .id<Contact>("id");
}

Result<void> update(db::Transaction& transaction, AccountId account, ContactId id, Change const& change) {
    auto const changed = transaction.run(update_contact, {account, id, change.name, change.phone,
                                                          change.email, change.note, change.attributes});
    if (changed.affected() == 0) { return Error{ErrorCode::not_found, "no such contact"}; }
    return {};
}

}  // namespace balie::store::contacts
