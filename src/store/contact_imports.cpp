#include "store/contact_imports.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <optional>

namespace balie::store::contact_imports {
namespace {

// Each key on its own: one plan with OR would read all of the account. A redirect is one step long.
constexpr auto find_contacts = db::Statement{"contact_imports.find", R"sql(
    SELECT DISTINCT coalesce(c.merged_into_id, c.id) AS id
      FROM (SELECT (SELECT e.contact_id FROM contact_external_ids e
                     WHERE e.account_id = $1 AND e.external_id = $2) AS id
             UNION ALL
            SELECT (SELECT p.id FROM contacts p
                     WHERE p.account_id = $1 AND p.phone = nullif($3, '') ORDER BY p.id LIMIT 1)
             UNION ALL
            SELECT (SELECT m.id FROM contacts m
                     WHERE m.account_id = $1 AND m.email = nullif($4, '') ORDER BY m.id LIMIT 1)) k
      JOIN contacts c ON c.account_id = $1 AND c.id = k.id
)sql"};

constexpr auto lock_imports = db::Statement{"contact_imports.take_turn", R"sql(
    SELECT pg_advisory_xact_lock(hashtextextended('balie.contact_imports', $1::bigint)) IS NULL AS waited
)sql"};

constexpr auto insert_external_id = db::Statement{"contact_imports.keep_external_id", R"sql(
    INSERT INTO contact_external_ids (account_id, external_id, contact_id)
    VALUES ($1, $3, $2)
        ON CONFLICT (account_id, external_id) DO NOTHING
)sql"};

constexpr auto insert_consents = db::Statement{"contact_imports.keep_consents", R"sql(
    INSERT INTO contact_consents (account_id, contact_id, channel, granted, stated_by_id)
    SELECT $1::bigint, $2::bigint, t.channel, t.granted, $5::bigint
      FROM unnest($3::text[], $4::boolean[]) AS t(channel, granted)
     ORDER BY t.channel
        ON CONFLICT (account_id, contact_id, channel) DO UPDATE
       SET granted = EXCLUDED.granted, stated_by_id = EXCLUDED.stated_by_id, stated_at = now()
)sql"};

constexpr auto opt_out = db::Statement{"contact_imports.opt_out", R"sql(
    UPDATE contact_identities i
       SET opted_out_at = now(), wish_at = now()
      FROM inboxes n
     WHERE i.account_id = $1 AND i.contact_id = $2 AND i.opted_out_at IS NULL
       AND n.account_id = $1 AND n.id = i.inbox_id AND n.channel = ANY ($3::text[])
)sql"};

constexpr auto opt_out_as_stated = db::Statement{"contact_imports.honour_refusals", R"sql(
    UPDATE contact_identities i
       SET opted_out_at = now(), wish_at = now()
      FROM inboxes n
     WHERE i.account_id = $1 AND i.id = $2 AND i.opted_out_at IS NULL AND n.account_id = $1 AND n.id = i.inbox_id
       AND (EXISTS (SELECT FROM contacts c
                      JOIN contact_consents s ON s.account_id = $1 AND s.contact_id = c.id
                     WHERE c.account_id = $1 AND c.phone = $3 AND s.channel = n.channel AND NOT s.granted)
            OR EXISTS (SELECT FROM contacts c
                         JOIN contact_consents s ON s.account_id = $1 AND s.contact_id = c.id
                        WHERE c.account_id = $1 AND c.email = $4 AND s.channel = n.channel AND NOT s.granted))
)sql"};

constexpr auto list_contacts = db::Statement{"contact_imports.list", R"sql(
    SELECT c.id, c.name, c.phone, c.email, c.note,
           (SELECT e.external_id FROM contact_external_ids e
             WHERE e.account_id = $1 AND e.contact_id = c.id ORDER BY e.external_id LIMIT 1) AS external_id,
           (SELECT jsonb_object_agg(s.channel, s.granted) FROM contact_consents s
             WHERE s.account_id = $1 AND s.contact_id = c.id) AS consents
      FROM contacts c
     WHERE c.account_id = $1 AND c.id > (SELECT coalesce($2::bigint, 0)) AND c.merged_into_id IS NULL AND c.erased_at IS NULL
     ORDER BY c.id
     LIMIT $3
)sql"};

Consents consents_from(std::string const& text) {
    auto consents = Consents{};
    auto const object = nlohmann::json::parse(text, nullptr, false);
    if (!object.is_object()) { return consents; }
    for (auto const& [word, granted] : object.items()) {
        auto const channel = from_word<Channel>(word);
        if (channel && granted.is_boolean()) { consents.emplace(*channel, granted.get<bool>()); }
    }
    return consents;
}

}  // namespace

std::vector<ContactId> find(db::Transaction& transaction, AccountId account, Keys const& keys) {
    auto found = std::vector<ContactId>{};
    for (auto const& row :
         transaction.run(find_contacts, {account, keys.external_id, keys.phone, keys.email})) {
        found.push_back(row.id<Contact>("id"));
    }
    return found;
}

void take_turn(db::Transaction& transaction, AccountId account) { transaction.run(lock_imports, {account}); }

void keep_external_id(db::Transaction& transaction, AccountId account, ContactId contact,
                      std::string const& external_id) {
    transaction.run(insert_external_id, {account, contact, external_id});
}

void keep_consents(db::Transaction& transaction, AccountId account, ContactId contact,
                   Consents const& consents, UserId by) {
    if (consents.empty()) { return; }
    auto channels = std::vector<std::string>{};
    auto granted = std::vector<db::Param>{};
    auto refused = std::vector<std::string>{};
    for (auto const& [channel, is_granted] : consents) {
        channels.emplace_back(to_word(channel));
        granted.emplace_back(is_granted);
        if (!is_granted) { refused.emplace_back(to_word(channel)); }
    }
    transaction.run(insert_consents, {account, contact, db::array(channels),
                                      db::array(std::span<db::Param const>{granted}), by});
    if (!refused.empty()) { transaction.run(opt_out, {account, contact, db::array(refused)}); }
}

void honour_refusals(db::Transaction& transaction, AccountId account, ContactIdentityId identity,
                     IdentityValue const& value) {
    auto phone = std::optional<std::string>{};
    auto email = std::optional<std::string>{};
    if (value.kind == IdentityKind::phone) { phone = '+' + value.value; }
    if (value.kind == IdentityKind::email) { email = lowered(value.value); }
    if (phone || email) { transaction.run(opt_out_as_stated, {account, identity, phone, email}); }
}

std::vector<Listed> list(db::Transaction& transaction, AccountId account, ContactId after,
                         std::int64_t limit) {
    auto found = std::vector<Listed>{};
    for (auto const& row : transaction.run(list_contacts, {account, after, limit})) {
        auto listed = Listed{row.id<Contact>("id"), row.string("name"), {}, row.string("note")};
        listed.keys = Keys{row.string("external_id"), row.string("phone"), row.string("email")};
        listed.consents = consents_from(row.string("consents"));
        found.push_back(std::move(listed));
    }
    return found;
}

}  // namespace balie::store::contact_imports
