// SQL of the users and teams that work in an inbox.
#include "store/inboxes.hpp"

namespace balie::store::inboxes {
namespace {

constexpr auto list_members = db::Statement{"inboxes.members", R"sql(
    SELECT user_id, team_id
      FROM inbox_members
     WHERE account_id = $1 AND inbox_id = $2
     ORDER BY user_id, team_id)sql"};

constexpr auto count_known = db::Statement{"inboxes.count_known_members", R"sql(
    SELECT (SELECT count(*) FROM users WHERE account_id = $1 AND id = ANY ($2::bigint[])) AS users,
           (SELECT count(*) FROM teams WHERE account_id = $1 AND id = ANY ($3::bigint[])) AS teams)sql"};

constexpr auto clear_members = db::Statement{"inboxes.clear_members", R"sql(
    DELETE FROM inbox_members
     WHERE account_id = $1 AND inbox_id = $2)sql"};

constexpr auto insert_members = db::Statement{"inboxes.insert_members", R"sql(
    INSERT INTO inbox_members (account_id, inbox_id, user_id, team_id)
    SELECT $1::bigint, $2::bigint, u, NULL::bigint FROM unnest($3::bigint[]) AS u
     UNION ALL
    SELECT $1, $2, NULL::bigint, t FROM unnest($4::bigint[]) AS t)sql"};

Result<void> know_all(db::Transaction& transaction, AccountId account, Members const& members) {
    auto const rows =
        transaction.run(count_known, {account, db::array(members.users), db::array(members.teams)});
    auto const known = rows.front();
    if (known.integer("users") != static_cast<std::int64_t>(members.users.size())) {
        return Error{ErrorCode::unprocessable, "user_ids names somebody who is not there, or twice",
                     "unknown_user", "user_ids"};
    }
    if (known.integer("teams") != static_cast<std::int64_t>(members.teams.size())) {
        return Error{ErrorCode::unprocessable, "team_ids names a team that is not there, or twice",
                     "unknown_team", "team_ids"};
    }
    return {};
}

}  // namespace

Members members(db::Transaction& transaction, AccountId account, InboxId id) {
    auto found = Members{};
    auto const rows = transaction.run(list_members, {account, id});
    for (auto const row : rows) {
        if (row.is_null("team_id")) {
            found.users.push_back(row.id<User>("user_id"));
        } else {
            found.teams.push_back(row.id<Team>("team_id"));
        }
    }
    return found;
}

Result<void> set_members(db::Transaction& transaction, AccountId account, InboxId id,
                         Members const& members) {
    if (auto const known = know_all(transaction, account, members); !known) { return known.error(); }
    transaction.run(clear_members, {account, id});
    transaction.run(insert_members, {account, id, db::array(members.users), db::array(members.teams)});
    return {};
}

}  // namespace balie::store::inboxes
