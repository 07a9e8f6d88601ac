// `followed` of the conversation says whether it has participants, so that ingest need not look.
#include "store/conversation_people.hpp"

namespace balie::store::conversations {
namespace {

constexpr auto find_who_sees = db::Statement{"conversations.who_sees", R"sql(
    SELECT u.id, u.name
      FROM users u
     WHERE u.account_id = $1 AND u.id = ANY ($3::bigint[]) AND u.active
       AND (u.role <> 'agent' OR EXISTS (SELECT FROM inbox_members m
                                          WHERE m.account_id = $1 AND m.inbox_id = $2
                                            AND (m.user_id = u.id
                                                 OR m.team_id IN (SELECT t.team_id FROM team_members t
                                                                   WHERE t.account_id = $1 AND t.user_id = u.id))))
     ORDER BY u.name, u.id
)sql"};

constexpr auto find_members = db::Statement{"conversations.members_of_teams", R"sql(
    SELECT DISTINCT u.id
      FROM team_members t
      JOIN users u ON u.account_id = t.account_id AND u.id = t.user_id
     WHERE t.account_id = $1 AND t.team_id = ANY ($2::bigint[]) AND u.active
     ORDER BY u.id
)sql"};

constexpr auto set_people = db::Statement{"conversations.set_participants", R"sql(
    WITH removed AS (
        DELETE FROM conversation_participants
         WHERE account_id = $1 AND conversation_id = $2 AND user_id <> ALL ($3::bigint[])
        RETURNING user_id
    ), added AS (
        INSERT INTO conversation_participants (account_id, conversation_id, user_id)
        SELECT DISTINCT $1::bigint, $2::bigint, g.id FROM unnest($3::bigint[]) AS g (id)
        ON CONFLICT DO NOTHING
        RETURNING user_id
    )
    SELECT (SELECT count(*) FROM removed) + (SELECT count(*) FROM added) AS changed
)sql"};

constexpr auto mark_followed = db::Statement{"conversations.mark_followed", R"sql(
    UPDATE conversations
       SET followed = $3, version = version + 1
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto add_people = db::Statement{"conversations.add_participants", R"sql(
    INSERT INTO conversation_participants (account_id, conversation_id, user_id)
    SELECT $1, $2, g.id FROM unnest($3::bigint[]) AS g (id)
    ON CONFLICT DO NOTHING
)sql"};

constexpr auto add_mentions = db::Statement{"conversations.add_mentions", R"sql(
    INSERT INTO conversation_mentions (account_id, conversation_id, user_id, message_id)
    SELECT $1, $2, g.id, $4 FROM unnest($3::bigint[]) AS g (id)
    ON CONFLICT (account_id, conversation_id, user_id) DO UPDATE SET message_id = excluded.message_id
)sql"};

constexpr auto find_leads = db::Statement{"conversations.leads_of", R"sql(
    SELECT id
      FROM users
     WHERE account_id = $1 AND active AND role IN ('admin', 'lead')
     ORDER BY id
)sql"};

}  // namespace

std::vector<Colleague> who_sees(db::Transaction& transaction, AccountId account, InboxId inbox,
                                std::vector<UserId> const& users) {
    auto found = std::vector<Colleague>{};
    if (users.empty()) { return found; }
    for (auto const& row : transaction.run(find_who_sees, {account, inbox, db::array(users)})) {
        found.push_back({row.id<User>("id"), row.string("name")});
    }
    return found;
}

std::vector<UserId> members_of(db::Transaction& transaction, AccountId account,
                               std::vector<TeamId> const& teams) {
    auto found = std::vector<UserId>{};
    if (teams.empty()) { return found; }
    for (auto const& row : transaction.run(find_members, {account, db::array(teams)})) {
        found.push_back(row.id<User>("id"));
    }
    return found;
}

std::vector<UserId> leads_of(db::Transaction& transaction, AccountId account) {
    auto found = std::vector<UserId>{};
    for (auto const& row : transaction.run(find_leads, {account})) { found.push_back(row.id<User>("id")); }
    return found;
}

bool set_participants(db::Transaction& transaction, AccountId account, ConversationId conversation,
                      std::vector<UserId> const& users) {
    auto const changed =
        transaction.run(set_people, {account, conversation, db::array(users)}).front().integer("changed") > 0;
    if (changed) { transaction.run(mark_followed, {account, conversation, !users.empty()}); }
    return changed;
}

void mention(db::Transaction& transaction, AccountId account, ConversationId conversation, MessageId note,
             std::vector<UserId> const& users) {
    transaction.run(add_people, {account, conversation, db::array(users)});
    transaction.run(add_mentions, {account, conversation, db::array(users), note});
    transaction.run(mark_followed, {account, conversation, true});
}

}  // namespace balie::store::conversations
