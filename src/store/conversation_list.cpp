// The list: which conversations, in which order. The statements differ in the index that they walk; each stops after a
// page, however many conversations there are. Those that sort by something else sort what the filter leaves.
#include "store/conversations.hpp"
#include "store/visibility.hpp"

#include <chrono>
#include <limits>
#include <string_view>

namespace balie::store::conversations {
namespace {

// The same in each statement, held against it below: a filter that one of them forgot would answer too much.
constexpr auto matches = std::string_view{
    R"sql(($7::text IS NULL OR c.status = $7) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text IS NULL OR c.priority = $11) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR c.inbox_id = ANY ($13))
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $14)))sql"};

constexpr auto list_open = db::Statement{"conversations.list_open", R"sql(
    SELECT c.id, c.list_at
      FROM conversations c
     WHERE c.account_id = $1 AND c.status <> 'resolved'
       AND (c.list_at, c.id) < ($15::timestamptz, $16::bigint)
       AND ($2::boolean OR (c.inbox_id = ANY ($3::bigint[]) AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
       AND ($7::text IS NULL OR c.status = $7) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text IS NULL OR c.priority = $11) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR c.inbox_id = ANY ($13))
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $14))
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $17
)sql"};

constexpr auto list_any = db::Statement{"conversations.list_any", R"sql(
    SELECT c.id, c.list_at
      FROM conversations c
     WHERE c.account_id = $1
       AND (c.list_at, c.id) < ($15::timestamptz, $16::bigint)
       AND ($2::boolean OR (c.inbox_id = ANY ($3::bigint[]) AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
       AND ($7::text IS NULL OR c.status = $7) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text IS NULL OR c.priority = $11) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR c.inbox_id = ANY ($13))
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $14))
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $17
)sql"};

constexpr auto list_of_assignee = db::Statement{"conversations.list_of_assignee", R"sql(
    SELECT c.id, c.list_at
      FROM conversations c
     WHERE c.account_id = $1 AND c.assignee_id = $8
       AND (c.list_at, c.id) < ($15::timestamptz, $16::bigint)
       AND ($2::boolean OR (c.inbox_id = ANY ($3::bigint[]) AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
       AND ($7::text IS NULL OR c.status = $7) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text IS NULL OR c.priority = $11) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR c.inbox_id = ANY ($13))
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $14))
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $17
)sql"};

constexpr auto list_of_team = db::Statement{"conversations.list_of_team", R"sql(
    SELECT c.id, c.list_at
      FROM conversations c
     WHERE c.account_id = $1 AND c.team_id = $10
       AND (c.list_at, c.id) < ($15::timestamptz, $16::bigint)
       AND ($2::boolean OR (c.inbox_id = ANY ($3::bigint[]) AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
       AND ($7::text IS NULL OR c.status = $7) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text IS NULL OR c.priority = $11) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR c.inbox_id = ANY ($13))
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $14))
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $17
)sql"};

constexpr auto list_of_contact = db::Statement{"conversations.list_of_contact", R"sql(
    SELECT c.id, c.list_at
      FROM conversations c
     WHERE c.account_id = $1 AND c.contact_id = $12
       AND (c.list_at, c.id) < ($15::timestamptz, $16::bigint)
       AND ($2::boolean OR (c.inbox_id = ANY ($3::bigint[]) AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
       AND ($7::text IS NULL OR c.status = $7) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text IS NULL OR c.priority = $11) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR c.inbox_id = ANY ($13))
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $14))
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $17
)sql"};

// A page from each inbox, and the best of them: a reader with few inboxes does not walk past everybody else's.
constexpr auto list_of_inboxes = db::Statement{"conversations.list_of_inboxes", R"sql(
    SELECT c.id, c.list_at
      FROM unnest($13::bigint[]) AS i (id)
     CROSS JOIN LATERAL (
    SELECT c.id, c.list_at
      FROM conversations c
     WHERE c.account_id = $1 AND c.inbox_id = i.id AND c.status <> 'resolved'
       AND (c.list_at, c.id) < ($15::timestamptz, $16::bigint)
       AND ($2::boolean OR (c.inbox_id = ANY ($3::bigint[]) AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
       AND ($7::text IS NULL OR c.status = $7) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text IS NULL OR c.priority = $11) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR c.inbox_id = ANY ($13))
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $14))
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $17) c
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $17
)sql"};

