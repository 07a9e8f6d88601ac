// What every list of conversations is asked: who reads, and which conversations match. As a condition in SQL, with its
// parameters.
#pragma once

#include "access/actor.hpp"
#include "db/param.hpp"
#include "db/statement.hpp"
#include "store/conversations.hpp"
#include "store/visibility.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace balie::store::conversations {

// For a table that is called c, with $7 to $20. The inboxes are held against a truth value: as a plain comparison
// PostgreSQL takes them into the index of inboxes, and then no longer reads it in its order.
constexpr auto matches = std::string_view{
    R"sql(($7::text[] IS NULL OR c.status = ANY ($7)) AND ($8::bigint IS NULL OR c.assignee_id = $8)
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
                                              AND f.conversation_id = c.id AND f.user_id = $20)))sql"};

// To be asserted beside the statement: a filter that one of them forgot would answer too much.
constexpr bool is_whole(db::Statement const& statement) {
    return shows_only_visible(statement) && statement.sql.find(matches) != std::string_view::npos;
}

// Where to look: an agent in their own inboxes only, narrowed to those that were asked for. Absent: everywhere.
std::optional<std::vector<InboxId>> inboxes_of(access::Actor const& actor, Filter const& filter);

// What a walk leaves to the others that follow it, beside the filter's own conditions.
enum class Rest { all, not_waiting, undated, undated_and_not_waiting };

// $1 to $20.
std::vector<db::Param> params_of(access::Actor const& actor, Filter const& filter, Rest rest = Rest::all);

}  // namespace balie::store::conversations
