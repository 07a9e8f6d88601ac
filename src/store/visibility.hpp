// access::may_see as a condition in SQL, for lists. Every statement that lists conversations for somebody takes these
// five parameters as $2 to $6 (after the account as $1) and holds the condition word for word.
#pragma once

#include "access/actor.hpp"
#include "db/param.hpp"
#include "db/statement.hpp"

#include <string_view>
#include <vector>

namespace balie::store {

// For a table that is called c and has inbox_id, team_id and assignee_id.
constexpr auto visible = std::string_view{
    R"sql(($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[])))))))sql"};

// To be asserted beside the statement: a list that forgets the condition does not compile.
constexpr bool shows_only_visible(db::Statement const& statement) {
    return statement.sql.find(visible) != std::string_view::npos;
}

// $1 to $6: account, sees all, inboxes, how far within them, user, teams.
std::vector<db::Param> visibility_params(access::Actor const& actor);

}  // namespace balie::store