constexpr auto list_sorted = db::Statement{"conversations.list_sorted", R"sql(
    SELECT id, key
      FROM (SELECT c.id, CASE $18::text
             WHEN 'newest' THEN -(extract(epoch FROM c.list_at) * 1000000)::bigint
             WHEN 'oldest' THEN (extract(epoch FROM c.list_at) * 1000000)::bigint
             WHEN 'waiting' THEN coalesce((extract(epoch FROM c.waiting_since) * 1000000)::bigint, 9000000000000000000)
             ELSE array_position(ARRAY['urgent', 'high', 'medium', 'low', 'none'], c.priority) * 10000000000000000
                  - (extract(epoch FROM c.list_at) * 1000000)::bigint
           END AS key,
           CASE WHEN $18 IN ('oldest', 'waiting') THEN c.id ELSE -c.id END AS turn
              FROM conversations c
             WHERE c.account_id = $1
               AND ($2::boolean OR (c.inbox_id = ANY ($3::bigint[]) AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
               AND ($7::text IS NULL OR c.status = $7) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text IS NULL OR c.priority = $11) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR c.inbox_id = ANY ($13))
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $14))) c
     WHERE (key, turn) > ($15::bigint, $16::bigint)
     ORDER BY key, turn
     LIMIT $17
)sql"};

constexpr auto list_found = db::Statement{"conversations.list_found", R"sql(
    WITH people AS MATERIALIZED (
        SELECT t.id
          FROM contacts t
         WHERE t.account_id = $1 AND t.name_folded ~>=~ (SELECT lower($19::text))
           AND t.name_folded ~<~ (SELECT lower($19) || U&'\+10FFFF')
         UNION
        SELECT d.contact_id
          FROM inboxes i
          JOIN contact_identities d ON d.account_id = i.account_id AND d.inbox_id = i.id AND d.kind = 'phone'
                                   AND d.value >= $20::text AND d.value < (SELECT $20 || U&'\+10FFFF')
         WHERE i.account_id = $1
    ), found AS MATERIALIZED (
        SELECT n.id FROM conversations n WHERE n.account_id = $1 AND n.number = $21::bigint
         UNION
        SELECT n.id FROM people p JOIN conversations n ON n.account_id = $1 AND n.contact_id = p.id
    )
    SELECT id, key
      FROM (SELECT c.id, CASE $18::text
             WHEN 'newest' THEN -(extract(epoch FROM c.list_at) * 1000000)::bigint
             WHEN 'oldest' THEN (extract(epoch FROM c.list_at) * 1000000)::bigint
             WHEN 'waiting' THEN coalesce((extract(epoch FROM c.waiting_since) * 1000000)::bigint, 9000000000000000000)
             ELSE array_position(ARRAY['urgent', 'high', 'medium', 'low', 'none'], c.priority) * 10000000000000000
                  - (extract(epoch FROM c.list_at) * 1000000)::bigint
           END AS key,
           CASE WHEN $18 IN ('oldest', 'waiting') THEN c.id ELSE -c.id END AS turn
              FROM found f JOIN conversations c ON c.id = f.id
             WHERE c.account_id = $1
               AND ($2::boolean OR (c.inbox_id = ANY ($3::bigint[]) AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
               AND ($7::text IS NULL OR c.status = $7) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text IS NULL OR c.priority = $11) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR c.inbox_id = ANY ($13))
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $14))) c
     WHERE (key, turn) > ($15::bigint, $16::bigint)
     ORDER BY key, turn
     LIMIT $17
)sql"};

constexpr bool is_whole(db::Statement const& statement) {
    return shows_only_visible(statement) && statement.sql.find(matches) != std::string_view::npos;
}
static_assert(is_whole(list_open) && is_whole(list_any) && is_whole(list_of_assignee) && is_whole(list_of_team));
static_assert(is_whole(list_of_contact) && is_whole(list_of_inboxes) && is_whole(list_sorted) && is_whole(list_found));

// Where to look: an agent in their own inboxes only, narrowed to the one that was asked for. Absent: everywhere.
std::optional<std::vector<InboxId>> inboxes_of(access::Actor const& actor, Filter const& filter) {
    if (filter.inbox_id) { return std::vector<InboxId>{filter.inbox_id}; }
    if (actor.sees_all()) { return std::nullopt; }
    return actor.inboxes;
}

