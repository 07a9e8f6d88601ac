// What customers said, for who may see the conversation that it was about.
#include "store/satisfaction.hpp"
#include "store/visibility.hpp"

namespace balie::store::satisfaction {
namespace {

// One that was merged is judged, and shown, by the conversation to which it leads.
constexpr auto list_given = db::Statement{"satisfaction.of_contact", R"sql(
    SELECT r.id, c.id AS conversation_id, r.user_id, u.name AS user_name, r.team_id, r.asked_at, r.answered_at, r.rating, r.comment
      FROM conversations o
      JOIN satisfaction_responses r ON r.account_id = $1 AND r.conversation_id = o.id
     CROSS JOIN LATERAL (SELECT * FROM conversations p WHERE p.account_id = $1 AND p.id = (SELECT coalesce(o.merged_into_id, o.id)) LIMIT 1) c
      LEFT JOIN users u ON u.account_id = $1 AND u.id = r.user_id
     WHERE o.account_id = $1 AND o.contact_id = $7 AND r.rating IS NOT NULL AND ($8::bigint IS NULL OR r.id < $8)
       AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
     ORDER BY r.id DESC
     LIMIT $9
)sql"};

constexpr auto sum_up = db::Statement{"satisfaction.summary", R"sql(
    SELECT count(*) AS given, coalesce(round(avg(r.rating), 2), 0)::float8 AS average
      FROM conversations o
      JOIN satisfaction_responses r ON r.account_id = $1 AND r.conversation_id = o.id
     CROSS JOIN LATERAL (SELECT * FROM conversations p WHERE p.account_id = $1 AND p.id = (SELECT coalesce(o.merged_into_id, o.id)) LIMIT 1) c
     WHERE o.account_id = $1 AND o.contact_id = $7 AND r.rating IS NOT NULL
       AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
)sql"};

static_assert(shows_only_visible(list_given) && shows_only_visible(sum_up));

constexpr auto list_held = db::Statement{"satisfaction.of_contacts", R"sql(
    SELECT r.id, r.conversation_id, r.user_id, NULL AS user_name, r.team_id, r.asked_at, r.answered_at, r.rating, r.comment
      FROM conversations o
      JOIN satisfaction_responses r ON r.account_id = $1 AND r.conversation_id = o.id
     WHERE o.account_id = $1 AND o.contact_id = ANY ($2::bigint[]) AND r.rating IS NOT NULL
     ORDER BY r.id
)sql"};

Given from_row(db::Row const& row) {
    auto given = Given{row.id<Response>("id"), row.id<Conversation>("conversation_id")};
    given.user = row.id<User>("user_id");
    given.user_name = row.string("user_name");
    given.team = row.id<Team>("team_id");
    given.asked_at = row.time("asked_at");
    given.answered_at = row.time("answered_at");
    given.rating = row.integer("rating");
    given.comment = row.string("comment");
    return given;
}

}  // namespace

std::vector<Given> of_contact(db::Transaction& transaction, access::Actor const& actor, ContactId contact,
                              ResponseId before, std::int64_t limit) {
    auto params = visibility_params(actor);
    params.insert(params.end(), {contact, before, limit});
    auto found = std::vector<Given>{};
    for (auto const& row : transaction.run(list_given, params)) { found.push_back(from_row(row)); }
    return found;
}

Summary summary(db::Transaction& transaction, access::Actor const& actor, ContactId contact) {
    auto params = visibility_params(actor);
    params.emplace_back(contact);
    auto const rows = transaction.run(sum_up, params);
    return {rows.front().integer("given"), rows.front().real("average")};
}

std::vector<Given> of_contacts(db::Transaction& transaction, AccountId account,
                               std::vector<ContactId> const& contacts) {
    auto found = std::vector<Given>{};
    for (auto const& row : transaction.run(list_held, {account, db::array(contacts)})) {
        found.push_back(from_row(row));
    }
    return found;
}

}  // namespace balie::store::satisfaction
