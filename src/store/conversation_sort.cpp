// One key for each order: whoever does not wait comes after those who do, the newest first.
#include "store/conversation_sort.hpp"

#include <limits>

namespace balie::store::conversations {
namespace {

constexpr auto list_sorted = db::Statement{"conversations.list_sorted", R"sql(
    SELECT id, key
      FROM (SELECT c.id, CASE $24::text
             WHEN 'newest' THEN -(extract(epoch FROM c.list_at) * 1000000)::bigint
             WHEN 'oldest' THEN (extract(epoch FROM c.list_at) * 1000000)::bigint
             WHEN 'waiting' THEN coalesce((extract(epoch FROM c.waiting_since) * 1000000)::bigint,
                       50000000000000000 - (extract(epoch FROM c.list_at) * 1000000)::bigint)
             WHEN 'due' THEN coalesce((extract(epoch FROM c.due_at) * 1000000)::bigint,
                       100000000000000000 + (extract(epoch FROM c.waiting_since) * 1000000)::bigint,
                       300000000000000000 - (extract(epoch FROM c.list_at) * 1000000)::bigint)
             ELSE array_position(ARRAY['urgent', 'high', 'medium', 'low', 'none'], c.priority) * 100000000000000000
                  + coalesce((extract(epoch FROM c.waiting_since) * 1000000)::bigint,
                       50000000000000000 - (extract(epoch FROM c.list_at) * 1000000)::bigint)
           END AS key,
           CASE WHEN $24 = 'oldest' THEN c.id ELSE -c.id END AS turn
              FROM conversations c
             WHERE c.account_id = $1
               AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
               AND c.merged_into_id IS NULL AND ($7::text[] IS NULL OR c.status = ANY ($7)) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text[] IS NULL OR c.priority = ANY ($11)) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR (c.inbox_id = ANY ($13)) IS TRUE)
       AND ($14::bigint[] IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                                AND l.conversation_id = c.id AND l.label_id = ANY ($14)))
       AND ($15::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $15))
       AND (NOT 'waits' = ANY ($16::text[]) OR c.waiting_since IS NOT NULL)
       AND (NOT 'rests' = ANY ($16) OR c.waiting_since IS NULL) AND (NOT 'undated' = ANY ($16) OR c.due_at IS NULL)
       AND (NOT 'overdue' = ANY ($16) OR c.due_at < $17::timestamptz)
       AND (NOT 'public' = ANY ($16) OR c.public) AND (NOT 'private' = ANY ($16) OR NOT c.public)
       AND (NOT 'failed' = ANY ($16) OR c.failed_message_id IS NOT NULL)
       AND (NOT 'awaiting' = ANY ($16) OR EXISTS (SELECT FROM messages a WHERE a.account_id = $1
                                                     AND a.conversation_id = c.id AND a.status = 'awaiting_approval'))
       AND (NOT 'offered' = ANY ($16) OR EXISTS (SELECT FROM transfers o WHERE o.account_id = $1 AND o.conversation_id = c.id
                                                    AND o.ended_at IS NULL AND (o.to_user_id = $5 OR o.to_team_id = ANY ($6::bigint[]))))
       AND (NOT 'promised' = ANY ($16) OR (c.promise_at IS NOT NULL AND c.promise_kept_at IS NULL))
       AND ($18::bigint IS NULL OR c.promise_user_id = $18)
       AND ($19::bigint IS NULL OR EXISTS (SELECT FROM conversation_mentions n WHERE n.account_id = $1
                                              AND n.conversation_id = c.id AND n.user_id = $19))
       AND ($20::bigint IS NULL OR EXISTS (SELECT FROM conversation_participants f WHERE f.account_id = $1
                                              AND f.conversation_id = c.id AND f.user_id = $20))) c
     WHERE (key, turn) > ($21::bigint, $22::bigint)
     ORDER BY key, turn
     LIMIT $23
)sql"};

