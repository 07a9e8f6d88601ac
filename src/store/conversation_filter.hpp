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

// For a table that is called c, with $7 to $15. The inboxes are held against a truth value: as a plain comparison
// PostgreSQL takes them into the index of inboxes, and then no longer reads it in its order.
constexpr auto matches = std::string_view{
    R"sql(($7::text IS NULL OR c.status = $7) AND ($8::bigint IS NULL OR c.assignee_id = $8)
       AND (NOT $9::boolean OR c.assignee_id IS NULL) AND ($10::bigint IS NULL OR c.team_id = $10)
       AND ($11::text IS NULL OR c.priority = $11) AND ($12::bigint IS NULL OR c.contact_id = $12)
       AND ($13::bigint[] IS NULL OR (c.inbox_id = ANY ($13)) IS TRUE)
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM conversation_labels l WHERE l.account_id = $1
                                              AND l.conversation_id = c.id AND l.label_id = $14))
       AND (NOT $15::boolean OR c.waiting_since IS NULL))sql"};

// To be asserted beside the statement: a filter that one of them forgot would answer too much.
constexpr bool is_whole(db::Statement const& statement) {
    return shows_only_visible(statement) && statement.sql.find(matches) != std::string_view::npos;
}

// Where to look: an agent in their own inboxes only, narrowed to the one that was asked for. Absent: everywhere.
std::optional<std::vector<InboxId>> inboxes_of(access::Actor const& actor, Filter const& filter);

enum class Waiting { all, none };  // `none`: only those in which nobody waits

// $1 to $15.
std::vector<db::Param> params_of(access::Actor const& actor, Filter const& filter, Waiting waiting);

}  // namespace balie::store::conversations
