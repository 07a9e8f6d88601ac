// Who may see which contact, and the list of them by name.
#include "store/contacts.hpp"
#include "store/planning.hpp"
#include "store/visibility.hpp"

namespace balie::store::contacts {
namespace {

// An agent sees a contact through a conversation, or (where agents see the whole inbox) through an address in it; one
// that was written down by hand belongs to no inbox, and is everybody's.
constexpr auto visible_contact = std::string_view{
    R"sql(($2::boolean OR (SELECT true FROM conversations c WHERE c.account_id = $1 AND c.contact_id = t.id AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[])))))) LIMIT 1)
           OR ($4 = 'inbox' AND (SELECT true FROM contact_identities d WHERE d.account_id = $1 AND d.contact_id = t.id AND d.inbox_id = ANY ($3) LIMIT 1))
           OR (SELECT true FROM contact_identities d WHERE d.account_id = $1 AND d.contact_id = t.id LIMIT 1) IS NULL))sql"};

// Follows a merge: the contact that is left.
constexpr auto find_visible = db::Statement{"contacts.find_visible", R"sql(
    SELECT t.id
      FROM contacts t
     WHERE t.account_id = $1
       AND t.id = (SELECT coalesce(m.merged_into_id, m.id) FROM contacts m WHERE m.account_id = $1 AND m.id = $7)
       AND ($2::boolean OR (SELECT true FROM conversations c WHERE c.account_id = $1 AND c.contact_id = t.id AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[])))))) LIMIT 1)
           OR ($4 = 'inbox' AND (SELECT true FROM contact_identities d WHERE d.account_id = $1 AND d.contact_id = t.id AND d.inbox_id = ANY ($3) LIMIT 1))
           OR (SELECT true FROM contact_identities d WHERE d.account_id = $1 AND d.contact_id = t.id LIMIT 1) IS NULL)
)sql"};

constexpr auto list_visible = db::Statement{"contacts.visible_among", R"sql(
    SELECT t.id
      FROM unnest($7::bigint[]) AS w(id)
     CROSS JOIN LATERAL (SELECT f.id FROM contacts f WHERE f.account_id = $1 AND f.id = w.id AND f.merged_into_id IS NULL LIMIT 1) t
     WHERE ($2::boolean OR (SELECT true FROM conversations c WHERE c.account_id = $1 AND c.contact_id = t.id AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[])))))) LIMIT 1)
           OR ($4 = 'inbox' AND (SELECT true FROM contact_identities d WHERE d.account_id = $1 AND d.contact_id = t.id AND d.inbox_id = ANY ($3) LIMIT 1))
           OR (SELECT true FROM contact_identities d WHERE d.account_id = $1 AND d.contact_id = t.id LIMIT 1) IS NULL)
)sql"};

constexpr auto list_by_name = db::Statement{"contacts.list_by_name", R"sql(
    SELECT t.id, t.name_folded
      FROM contacts t
     WHERE t.account_id = $1 AND t.merged_into_id IS NULL AND t.erased_at IS NULL
       AND (t.name_folded ~>~ $7::text OR (t.name_folded = $7 AND t.id > $8::bigint))
       AND t.name_folded ~>=~ $7
       AND t.name_folded ~>=~ lower($9::text) AND t.name_folded ~<~ (lower($9) || U&'\+10FFFF')
       AND ($2::boolean OR (SELECT true FROM conversations c WHERE c.account_id = $1 AND c.contact_id = t.id AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[])))))) LIMIT 1)
           OR ($4 = 'inbox' AND (SELECT true FROM contact_identities d WHERE d.account_id = $1 AND d.contact_id = t.id AND d.inbox_id = ANY ($3) LIMIT 1))
           OR (SELECT true FROM contact_identities d WHERE d.account_id = $1 AND d.contact_id = t.id LIMIT 1) IS NULL)
     ORDER BY t.name_folded USING ~<~, t.id
     LIMIT $10
)sql"};