// Few by their nature, so they are found first and sorted then: conversations of contacts whose name or number begins so,
// that of this number, and what one of the marks leads to by its own index.
constexpr auto list_chosen = db::Statement{"conversations.list_chosen", R"sql(
    WITH people AS MATERIALIZED (
        SELECT t.id
          FROM contacts t
         WHERE t.account_id = $1 AND t.name_folded ~>=~ lower($25::text)
           AND t.name_folded ~<~ (lower($25) || U&'\+10FFFF')
         UNION
        SELECT d.contact_id
          FROM inboxes i
          JOIN contact_identities d ON d.account_id = i.account_id AND d.inbox_id = i.id AND d.kind = 'phone'
                                   AND d.value >= $26::text AND d.value < ($26 || U&'\+10FFFF')
         WHERE i.account_id = $1
         UNION
        SELECT w.id
          FROM contacts w
         WHERE w.account_id = $1 AND w.phone ~>=~ ('+' || $26) AND w.phone ~<~ ('+' || $26 || U&'\+10FFFF')
    ), found AS MATERIALIZED (
        SELECT coalesce(n.merged_into_id, n.id) AS id FROM conversations n WHERE n.account_id = $1 AND n.number = $27::bigint
         UNION
        SELECT m.conversation_id FROM conversation_mentions m
         WHERE m.account_id = $1 AND m.user_id = $19 AND $28::text = 'mentioned'
         UNION
        SELECT p.conversation_id FROM conversation_participants p
         WHERE p.account_id = $1 AND p.user_id = $20 AND $28 = 'participates'
         UNION
        SELECT n.id FROM conversations n
         WHERE n.account_id = $1 AND n.promise_at IS NOT NULL AND n.promise_kept_at IS NULL AND $28 = 'promised'
         UNION
        SELECT n.id FROM conversations n
         WHERE n.account_id = $1 AND n.failed_message_id IS NOT NULL AND $28 = 'failed'
         UNION
        SELECT a.conversation_id FROM messages a
         WHERE a.account_id = $1 AND a.status = 'awaiting_approval' AND $28 = 'awaiting'
         UNION
        SELECT o.conversation_id FROM transfers o
         WHERE o.account_id = $1 AND o.ended_at IS NULL AND (o.to_user_id = $5 OR o.to_team_id = ANY ($6)) AND $28 = 'offered'
         UNION
        SELECT n.id
          FROM inboxes i
         CROSS JOIN LATERAL (SELECT x.id FROM conversations x
                              WHERE x.account_id = $1 AND x.inbox_id = i.id AND x.due_at < $17::timestamptz AND $28 = 'overdue' OFFSET 0) n
         WHERE i.account_id = $1 AND ($13::bigint[] IS NULL OR i.id = ANY ($13))
         UNION
        SELECT n.id
          FROM inboxes i
         CROSS JOIN LATERAL (SELECT x.id FROM conversations x
                              WHERE x.account_id = $1 AND x.inbox_id = i.id AND x.waiting_since IS NOT NULL AND $28 = 'waits' OFFSET 0) n
         WHERE i.account_id = $1 AND ($13::bigint[] IS NULL OR i.id = ANY ($13))
         UNION
        SELECT n.id
          FROM people p
         CROSS JOIN LATERAL (SELECT x.id FROM conversations x WHERE x.account_id = $1 AND x.contact_id = p.id OFFSET 0) n
    )
    SELECT id, key
      FROM (SELECT c.id, CASE $24::text
             WHEN 'newest' THEN -(extract(epoch FROM c.list_at) * 1000000)::bigint
             WHEN 'oldest' THEN (extract(epoch FROM c.list_at) * 1000000)::bigint
             WHEN 'waiting' THEN coalesce((extract(epoch FROM c.waiting_since) * 1000000)::bigint,
                       50000000000000000 - (extract(epoch FROM c.list_at) * 1000000)::bigint)
             WHEN 'due' THEN coalesce((extract(epoch FROM c.due_at) * 1000000)::bigint,
                       100000000000000000 + (extract(epoch FROM c.waiting_since) * 1000000)::bigint,
                       300000000000000000 - (extract(epoch FROM c.list_at) * 1000000)::bigint)
             ELSE array_position(ARRAY['urgent', 'high', 'medium', 'low', 'none'], c.priority) * 100000000000000000
                  + coalesce((extract(epoch FROM c.waiting_since) * 1000000)::bigint,
                       50000000000000000 - (extract(epoch FROM c.list_at) * 1000000)::bigint)
           END AS key,
           CASE WHEN $24 = 'oldest' THEN c.id ELSE -c.id END AS turn
              FROM found f
             CROSS JOIN LATERAL (SELECT * FROM conversations x WHERE x.account_id = $1 AND x.id = f.id LIMIT 1) c
             WHERE ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
               AND c.merged_into_id IS NULL AND ($7::text[] IS NULL OR c.status = ANY ($7)) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text[] IS NULL OR c.priority = ANY ($11)) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR (c.inbox_id = ANY ($13)) IS TRUE)
       AND ($14::bigint[] IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                                AND l.conversation_id = c.id AND l.label_id = ANY ($14)))
       AND ($15::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $15))
       AND (NOT 'waits' = ANY ($16::text[]) OR c.waiting_since IS NOT NULL)
       AND (NOT 'rests' = ANY ($16) OR c.waiting_since IS NULL) AND (NOT 'undated' = ANY ($16) OR c.due_at IS NULL)
       AND (NOT 'overdue' = ANY ($16) OR c.due_at < $17::timestamptz)
       AND (NOT 'public' = ANY ($16) OR c.public) AND (NOT 'private' = ANY ($16) OR NOT c.public)
       AND (NOT 'failed' = ANY ($16) OR c.failed_message_id IS NOT NULL)
       AND (NOT 'awaiting' = ANY ($16) OR EXISTS (SELECT FROM messages a WHERE a.account_id = $1
                                                     AND a.conversation_id = c.id AND a.status = 'awaiting_approval'))
       AND (NOT 'offered' = ANY ($16) OR EXISTS (SELECT FROM transfers o WHERE o.account_id = $1 AND o.conversation_id = c.id
                                                    AND o.ended_at IS NULL AND (o.to_user_id = $5 OR o.to_team_id = ANY ($6::bigint[]))))
       AND (NOT 'promised' = ANY ($16) OR (c.promise_at IS NOT NULL AND c.promise_kept_at IS NULL))
       AND ($18::bigint IS NULL OR c.promise_user_id = $18)
       AND ($19::bigint IS NULL OR EXISTS (SELECT FROM conversation_mentions n WHERE n.account_id = $1
                                              AND n.conversation_id = c.id AND n.user_id = $19))
       AND ($20::bigint IS NULL OR EXISTS (SELECT FROM conversation_participants f WHERE f.account_id = $1
                                              AND f.conversation_id = c.id AND f.user_id = $20))) c
     WHERE (key, turn) > ($21::bigint, $22::bigint)
     ORDER BY key, turn
     LIMIT $23
)sql"};

