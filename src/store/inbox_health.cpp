// The time of the next look is also the lease of the one under way.
#include "store/inbox_health.hpp"

#include <nlohmann/json.hpp>

namespace balie::store::inbox_health {
namespace {

constexpr auto take_due = db::Statement{"inbox_health.take", R"sql(
    UPDATE inboxes
       SET health_due_at = $4
     WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL AND enabled AND (health_due_at IS NULL OR health_due_at <= $3)
)sql"};

constexpr auto make_due = db::Statement{"inbox_health.look_soon", R"sql(
    UPDATE inboxes
       SET health_due_at = NULL
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto find_last = db::Statement{"inbox_health.last_checks", R"sql(
    SELECT health
      FROM inboxes
     WHERE account_id = $1 AND id = $2
)sql"};

// What somebody changed during the look is looked at again at once: then the time of the next look is absent.
constexpr auto keep_look = db::Statement{"inbox_health.keep", R"sql(
    UPDATE inboxes i
       SET health = $3::jsonb, problems = $4::text[], health_at = $5,
           health_due_at = CASE WHEN i.health_due_at IS NOT NULL THEN $6::timestamptz END,
           version = i.version + CASE WHEN was.problems = $4::text[] THEN 0 ELSE 1 END
      FROM (SELECT w.id, w.problems FROM inboxes w WHERE w.account_id = $1 AND w.id = $2 FOR NO KEY UPDATE) was
     WHERE i.account_id = $1 AND i.id = was.id
    RETURNING was.problems <> $4::text[] AS changed
)sql"};

constexpr auto note_resubscription = db::Statement{"inbox_health.may_resubscribe", R"sql(
    UPDATE inboxes
       SET resubscribed_at = $3
     WHERE account_id = $1 AND id = $2 AND (resubscribed_at IS NULL OR resubscribed_at < $4)
)sql"};

// At most three days back: by then the answer is plain.
constexpr auto count_missed = db::Statement{"inbox_health.missed_hours", R"sql(
    SELECT count(k.hour)::float8 / 4 AS hours
      FROM generate_series(greatest(date_trunc('hour', $3::timestamptz), date_trunc('hour', $4::timestamptz) - interval '72 hours') + interval '1 hour',
                           date_trunc('hour', $4::timestamptz) - interval '1 hour', interval '1 hour') AS silent (hour)
     CROSS JOIN generate_series(1, 4) AS week (number)
      JOIN inbox_hours k ON k.account_id = $1 AND k.inbox_id = $2 AND k.hour = silent.hour - week.number * interval '168 hours'
)sql"};

constexpr auto count_failed = db::Statement{"inbox_health.failed_sends", R"sql(
    SELECT count(*) AS failed
      FROM (SELECT m.inbox_id, m.created_at
              FROM messages m
             WHERE m.account_id = $1 AND m.status IN ('failed', 'uncertain')
             ORDER BY m.id DESC
             LIMIT 200) newest
     WHERE newest.inbox_id = $2 AND newest.created_at >= $3
)sql"};

constexpr auto find_taken = db::Statement{"inbox_health.has_sent", R"sql(
    SELECT (SELECT true
              FROM delivery_attempts
             WHERE account_id = $1 AND inbox_id = $2 AND external_id IS NOT NULL
             LIMIT 1) IS TRUE AS sent
)sql"};

constexpr auto delete_hours = db::Statement{"inbox_health.forget_hours", R"sql(
    DELETE FROM inbox_hours
     WHERE account_id = $1 AND inbox_id = $2 AND hour < $3
)sql"};

std::string json_of(std::vector<HealthCheck> const& checks) {
    auto items = nlohmann::json::array();
    for (auto const& check : checks) {
        items.push_back({{"name", check.name}, {"ok", check.ok}, {"detail", check.detail}});
    }
    return items.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

bool take(db::Transaction& transaction, AccountId account, InboxId inbox, Time now, Time lease_until) {
    return transaction.run(take_due, {account, inbox, now, lease_until}).affected() > 0;
}

void look_soon(db::Transaction& transaction, AccountId account, InboxId inbox) {
    transaction.run(make_due, {account, inbox});
}

std::vector<HealthCheck> last_checks(db::Transaction& transaction, AccountId account, InboxId inbox) {
    auto checks = std::vector<HealthCheck>{};
    auto const rows = transaction.run(find_last, {account, inbox});
    if (rows.empty()) { return checks; }
    auto const items = nlohmann::json::parse(rows.front().text("health"), nullptr, false);
    if (!items.is_array()) { return checks; }
    for (auto const& item : items) {
        checks.push_back({item.value("name", ""), item.value("ok", true), item.value("detail", "")});
    }
    return checks;
}

bool keep(db::Transaction& transaction, AccountId account, InboxId inbox,
          std::vector<HealthCheck> const& checks, std::vector<std::string> const& problems, Time now,
          Time due_at) {
    auto const rows =
        transaction.run(keep_look, {account, inbox, json_of(checks), db::array(problems), now, due_at});
    return !rows.empty() && rows.front().boolean("changed");
}

bool may_resubscribe(db::Transaction& transaction, AccountId account, InboxId inbox, Time now,
                     Time last_before) {
    return transaction.run(note_resubscription, {account, inbox, now, last_before}).affected() > 0;
}

double missed_hours(db::Transaction& transaction, AccountId account, InboxId inbox, Time last_webhook_at,
                    Time now) {
    auto const rows = transaction.run(count_missed, {account, inbox, last_webhook_at, now});
    return rows.front().real("hours");
}

std::int64_t failed_sends(db::Transaction& transaction, AccountId account, InboxId inbox, Time since) {
    return transaction.run(count_failed, {account, inbox, since}).front().integer("failed");
}

bool has_sent(db::Transaction& transaction, AccountId account, InboxId inbox) {
    return transaction.run(find_taken, {account, inbox}).front().boolean("sent");
}

void forget_hours(db::Transaction& transaction, AccountId account, InboxId inbox, Time before) {
    transaction.run(delete_hours, {account, inbox, before});
}

}  // namespace balie::store::inbox_health