// By name, by number or by a whole e-mail address: those whom a search finds are few enough to be sorted.
constexpr auto list_found = db::Statement{"contacts.list_found", R"sql(
    WITH found AS MATERIALIZED (
        SELECT p.id
          FROM contacts p
         WHERE p.account_id = $1 AND p.name_folded ~>=~ lower($9::text)
           AND p.name_folded ~<~ (lower($9) || U&'\+10FFFF')
         UNION
        SELECT d.contact_id
          FROM inboxes i
          JOIN contact_identities d ON d.account_id = i.account_id AND d.inbox_id = i.id AND d.kind = 'phone'
                                   AND d.value >= $11::text AND d.value < ($11 || U&'\+10FFFF')
         WHERE i.account_id = $1
         UNION
        SELECT n.id
          FROM contacts n
         WHERE n.account_id = $1 AND n.phone ~>=~ ('+' || $11) AND n.phone ~<~ ('+' || $11 || U&'\+10FFFF')
         UNION
        SELECT e.contact_id
          FROM inboxes i
          JOIN contact_identities e ON e.account_id = i.account_id AND e.inbox_id = i.id AND e.kind = 'email'
                                   AND e.value = $12::text
         WHERE i.account_id = $1
         UNION
        SELECT n.id
          FROM contacts n
         WHERE n.account_id = $1 AND n.email = $12
    )
    SELECT t.id, t.name_folded
      FROM found f
      JOIN contacts t ON t.account_id = $1 AND t.id = f.id
     WHERE t.merged_into_id IS NULL AND t.erased_at IS NULL
       AND (t.name_folded ~>~ $7::text OR (t.name_folded = $7 AND t.id > $8::bigint))
       AND ($2::boolean OR (SELECT true FROM conversations c WHERE c.account_id = $1 AND c.contact_id = t.id AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[])))))) LIMIT 1)
           OR ($4 = 'inbox' AND (SELECT true FROM contact_identities d WHERE d.account_id = $1 AND d.contact_id = t.id AND d.inbox_id = ANY ($3) LIMIT 1))
           OR (SELECT true FROM contact_identities d WHERE d.account_id = $1 AND d.contact_id = t.id LIMIT 1) IS NULL)
     ORDER BY t.name_folded USING ~<~, t.id
     LIMIT $10
)sql"};

constexpr bool is_whole(db::Statement const& statement) {
    return shows_only_visible(statement) && statement.sql.find(visible_contact) != std::string_view::npos;
}
static_assert(is_whole(find_visible) && is_whole(list_visible) && is_whole(list_by_name) &&
              is_whole(list_found));

db::Param given(std::string const& text) { return text.empty() ? db::Param{std::nullopt} : db::Param{text}; }

}  // namespace

Result<Contact> find(db::Transaction& transaction, access::Actor const& actor, ContactId id) {
    auto params = visibility_params(actor);
    params.emplace_back(id);
    auto const rows = transaction.run(find_visible, params);
    if (rows.empty()) { return Error{ErrorCode::not_found, "no such contact"}; }
    auto found = find_many(transaction, actor.account, {rows.front().id<Contact>("id")});
    return std::move(found.front());
}

std::vector<ContactId> visible_among(db::Transaction& transaction, access::Actor const& actor,
                                     std::vector<ContactId> const& ids) {
    auto params = visibility_params(actor);
    params.push_back(db::array(ids));
    auto seen = std::vector<ContactId>{};
    for (auto const& row : transaction.run(list_visible, params)) { seen.push_back(row.id<Contact>("id")); }
    return seen;
}

// One more than asked tells whether there is another page.
Page list(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
          std::optional<Position> const& after, std::int64_t limit) {
    auto params = visibility_params(actor);
    params.emplace_back(after ? after->name_folded : std::string{});
    params.emplace_back(after ? after->id.value : 0);
    auto const finds = !filter.phone_prefix.empty() || !filter.email.empty();
    params.push_back(finds ? given(filter.name_prefix) : db::Param{filter.name_prefix});
    params.emplace_back(limit + 1);
    if (finds) {
        params.push_back(given(filter.phone_prefix));
        params.push_back(given(filter.email));
    }
    plan_for_these_values(transaction);
    auto const rows = transaction.run(finds ? list_found : list_by_name, params);
    auto ids = std::vector<ContactId>{};
    auto page = Page{};
    for (auto const& row : rows) {
        if (static_cast<std::int64_t>(ids.size()) == limit) { break; }
        ids.push_back(row.id<Contact>("id"));
        page.next = Position{row.string("name_folded"), ids.back()};
    }
    if (rows.size() <= ids.size()) { page.next.reset(); }
    plan_for_all_values(transaction);
    page.items = find_many(transaction, actor.account, ids);
    return page;
}

}  // namespace balie::store::contacts
