// The statements differ in the index that they walk.
#include "store/conversation_walk.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

namespace balie::store::conversations {
namespace {

constexpr auto list_open = db::Statement{"conversations.list_open", R"sql(
    SELECT c.id, c.list_at
      FROM conversations c
     WHERE c.account_id = $1 AND c.status <> 'resolved'
       AND (c.list_at, c.id) < ($21::timestamptz, $22::bigint)
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
                                              AND f.conversation_id = c.id AND f.user_id = $20))
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $23
)sql"};

constexpr auto list_any = db::Statement{"conversations.list_any", R"sql(
    SELECT c.id, c.list_at
      FROM conversations c
     WHERE c.account_id = $1
       AND (c.list_at, c.id) < ($21::timestamptz, $22::bigint)
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
                                              AND f.conversation_id = c.id AND f.user_id = $20))
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $23
)sql"};

constexpr auto list_of_assignee = db::Statement{"conversations.list_of_assignee", R"sql(
    SELECT c.id, c.list_at
      FROM conversations c
     WHERE c.account_id = $1 AND c.assignee_id = $8
       AND (c.list_at, c.id) < ($21::timestamptz, $22::bigint)
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
                                              AND f.conversation_id = c.id AND f.user_id = $20))
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $23
)sql"};

constexpr auto list_of_team = db::Statement{"conversations.list_of_team", R"sql(
    SELECT c.id, c.list_at
      FROM conversations c
     WHERE c.account_id = $1 AND c.team_id = $10
       AND (c.list_at, c.id) < ($21::timestamptz, $22::bigint)
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
                                              AND f.conversation_id = c.id AND f.user_id = $20))
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $23
)sql"};

constexpr auto list_of_contact = db::Statement{"conversations.list_of_contact", R"sql(
    SELECT c.id, c.list_at
      FROM conversations c
     WHERE c.account_id = $1 AND c.contact_id = $12
       AND (c.list_at, c.id) < ($21::timestamptz, $22::bigint)
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
                                              AND f.conversation_id = c.id AND f.user_id = $20))
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $23
)sql"};

// A page from each inbox, and the best of them: a reader with few inboxes does not walk past everybody else's.
constexpr auto list_of_inboxes = db::Statement{"conversations.list_of_inboxes", R"sql(
    SELECT c.id, c.list_at
      FROM unnest($13::bigint[]) AS i (id)
     CROSS JOIN LATERAL (
    SELECT c.id, c.list_at
      FROM conversations c
     WHERE c.account_id = $1 AND c.inbox_id = i.id AND c.status <> 'resolved'
       AND (c.list_at, c.id) < ($21::timestamptz, $22::bigint)
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
                                              AND f.conversation_id = c.id AND f.user_id = $20))
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $23) c
     ORDER BY c.list_at DESC, c.id DESC
     LIMIT $23
)sql"};

// In each inbox there is an index of those who wait.
constexpr auto list_waiting = db::Statement{"conversations.list_waiting", R"sql(
    SELECT c.id, c.waiting_since
      FROM inboxes i
     CROSS JOIN LATERAL (
    SELECT c.id, c.waiting_since
      FROM conversations c
     WHERE c.account_id = $1 AND c.inbox_id = i.id AND c.waiting_since IS NOT NULL
       AND (c.waiting_since, c.id) > ($21::timestamptz, $22::bigint)
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
                                              AND f.conversation_id = c.id AND f.user_id = $20))
     ORDER BY c.waiting_since, c.id
     LIMIT $23) c
     WHERE i.account_id = $1 AND ($13 IS NULL OR i.id = ANY ($13))
     ORDER BY c.waiting_since, c.id
     LIMIT $23
)sql"};

// And one of those to whom something is owed by a time.
constexpr auto list_due = db::Statement{"conversations.list_due", R"sql(
    SELECT c.id, c.due_at
      FROM inboxes i
     CROSS JOIN LATERAL (
    SELECT c.id, c.due_at
      FROM conversations c
     WHERE c.account_id = $1 AND c.inbox_id = i.id AND c.due_at IS NOT NULL
       AND (c.due_at, c.id) > ($21::timestamptz, $22::bigint)
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
                                              AND f.conversation_id = c.id AND f.user_id = $20))
     ORDER BY c.due_at, c.id
     LIMIT $23) c
     WHERE i.account_id = $1 AND ($13 IS NULL OR i.id = ANY ($13))
     ORDER BY c.due_at, c.id
     LIMIT $23
)sql"};

static_assert(is_whole(list_open) && is_whole(list_any) && is_whole(list_of_assignee) &&
              is_whole(list_of_team));
static_assert(is_whole(list_of_contact) && is_whole(list_of_inboxes) && is_whole(list_waiting) &&
              is_whole(list_due));

db::Statement const& walk_of(access::Actor const& actor, Filter const& filter) {
    if (filter.contact_id) { return list_of_contact; }
    if (filter.assignee_id.value_or(UserId{})) { return list_of_assignee; }
    if (filter.team_id) { return list_of_team; }
    auto const may_be_resolved =
        !filter.statuses ||
        std::ranges::find(*filter.statuses, ConversationStatus::resolved) != filter.statuses->end();
    if (may_be_resolved) { return list_any; }
    if (filter.public_.value_or(false)) { return list_open; }  // an index of its own, over all inboxes
    return inboxes_of(actor, filter) ? list_of_inboxes : list_open;
}

std::vector<Position> positions_of(db::Rows const& rows, std::string_view column) {
    auto positions = std::vector<Position>{};
    for (auto const& row : rows) {
        positions.push_back({row.time(column).time_since_epoch().count(), row.id<Conversation>("id")});
    }
    return positions;
}

// A key that somebody made up is no time that the database knows.
Time time_of(Position const& position) {
    constexpr auto end_of_9999 = std::int64_t{253'402'300'799'000'000};
    return Time{std::chrono::microseconds{std::clamp(position.key, std::int64_t{0}, end_of_9999)}};
}

}  // namespace

std::vector<Position> walk_newest(db::Transaction& transaction, access::Actor const& actor,
                                  Filter const& filter, Rest rest, std::optional<Position> after,
                                  std::int64_t limit) {
    auto params = params_of(actor, filter, rest);
    params.push_back(after ? db::Param{time_of(*after)} : db::Param{"infinity"});
    params.emplace_back(after ? after->id.value : 0);
    params.emplace_back(limit);
    return positions_of(transaction.run(walk_of(actor, filter), params), "list_at");
}

std::vector<Position> walk_waiting(db::Transaction& transaction, access::Actor const& actor,
                                   Filter const& filter, Rest rest, std::optional<Position> after,
                                   std::int64_t limit) {
    auto params = params_of(actor, filter, rest);
    params.push_back(after ? db::Param{time_of(*after)} : db::Param{"-infinity"});
    params.emplace_back(after ? after->id.value : 0);
    params.emplace_back(limit);
    return positions_of(transaction.run(list_waiting, params), "waiting_since");
}

std::vector<Position> walk_due(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                               std::optional<Position> after, std::int64_t limit) {
    auto params = params_of(actor, filter);
    params.push_back(after ? db::Param{time_of(*after)} : db::Param{"-infinity"});
    params.emplace_back(after ? after->id.value : 0);
    params.emplace_back(limit);
    return positions_of(transaction.run(list_due, params), "due_at");
}

}  // namespace balie::store::conversations