static_assert(is_whole(list_sorted) && is_whole(list_chosen));

std::string_view word_of(Sort sort) {
    switch (sort) {
        case Sort::due:
            return "due";
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

// By what leads to fewest.
std::string_view choice_of(Filter const& filter) {
    if (filter.searches()) { return "searched"; }
    if (filter.mentioned_id) { return "mentioned"; }
    if (filter.offered) { return "offered"; }
    if (filter.awaiting_approval) { return "awaiting"; }
    if (filter.failed) { return "failed"; }
    if (filter.promised) { return "promised"; }
    if (filter.participant_id) { return "participates"; }
    if (filter.overdue) { return "overdue"; }
    return filter.waiting ? "waits" : "";
}

std::vector<Position> sorted(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                             std::optional<Position> after, std::int64_t limit) {
    auto params = params_of(actor, filter);
    params.emplace_back(after ? after->key : std::numeric_limits<std::int64_t>::min());
    params.emplace_back(after ? turn_of(filter.sort, after->id) : 0);
    params.emplace_back(limit);
    params.emplace_back(word_of(filter.sort));
    auto const choice = choice_of(filter);
    if (!choice.empty()) {
        params.push_back(maybe(filter.name_prefix));
        params.push_back(maybe(filter.phone_prefix));
        params.emplace_back(filter.number);
        params.emplace_back(choice);
    }
    auto positions = std::vector<Position>{};
    for (auto const& row : transaction.run(choice.empty() ? list_sorted : list_chosen, params)) {
        positions.push_back({row.integer("key"), row.id<Conversation>("id")});
    }
    return positions;
}

}  // namespace balie::store::conversations