// $1 to $14.
std::vector<db::Param> params_of(access::Actor const& actor, Filter const& filter) {
    auto params = visibility_params(actor);
    auto const word = [](auto const& value) { return value ? db::Param{to_word(*value)} : db::Param{std::nullopt}; };
    auto const inboxes = inboxes_of(actor, filter);
    auto const assignee = filter.assignee_id.value_or(UserId{});
    params.push_back(word(filter.status));
    params.emplace_back(assignee);
    params.emplace_back(filter.assignee_id.has_value() && !assignee);
    params.emplace_back(filter.team_id);
    params.push_back(word(filter.priority));
    params.emplace_back(filter.contact_id);
    params.push_back(inboxes ? db::array(*inboxes) : db::Param{std::nullopt});
    params.emplace_back(filter.label_id);
    return params;
}

db::Statement const& walk_of(access::Actor const& actor, Filter const& filter) {
    if (filter.contact_id) { return list_of_contact; }
    if (filter.assignee_id.value_or(UserId{})) { return list_of_assignee; }
    if (filter.team_id) { return list_of_team; }
    auto const may_be_resolved = !filter.status || *filter.status == ConversationStatus::resolved;
    if (may_be_resolved) { return list_any; }
    return inboxes_of(actor, filter) ? list_of_inboxes : list_open;
}

std::string_view word_of(Sort sort) {
    switch (sort) {
        case Sort::newest: return "newest";
        case Sort::oldest: return "oldest";
        case Sort::waiting: return "waiting";
        case Sort::priority: break;
    }
    return "priority";
}

// The order turns with the sort: in a tie, the newer conversation comes first or last as its time would.
std::int64_t turn_of(Sort sort, ConversationId id) {
    return sort == Sort::oldest || sort == Sort::waiting ? id.value : -id.value;
}

std::vector<Position> walk(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                           std::optional<Position> after, std::int64_t limit) {
    auto params = params_of(actor, filter);
    params.push_back(after ? db::Param{Time{std::chrono::microseconds{after->key}}} : db::Param{"infinity"});
    params.emplace_back(after ? after->id : ConversationId{1});
    params.emplace_back(limit);
    auto positions = std::vector<Position>{};
    for (auto const& row : transaction.run(walk_of(actor, filter), params)) {
        positions.push_back({row.time("list_at").time_since_epoch().count(), row.id<Conversation>("id")});
    }
    return positions;
}

std::vector<Position> sort(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                           std::optional<Position> after, std::int64_t limit) {
    auto params = params_of(actor, filter);
    params.emplace_back(after ? after->key : std::numeric_limits<std::int64_t>::min());
    params.emplace_back(after ? turn_of(filter.sort, after->id) : 0);
    params.emplace_back(limit);
    params.emplace_back(word_of(filter.sort));
    auto const maybe = [](std::string const& text) { return text.empty() ? db::Param{std::nullopt} : db::Param{text}; };
    if (filter.searches()) {
        params.push_back(maybe(filter.name_prefix));
        params.push_back(maybe(filter.phone_prefix));
        params.emplace_back(filter.number);
    }
    auto positions = std::vector<Position>{};
    for (auto const& row : transaction.run(filter.searches() ? list_found : list_sorted, params)) {
        positions.push_back({row.integer("key"), row.id<Conversation>("id")});
    }
    return positions;
}

}  // namespace

// One more than asked tells whether there is another page.
Page list(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
          std::optional<Position> after, std::int64_t limit) {
    auto const walks = filter.sort == Sort::newest && !filter.searches();
    auto positions = walks ? walk(transaction, actor, filter, after, limit + 1)
                           : sort(transaction, actor, filter, after, limit + 1);
    auto page = Page{};
    if (static_cast<std::int64_t>(positions.size()) > limit) {
        positions.pop_back();
        page.next = positions.back();
    }
    auto ids = std::vector<ConversationId>{};
    for (auto const& position : positions) { ids.push_back(position.id); }
    page.items = find_many(transaction, actor.account, ids);
    return page;
}

}  // namespace balie::store::conversations
