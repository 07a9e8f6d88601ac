// SQL of who acts. Times are compared with the caller's clock, so that a test can let them pass.
#include "store/actors.hpp"

#include "store/accounts.hpp"

#include <balie/domain/words.hpp>

namespace balie::store::actors {
namespace {

constexpr auto find_session = db::Statement{"actors.session_in_directory", R"sql(
    SELECT account_id, session_id AS id
      FROM directory_session($1::bytea))sql"};

constexpr auto find_token = db::Statement{"actors.token_in_directory", R"sql(
    SELECT account_id, api_token_id AS id
      FROM directory_token($1::bytea))sql"};

constexpr auto load_by_session = db::Statement{"actors.load_by_session", R"sql(
    SELECT u.id, u.name, u.role, a.agents_see, s.active_at,
           ARRAY(SELECT m.team_id FROM team_members m WHERE m.account_id = $1 AND m.user_id = u.id ORDER BY 1) AS teams,
           ARRAY(SELECT DISTINCT i.inbox_id
                   FROM inbox_members i
                  WHERE i.account_id = $1 AND u.role = 'agent'
                    AND (i.user_id = u.id OR i.team_id IN (SELECT m.team_id FROM team_members m WHERE m.account_id = $1 AND m.user_id = u.id))
                  ORDER BY 1) AS inboxes
      FROM sessions s
      JOIN users u ON u.account_id = s.account_id AND u.id = s.user_id
      JOIN accounts a ON a.id = s.account_id
     WHERE s.account_id = $1 AND s.id = $2 AND u.active
       AND s.active_at + a.session_idle > $3::timestamptz AND s.created_at + a.session_absolute > $3::timestamptz)sql"};

constexpr auto load_by_token = db::Statement{"actors.load_by_token", R"sql(
    SELECT u.id, u.name, u.role, a.agents_see, t.used_at AS active_at,
           ARRAY(SELECT m.team_id FROM team_members m WHERE m.account_id = $1 AND m.user_id = u.id ORDER BY 1) AS teams,
           ARRAY(SELECT DISTINCT i.inbox_id
                   FROM inbox_members i
                  WHERE i.account_id = $1 AND u.role = 'agent'
                    AND (i.user_id = u.id OR i.team_id IN (SELECT m.team_id FROM team_members m WHERE m.account_id = $1 AND m.user_id = u.id))
                  ORDER BY 1) AS inboxes
      FROM api_tokens t
      JOIN users u ON u.account_id = t.account_id AND u.id = t.user_id
      JOIN accounts a ON a.id = t.account_id
     WHERE t.account_id = $1 AND t.id = $2 AND u.active)sql"};

constexpr auto load_by_sessions = db::Statement{"actors.load_by_sessions", R"sql(
    SELECT u.id, u.name, u.role, a.agents_see, s.id AS session_id, s.active_at,
           ARRAY(SELECT m.team_id FROM team_members m WHERE m.account_id = $1 AND m.user_id = u.id ORDER BY 1) AS teams,
           ARRAY(SELECT DISTINCT i.inbox_id
                   FROM inbox_members i
                  WHERE i.account_id = $1 AND u.role = 'agent'
                    AND (i.user_id = u.id OR i.team_id IN (SELECT m.team_id FROM team_members m WHERE m.account_id = $1 AND m.user_id = u.id))
                  ORDER BY 1) AS inboxes
      FROM sessions s
      JOIN users u ON u.account_id = s.account_id AND u.id = s.user_id
      JOIN accounts a ON a.id = s.account_id
     WHERE s.account_id = $1 AND s.id = ANY ($2::bigint[]) AND u.active
       AND s.active_at + a.session_idle > $3::timestamptz AND s.created_at + a.session_absolute > $3::timestamptz)sql"};

constexpr auto touch_session = db::Statement{"actors.touch_session", R"sql(
    UPDATE sessions
       SET active_at = $3
     WHERE account_id = $1 AND id = $2)sql"};

constexpr auto touch_token = db::Statement{"actors.touch_token", R"sql(
    UPDATE api_tokens
       SET used_at = $3
     WHERE account_id = $1 AND id = $2)sql"};

struct Found {
    access::Actor actor;
    std::optional<Time> active_at;
};

Error stranger() { return {ErrorCode::unauthenticated, "log in first"}; }

template <class Of>
std::vector<Id<Of>> ids(std::vector<std::int64_t> const& numbers) {
    auto all = std::vector<Id<Of>>{};
    all.reserve(numbers.size());
    for (auto const number : numbers) { all.emplace_back(number); }
    return all;
}

Found found_in(db::Row const& row, AccountId account) {
    auto found = Found{};
    found.actor.account = account;
    found.actor.user = row.id<User>("id");
    found.actor.name = row.string("name");
    found.actor.role = from_word<Role>(row.text("role")).value();
    found.actor.agents_see = accounts::agents_see_from(row.text("agents_see")).value();
    found.actor.inboxes = ids<Inbox>(row.integers("inboxes"));
    found.actor.teams = ids<Team>(row.integers("teams"));
    found.active_at = row.maybe_time("active_at");
    return found;
}

Result<Found> found_in(db::Rows const& rows, AccountId account) {
    if (rows.empty()) { return stranger(); }
    return found_in(rows.front(), account);
}

Result<Found> of_session(db::Transaction& transaction, AccountId account, SessionId id, Time now) {
    auto found = found_in(transaction.run(load_by_session, {account, id, now}), account);
    if (found) { found->actor.session = id; }
    return found;
}

Result<Found> of_token(db::Transaction& transaction, AccountId account, ApiTokenId id) {
    auto found = found_in(transaction.run(load_by_token, {account, id}), account);
    if (found) { found->actor.token = id; }
    return found;
}

bool is_worth_writing(std::optional<Time> active_at, Time now) {
    return !active_at || now - *active_at >= activity_step;
}

}  // namespace

Result<access::Actor> by_session(db::Transaction& transaction, std::string_view secret_hash, Time now) {
    auto const entries = transaction.run(find_session, {db::bytea(secret_hash)});
    if (entries.empty()) { return stranger(); }
    auto const account = entries.front().id<Account>("account_id");
    auto const id = entries.front().id<Session>("id");
    accounts::enter(transaction, account);
    auto found = of_session(transaction, account, id, now);
    if (!found) { return found.error(); }
    if (is_worth_writing(found->active_at, now)) { transaction.run(touch_session, {account, id, now}); }
    return std::move(found->actor);
}

Result<access::Actor> by_token(db::Transaction& transaction, std::string_view secret_hash, Time now) {
    auto const entries = transaction.run(find_token, {db::bytea(secret_hash)});
    if (entries.empty()) { return stranger(); }
    auto const account = entries.front().id<Account>("account_id");
    auto const id = entries.front().id<ApiToken>("id");
    accounts::enter(transaction, account);
    auto found = of_token(transaction, account, id);
    if (!found) { return found.error(); }
    if (is_worth_writing(found->active_at, now)) { transaction.run(touch_token, {account, id, now}); }
    return std::move(found->actor);
}

Result<access::Actor> again(db::Transaction& transaction, access::Actor const& actor, Time now) {
    auto found = actor.session ? of_session(transaction, actor.account, actor.session, now)
                               : of_token(transaction, actor.account, actor.token);
    if (!found) { return found.error(); }
    return std::move(found->actor);
}

std::vector<access::Actor> of_sessions(db::Transaction& transaction, AccountId account,
                                       std::vector<SessionId> const& sessions, Time now) {
    auto actors = std::vector<access::Actor>{};
    for (auto const& row : transaction.run(load_by_sessions, {account, db::array(sessions), now})) {
        auto found = found_in(row, account);
        found.actor.session = row.id<Session>("session_id");
        actors.push_back(std::move(found.actor));
    }
    return actors;
}

}  // namespace balie::store::actors
