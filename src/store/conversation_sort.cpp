// One key for each order: whoever does not wait comes after those who do, the newest first.
#include "store/conversation_sort.hpp"

#include <limits>

namespace balie::store::conversations {
namespace {

constexpr auto list_sorted = db::Statement{"conversations.list_sorted", R"sql(
    SELECT id, key
      FROM (SELECT c.id, CASE $19::text
             WHEN 'newest' THEN -(extract(epoch FROM c.list_at) * 1000000)::bigint
             WHEN 'oldest' THEN (extract(epoch FROM c.list_at) * 1000000)::bigint
             WHEN 'waiting' THEN coalesce((extract(epoch FROM c.waiting_since) * 1000000)::bigint,
                       50000000000000000 - (extract(epoch FROM c.list_at) * 1000000)::bigint)
             ELSE array_position(ARRAY['urgent', 'high', 'medium', 'low', 'none'], c.priority) * 100000000000000000
                  + coalesce((extract(epoch FROM c.waiting_since) * 1000000)::bigint,
                       50000000000000000 - (extract(epoch FROM c.list_at) * 1000000)::bigint)
           END AS key,
           CASE WHEN $19 = 'oldest' THEN c.id ELSE -c.id END AS turn
              FROM conversations c
             WHERE c.account_id = $1
               AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
               AND ($7::text IS NULL OR c.status = $7) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text IS NULL OR c.priority = $11) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR (c.inbox_id = ANY ($13)) IS TRUE)
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $14))
       AND (NOT $15::boolean OR c.waiting_since IS NULL)) c
     WHERE (key, turn) > ($16::bigint, $17::bigint)
     ORDER BY key, turn
     LIMIT $18
)sql"};

// Contacts whose name or number begins so, and the conversation of this number, are few; their conversations are sorted.
constexpr auto list_found = db::Statement{"conversations.list_found", R"sql(
    WITH people AS MATERIALIZED (
        SELECT t.id
          FROM contacts t
         WHERE t.account_id = $1 AND t.name_folded ~>=~ lower($20::text)
           AND t.name_folded ~<~ (lower($20) || U&'\+10FFFF')
         UNION
        SELECT d.contact_id
          FROM inboxes i
          JOIN contact_identities d ON d.account_id = i.account_id AND d.inbox_id = i.id AND d.kind = 'phone'
                                   AND d.value >= $21::text AND d.value < ($21 || U&'\+10FFFF')
         WHERE i.account_id = $1
         UNION
        SELECT w.id
          FROM contacts w
         WHERE w.account_id = $1 AND w.phone ~>=~ ('+' || $21) AND w.phone ~<~ ('+' || $21 || U&'\+10FFFF')
    ), found AS MATERIALIZED (
        SELECT n.id FROM conversations n WHERE n.account_id = $1 AND n.number = $22::bigint
         UNION
        SELECT n.id
          FROM people p
         CROSS JOIN LATERAL (SELECT x.id FROM conversations x WHERE x.account_id = $1 AND x.contact_id = p.id OFFSET 0) n
    )
    SELECT id, key
      FROM (SELECT c.id, CASE $19::text
             WHEN 'newest' THEN -(extract(epoch FROM c.list_at) * 1000000)::bigint
             WHEN 'oldest' THEN (extract(epoch FROM c.list_at) * 1000000)::bigint
             WHEN 'waiting' THEN coalesce((extract(epoch FROM c.waiting_since) * 1000000)::bigint,
                       50000000000000000 - (extract(epoch FROM c.list_at) * 1000000)::bigint)
             ELSE array_position(ARRAY['urgent', 'high', 'medium', 'low', 'none'], c.priority) * 100000000000000000
                  + coalesce((extract(epoch FROM c.waiting_since) * 1000000)::bigint,
                       50000000000000000 - (extract(epoch FROM c.list_at) * 1000000)::bigint)
           END AS key,
           CASE WHEN $19 = 'oldest' THEN c.id ELSE -c.id END AS turn
              FROM found f
             CROSS JOIN LATERAL (SELECT * FROM conversations x WHERE x.account_id = $1 AND x.id = f.id LIMIT 1) c
             WHERE ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
               AND ($7::text IS NULL OR c.status = $7) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text IS NULL OR c.priority = $11) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR (c.inbox_id = ANY ($13)) IS TRUE)
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $14))
       AND (NOT $15::boolean OR c.waiting_since IS NULL)) c
     WHERE (key, turn) > ($16::bigint, $17::bigint)
     ORDER BY key, turn
     LIMIT $18
)sql"};

static_assert(is_whole(list_sorted) && is_whole(list_found));

std::string_view word_of(Sort sort) {
    switch (sort) {
        case Sort::newest:
            return "newest";
        case Sort::oldest:
            return "oldest";
        case Sort::waiting:
            return "waiting";
        case Sort::priority:
            break;
    }
    return "priority";
}

// In a tie, the newer conversation comes first or last as its time would.
std::int64_t turn_of(Sort sort, ConversationId id) { return sort == Sort::oldest ? id.value : -id.value; }

db::Param maybe(std::string const& text) { return text.empty() ? db::Param{std::nullopt} : db::Param{text}; }

}  // namespace

std::vector<Position> sorted(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                             std::optional<Position> after, std::int64_t limit) {
    auto params = params_of(actor, filter, Waiting::all);
    params.emplace_back(after ? after->key : std::numeric_limits<std::int64_t>::min());
    params.emplace_back(after ? turn_of(filter.sort, after->id) : 0);
    params.emplace_back(limit);
    params.emplace_back(word_of(filter.sort));
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

}  // namespace balie::store::conversations
