// A team that goes leaves its conversations behind without one; its memberships go with it.
#include "store/teams.hpp"

#include <algorithm>

namespace balie::store::teams {
namespace {

constexpr auto list_teams = db::Statement{"teams.list", R"sql(
    SELECT t.id, t.name, t.version, array_agg(m.user_id ORDER BY m.user_id) FILTER (WHERE m.user_id IS NOT NULL) AS member_ids
      FROM teams t
      LEFT JOIN team_members m ON m.account_id = t.account_id AND m.team_id = t.id
     WHERE t.account_id = $1 AND ($2::bigint IS NULL OR t.id = $2)
     GROUP BY t.account_id, t.id
     ORDER BY t.name
)sql"};

constexpr auto insert_team = db::Statement{"teams.insert", R"sql(
    INSERT INTO teams (account_id, id, name)
    VALUES ($1, nextval('team_ids'), $2)
    RETURNING id
)sql"};

constexpr auto update_team = db::Statement{"teams.update", R"sql(
    UPDATE teams
       SET name = coalesce($3, name), version = version + 1
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto count_users = db::Statement{"teams.count_users", R"sql(
    SELECT count(*) AS known
      FROM users
     WHERE account_id = $1 AND id = ANY ($2::bigint[])
)sql"};

constexpr auto set_team_members = db::Statement{"teams.set_members", R"sql(
    WITH gone AS (
        DELETE FROM team_members
         WHERE account_id = $1 AND team_id = $2 AND user_id <> ALL ($3::bigint[])
        RETURNING user_id
    ), come AS (
        INSERT INTO team_members (account_id, team_id, user_id)
        SELECT $1::bigint, $2::bigint, g.id FROM unnest($3::bigint[]) AS g (id)
        ON CONFLICT DO NOTHING
        RETURNING user_id
    )
    SELECT user_id FROM gone UNION ALL SELECT user_id FROM come
)sql"};

constexpr auto release_conversations = db::Statement{"teams.release_conversations", R"sql(
    WITH theirs AS MATERIALIZED (
        SELECT id
          FROM conversations
         WHERE account_id = $1 AND team_id = $2
         ORDER BY id
           FOR NO KEY UPDATE
    )
    UPDATE conversations c
       SET team_id = NULL, version = c.version + 1
      FROM theirs t
     WHERE c.account_id = $1 AND c.id = t.id
    RETURNING c.id
)sql"};

constexpr auto remove_team = db::Statement{"teams.remove", R"sql(
    DELETE FROM teams
     WHERE account_id = $1 AND id = $2
)sql"};

Team from_row(db::Row const& row) {
    auto team = Team{row.id<Team>("id"), row.string("name")};
    for (auto const id : row.integers("member_ids")) { team.member_ids.emplace_back(id); }
    team.version = row.integer("version");
    return team;
}

Error no_such_team() { return {ErrorCode::not_found, "no such team"}; }

}  // namespace

std::vector<Team> list(db::Transaction& transaction, AccountId account) {
    auto teams = std::vector<Team>{};
    for (auto const& row : transaction.run(list_teams, {account, std::nullopt})) {
        teams.push_back(from_row(row));
    }
    return teams;
}

Result<Team> find(db::Transaction& transaction, AccountId account, TeamId id) {
    auto const rows = transaction.run(list_teams, {account, id});
    if (rows.empty()) { return no_such_team(); }
    return from_row(rows.front());
}

TeamId insert(db::Transaction& transaction, AccountId account, std::string const& name) {
    return transaction.run(insert_team, {account, name}).front().id<Team>("id");
}

Result<void> update(db::Transaction& transaction, AccountId account, TeamId id,
                    std::optional<std::string> const& name) {
    if (transaction.run(update_team, {account, id, name}).affected() == 0) { return no_such_team(); }
    return {};
}

Result<std::vector<UserId>> set_members(db::Transaction& transaction, AccountId account, TeamId id,
                                        std::vector<UserId> const& members) {
    auto distinct = members;
    std::ranges::sort(distinct);
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    auto const known = transaction.run(count_users, {account, db::array(distinct)}).front().integer("known");
    if (static_cast<std::size_t>(known) != distinct.size()) {
        return Error{ErrorCode::unprocessable, "a user is not there", "no_such_user", "member_ids"};
    }
    auto changed = std::vector<UserId>{};
    for (auto const& row : transaction.run(set_team_members, {account, id, db::array(distinct)})) {
        changed.push_back(row.id<User>("user_id"));
    }
    return changed;
}

Result<std::vector<ConversationId>> remove(db::Transaction& transaction, AccountId account, TeamId id) {
    auto released = std::vector<ConversationId>{};
    for (auto const& row : transaction.run(release_conversations, {account, id})) {
        released.push_back(row.id<Conversation>("id"));
    }
    if (transaction.run(remove_team, {account, id}).affected() == 0) { return no_such_team(); }
    return released;
}

}  // namespace balie::store::teams
