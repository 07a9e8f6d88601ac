// SQL of sessions; who stands behind one is found in store/actors.
#include "store/sessions.hpp"

namespace balie::store::sessions {
namespace {

constexpr auto insert_session = db::Statement{"sessions.create", R"sql(
    INSERT INTO sessions (account_id, id, user_id, secret_hash, created_at, active_at)
    VALUES ($1, nextval('session_ids'), $2, $3::bytea, $4, $4)
    RETURNING id)sql"};

constexpr auto delete_session = db::Statement{"sessions.end", R"sql(
    DELETE FROM sessions
     WHERE account_id = $1 AND id = $2)sql"};

constexpr auto delete_of_user = db::Statement{"sessions.end_of_user", R"sql(
    DELETE FROM sessions
     WHERE account_id = $1 AND user_id = $2 AND id IS DISTINCT FROM $3::bigint)sql"};

constexpr auto delete_expired = db::Statement{"sessions.remove_expired", R"sql(
    DELETE FROM sessions s
     USING accounts a
     WHERE s.account_id = $1 AND s.user_id = $2 AND a.id = $1
       AND (s.active_at + a.session_idle <= $3::timestamptz OR s.created_at + a.session_absolute <= $3::timestamptz))sql"};

}  // namespace

SessionId create(db::Transaction& transaction, AccountId account, UserId user, std::string_view secret_hash,
                 Time now) {
    auto const rows = transaction.run(insert_session, {account, user, db::bytea(secret_hash), now});
    return rows.front().id<Session>("id");
}

void end(db::Transaction& transaction, AccountId account, SessionId id) {
    transaction.run(delete_session, {account, id});
}

std::size_t end_of_user(db::Transaction& transaction, AccountId account, UserId user, SessionId but) {
    return transaction.run(delete_of_user, {account, user, but}).affected();
}

void remove_expired(db::Transaction& transaction, AccountId account, UserId user, Time now) {
    transaction.run(delete_expired, {account, user, now});
}

}  // namespace balie::store::sessions
