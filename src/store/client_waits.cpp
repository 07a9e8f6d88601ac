#include "store/client_waits.hpp"

#include <cmath>

namespace balie::store::client_waits {
namespace {

constexpr auto enough = std::int64_t{5};

constexpr auto find_zone = db::Statement{"client_waits.is_time_zone", R"sql(
    SELECT count(*) > 0 AS known
      FROM pg_timezone_names
     WHERE name = $1
)sql"};

constexpr auto to_local = db::Statement{"client_waits.local_time", R"sql(
    SELECT floor(extract(epoch FROM ($1::timestamptz AT TIME ZONE $2)) / 60)::bigint AS minutes
)sql"};

constexpr auto to_instant = db::Statement{"client_waits.instant", R"sql(
    SELECT ((timestamp '1970-01-01' + $1::bigint * interval '1 minute') AT TIME ZONE $2) AS at
)sql"};

// The newest conversations of the account are looked through for those of the inbox: few, by an index.
constexpr auto measure = db::Statement{"client_waits.usual_wait", R"sql(
    SELECT count(*) AS conversations,
           percentile_cont(0.75) WITHIN GROUP (ORDER BY extract(epoch FROM coalesce(w.answered_at, $3::timestamptz) - w.written_at)::float8) AS seconds
      FROM (SELECT f.created_at AS written_at,
                   (SELECT a.created_at FROM messages a
                     WHERE a.account_id = $1 AND a.conversation_id = n.id AND a.id > f.id AND a.direction = 'out' AND a.kind = 'message'
                     ORDER BY a.id LIMIT 1) AS answered_at
              FROM (SELECT c.id, c.inbox_id FROM conversations c WHERE c.account_id = $1 ORDER BY c.list_at DESC, c.id DESC LIMIT 300) n
             CROSS JOIN LATERAL (SELECT m.id, m.created_at FROM messages m
                                  WHERE m.account_id = $1 AND m.conversation_id = n.id AND m.direction = 'in' AND m.kind = 'message'
                                  ORDER BY m.id LIMIT 1) f
             WHERE n.inbox_id = $2 AND f.created_at > $3::timestamptz - interval '48 hours'
             LIMIT 30) w
)sql"};

}  // namespace

bool is_time_zone(db::Transaction& transaction, std::string const& time_zone) {
    return transaction.run(find_zone, {time_zone}).front().boolean("known");
}

LocalTime local_time(db::Transaction& transaction, Time at, std::string const& time_zone) {
    return LocalTime{
        std::chrono::minutes{transaction.run(to_local, {at, time_zone}).front().integer("minutes")}};
}

Time instant_of(db::Transaction& transaction, LocalTime at, std::string const& time_zone) {
    auto const minutes = std::int64_t{at.time_since_epoch().count()};
    return transaction.run(to_instant, {minutes, time_zone}).front().time("at");
}

std::optional<std::chrono::seconds> usual_wait(db::Transaction& transaction, AccountId account, InboxId inbox,
                                               Time now) {
    auto const rows = transaction.run(measure, {account, inbox, now});
    auto const row = rows.front();
    if (row.integer("conversations") < enough) { return std::nullopt; }
    return std::chrono::seconds{std::llround(row.real("seconds"))};
}

}  // namespace balie::store::client_waits
