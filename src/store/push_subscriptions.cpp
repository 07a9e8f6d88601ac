// Whether a session still holds is not asked here: rows of ended ones go with it, and who sends asks store/actors.
#include "store/push_subscriptions.hpp"

#include <balie/base/crypto.hpp>

namespace balie::store::push_subscriptions {
namespace {

constexpr auto delete_of_others = db::Statement{"push_subscriptions.remove_of_others", R"sql(
    DELETE FROM push_subscriptions
     WHERE account_id = $1 AND endpoint_hash = $2::bytea AND user_id <> $3
)sql"};

constexpr auto insert_subscription = db::Statement{"push_subscriptions.add", R"sql(
    INSERT INTO push_subscriptions (account_id, id, user_id, session_id, endpoint_hash, target, name, language, time_zone, created_at)
    VALUES ($1, nextval('push_subscription_ids'), $3, $4, $2::bytea, $5, $6, $7, $8, $9)
        ON CONFLICT (account_id, endpoint_hash)
        DO UPDATE SET session_id = excluded.session_id, target = excluded.target, name = excluded.name, language = excluded.language,
                      time_zone = excluded.time_zone
    RETURNING id
)sql"};

constexpr auto list_of_user = db::Statement{"push_subscriptions.of_user", R"sql(
    SELECT p.id, p.session_id, p.name, p.created_at, p.pushed_at
      FROM push_subscriptions p
      JOIN sessions s ON s.account_id = p.account_id AND s.id = p.session_id
      JOIN accounts a ON a.id = p.account_id
     WHERE p.account_id = $1 AND p.user_id = $2
       AND s.active_at + a.session_idle > $3::timestamptz AND s.created_at + a.session_absolute > $3::timestamptz
     ORDER BY p.id
)sql"};

constexpr auto delete_own = db::Statement{"push_subscriptions.remove_own", R"sql(
    DELETE FROM push_subscriptions
     WHERE account_id = $1 AND user_id = $2 AND id = $3
)sql"};

constexpr auto delete_any = db::Statement{"push_subscriptions.remove", R"sql(
    DELETE FROM push_subscriptions
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto touch_pushed = db::Statement{"push_subscriptions.note_pushed", R"sql(
    UPDATE push_subscriptions
       SET pushed_at = $3
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto find_key = db::Statement{"push_subscriptions.sealed_key", R"sql(
    SELECT web_push_key
      FROM accounts
     WHERE id = $1
)sql"};

constexpr auto write_key = db::Statement{"push_subscriptions.keep_key", R"sql(
    UPDATE accounts
       SET web_push_key = coalesce(web_push_key, $2)
     WHERE id = $1
    RETURNING web_push_key
)sql"};

constexpr auto list_waiting = db::Statement{"push_subscriptions.waiting", R"sql(
    SELECT p.id, p.session_id, u.preferences -> 'notices' AS notices,
           to_char($2::timestamptz AT TIME ZONE p.time_zone, 'HH24:MI') AS clock,
           (SELECT max(l.until) FROM push_looks l WHERE l.account_id = $1 AND l.user_id = p.user_id) AS looked_until
      FROM push_subscriptions p
      JOIN users u ON u.account_id = p.account_id AND u.id = p.user_id
     WHERE p.account_id = $1
       AND NOT EXISTS (SELECT FROM push_looks l WHERE l.account_id = $1 AND l.user_id = p.user_id AND l.until > $2::timestamptz)
     ORDER BY p.id
)sql"};

constexpr auto write_look = db::Statement{"push_subscriptions.look", R"sql(
    INSERT INTO push_looks (account_id, user_id, look, until)
    SELECT $1, $2::bigint, $3, $4::timestamptz
     WHERE EXISTS (SELECT FROM push_subscriptions p WHERE p.account_id = $1 AND p.user_id = $2)
        ON CONFLICT (account_id, user_id, look)
        DO UPDATE SET until = excluded.until
)sql"};

constexpr auto end_look = db::Statement{"push_subscriptions.look_away", R"sql(
    UPDATE push_looks
       SET until = least(until, $4::timestamptz)
     WHERE account_id = $1 AND user_id = $2 AND look = $3
)sql"};

constexpr auto delete_looks = db::Statement{"push_subscriptions.forget_looks", R"sql(
    DELETE FROM push_looks
     WHERE account_id = $1 AND user_id = $2 AND until < $3::timestamptz - interval '1 hour'
)sql"};

}  // namespace

SecretPlace target_place(AccountId account, std::string_view endpoint_hash) {
    return {account, InboxId{}, "push_target_" + to_hex(endpoint_hash)};
}

SecretPlace key_place(AccountId account) { return {account, InboxId{}, "web_push_key"}; }

PushSubscriptionId add(db::Transaction& transaction, AccountId account, NewSubscription const& subscription,
                       Time now) {
    auto const hash = db::bytea(subscription.endpoint_hash);
    transaction.run(delete_of_others, {account, hash, subscription.user});
    return transaction
        .run(insert_subscription,
             {account, hash, subscription.user, subscription.session, subscription.sealed_target,
              subscription.name, subscription.language, subscription.time_zone, now})
        .front()
        .id<PushSubscription>("id");
}

std::vector<PushSubscription> of_user(db::Transaction& transaction, AccountId account, UserId user,
                                      Time now) {
    auto found = std::vector<PushSubscription>{};
    for (auto const& row : transaction.run(list_of_user, {account, user, now})) {
        found.push_back({row.id<PushSubscription>("id"), row.id<Session>("session_id"), row.string("name"),
                         row.time("created_at"), row.maybe_time("pushed_at")});
    }
    return found;
}

bool remove(db::Transaction& transaction, AccountId account, UserId user, PushSubscriptionId id) {
    return transaction.run(delete_own, {account, user, id}).affected() > 0;
}

void remove(db::Transaction& transaction, AccountId account, PushSubscriptionId id) {
    transaction.run(delete_any, {account, id});
}

void note_pushed(db::Transaction& transaction, AccountId account, PushSubscriptionId id, Time now) {
    transaction.run(touch_pushed, {account, id, now});
}

std::optional<std::string> sealed_key(db::Transaction& transaction, AccountId account) {
    auto const rows = transaction.run(find_key, {account});
    return rows.empty() ? std::nullopt : rows.front().maybe_string("web_push_key");
}

std::string keep_key(db::Transaction& transaction, AccountId account, std::string const& sealed) {
    return transaction.run(write_key, {account, sealed}).front().string("web_push_key");
}

std::vector<Waiting> waiting(db::Transaction& transaction, AccountId account, Time now) {
    auto found = std::vector<Waiting>{};
    for (auto const& row : transaction.run(list_waiting, {account, now})) {
        found.push_back({row.id<PushSubscription>("id"), row.id<Session>("session_id"), row.string("notices"),
                         row.string("clock"), row.maybe_time("looked_until").value_or(Time{})});
    }
    return found;
}

bool look(db::Transaction& transaction, AccountId account, UserId user, std::string const& look, Time until) {
    return transaction.run(write_look, {account, user, look, until}).affected() > 0;
}

void look_away(db::Transaction& transaction, AccountId account, UserId user, std::string const& look,
               Time now) {
    transaction.run(end_look, {account, user, look, now});
    transaction.run(delete_looks, {account, user, now});
}

}  // namespace balie::store::push_subscriptions
