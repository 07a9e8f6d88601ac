// The time of the next question is also the lease of the one under way.
#include "store/search_streams.hpp"

namespace balie::store::search_streams {
namespace {

constexpr auto list_streams = db::Statement{"search_streams.list", R"sql(
    SELECT id, name, query, enabled, hourly_posts_max, hour_began_at, found, asked_at, problem, problem_detail, version
      FROM search_streams
     WHERE account_id = $1 AND inbox_id = $2
     ORDER BY lower(name), id
)sql"};

constexpr auto find_stream = db::Statement{"search_streams.find", R"sql(
    SELECT id, name, query, enabled, hourly_posts_max, hour_began_at, found, asked_at, problem, problem_detail, version
      FROM search_streams
     WHERE account_id = $1 AND inbox_id = $2 AND id = $3
)sql"};

constexpr auto count_streams = db::Statement{"search_streams.count", R"sql(
    SELECT count(*) AS number FROM search_streams WHERE account_id = $1 AND inbox_id = $2
)sql"};

constexpr auto insert_stream = db::Statement{"search_streams.insert", R"sql(
    INSERT INTO search_streams (account_id, id, inbox_id, name, query, enabled, hourly_posts_max, begins_at)
    VALUES ($1, nextval('search_stream_ids'), $2, $3, $4, $5, $6, $7)
    RETURNING id, name, query, enabled, hourly_posts_max, hour_began_at, found, asked_at, problem, problem_detail, version
)sql"};

constexpr auto update_stream = db::Statement{"search_streams.update", R"sql(
    UPDATE search_streams s
       SET name = coalesce($4, s.name), query = coalesce($5, s.query), enabled = coalesce($6, s.enabled),
           hourly_posts_max = coalesce($8, s.hourly_posts_max),
           fence = s.fence + w.anew::int,
           begins_at = CASE WHEN w.anew THEN $7 ELSE s.begins_at END,
           since_id = CASE WHEN NOT w.anew THEN s.since_id END,
           newest_id = CASE WHEN NOT w.anew THEN s.newest_id END,
           until_id = CASE WHEN NOT w.anew THEN s.until_id END,
           due_at = CASE WHEN w.anew OR w.lifted THEN now() ELSE s.due_at END,
           problem = CASE WHEN NOT (w.anew OR w.lifted) THEN s.problem END,
           problem_detail = CASE WHEN w.anew THEN '' ELSE s.problem_detail END,
           failures = CASE WHEN w.anew THEN 0 ELSE s.failures END,
           version = s.version + 1
      FROM (SELECT o.id, coalesce($5 <> o.query, false) OR coalesce($6 AND NOT o.enabled, false) AS anew,
                   coalesce(o.problem = 'ceiling_reached' AND $8 > o.hourly_posts_max, false) AS lifted
              FROM search_streams o
             WHERE o.account_id = $1 AND o.inbox_id = $2 AND o.id = $3
               FOR UPDATE) w
     WHERE s.account_id = $1 AND s.id = w.id
    RETURNING s.id, s.name, s.query, s.enabled, s.hourly_posts_max, s.hour_began_at, s.found, s.asked_at, s.problem, s.problem_detail, s.version
)sql"};

constexpr auto remove_stream = db::Statement{"search_streams.remove", R"sql(
    DELETE FROM search_streams
     WHERE account_id = $1 AND inbox_id = $2 AND id = $3
    RETURNING id, name, query, enabled, hourly_posts_max, hour_began_at, found, asked_at, problem, problem_detail, version
)sql"};

// The choice stands before the UPDATE: in its FROM it may be made once for each row, and take them all.
constexpr auto take_due = db::Statement{"search_streams.take", R"sql(
    WITH w AS MATERIALIZED (
        SELECT o.id
          FROM search_streams o
         WHERE o.account_id = $1 AND o.inbox_id = $2 AND o.enabled AND o.due_at <= $3
         ORDER BY o.due_at, o.id
         LIMIT 1
           FOR UPDATE SKIP LOCKED
    )
    UPDATE search_streams s
       SET due_at = $4, fence = s.fence + 1
      FROM w
     WHERE s.account_id = $1 AND s.id = w.id
    RETURNING s.id, s.query, s.begins_at, s.since_id, s.newest_id, s.until_id, s.failures, s.fence, s.hourly_posts_max,
              s.hour_began_at, s.hour_posts
)sql"};

constexpr auto lock_stream = db::Statement{"search_streams.lock_name", R"sql(
    SELECT name
      FROM search_streams
     WHERE account_id = $1 AND id = $2
       FOR UPDATE
)sql"};

constexpr auto keep_outcome = db::Statement{"search_streams.keep", R"sql(
    UPDATE search_streams s
       SET since_id = nullif($4, ''), newest_id = nullif($5, ''), until_id = nullif($6, ''), found = s.found + $7,
           asked_at = CASE WHEN $8 THEN $9 ELSE s.asked_at END,
           problem = nullif($10, ''), problem_detail = $11, failures = $12, due_at = $13,
           hour_began_at = $14, hour_posts = $15
      FROM (SELECT o.id, o.problem FROM search_streams o
             WHERE o.account_id = $1 AND o.id = $2 AND o.fence = $3 FOR UPDATE) w
     WHERE s.account_id = $1 AND s.id = w.id
    RETURNING w.problem IS DISTINCT FROM nullif($10, '') AS changed
)sql"};

constexpr auto put_off_all = db::Statement{"search_streams.put_off", R"sql(
    UPDATE search_streams
       SET due_at = greatest(due_at, $3)
     WHERE account_id = $1 AND inbox_id = $2
)sql"};

constexpr auto find_troubled = db::Statement{"search_streams.troubles", R"sql(
    SELECT name, problem = 'ceiling_reached' AS is_paused
      FROM search_streams
     WHERE account_id = $1 AND inbox_id = $2 AND enabled AND problem IS NOT NULL
     ORDER BY lower(name), id
)sql"};

constexpr auto find_enabled = db::Statement{"search_streams.has_enabled", R"sql(
    SELECT (SELECT true FROM search_streams
             WHERE account_id = $1 AND inbox_id = $2 AND enabled
             LIMIT 1) IS TRUE AS enabled
)sql"};

// Locked in the order of their ids, as ingest does.
constexpr auto mark_found = db::Statement{"search_streams.mark", R"sql(
    WITH heard AS (
        SELECT DISTINCT ON (m.conversation_id) m.conversation_id AS id, f.sentiment, m.at
          FROM unnest($4::text[], $5::bigint[]) WITH ORDINALITY AS f(external_id, sentiment, ord)
         CROSS JOIN LATERAL (SELECT p.conversation_id, coalesce(p.platform_at, p.created_at) AS at FROM messages p
                              WHERE p.account_id = $1 AND p.inbox_id = $2 AND p.external_id = f.external_id
                                AND p.direction = 'in' AND p.deleted_at IS NULL LIMIT 1) m
         ORDER BY m.conversation_id, m.at DESC, f.ord DESC
    ), held AS (
        SELECT c.id, h.sentiment, h.at, c.sentiment_at IS NULL OR c.sentiment_at <= h.at AS is_newest,
               (c.sentiment, c.sentiment_at) IS DISTINCT FROM (h.sentiment, h.at) AS is_new
          FROM conversations c
          JOIN heard h ON h.id = c.id
         WHERE c.account_id = $1 AND c.public
         ORDER BY c.id
           FOR NO KEY UPDATE OF c
    ), labelled AS (
        INSERT INTO conversation_labels (account_id, conversation_id, label_id)
        SELECT $1::bigint, h.id, $3::bigint FROM held h
        ON CONFLICT DO NOTHING
        RETURNING conversation_id
    )
    UPDATE conversations c
       SET sentiment = CASE WHEN h.is_newest THEN h.sentiment ELSE c.sentiment END,
           sentiment_at = CASE WHEN h.is_newest THEN h.at ELSE c.sentiment_at END, version = c.version + 1
      FROM held h
     WHERE c.account_id = $1 AND c.id = h.id AND ((h.is_newest AND h.is_new) OR h.id IN (SELECT l.conversation_id FROM labelled l))
    RETURNING c.id, c.inbox_id, c.team_id, c.assignee_id
)sql"};

constexpr auto streams_max = 10;

SearchStream from_row(db::Row const& row) {
    auto stream = SearchStream{row.id<SearchStream>("id"), row.string("name"),   row.string("query"),
                               row.boolean("enabled"),     row.integer("found"), row.maybe_time("asked_at")};
    stream.problem = row.string("problem");
    stream.problem_detail = row.string("problem_detail");
    stream.hourly_posts_max = row.integer("hourly_posts_max");
    auto const hour = row.maybe_time("hour_began_at");
    if (hour && stream.problem == ceiling_reached) { stream.paused_until = *hour + hour_length; }
    stream.version = row.integer("version");
    return stream;
}

Error no_stream() { return {ErrorCode::not_found, "no such search stream"}; }

}  // namespace

std::vector<SearchStream> list(db::Transaction& transaction, AccountId account, InboxId inbox) {
    auto streams = std::vector<SearchStream>{};
    for (auto const& row : transaction.run(list_streams, {account, inbox})) {
        streams.push_back(from_row(row));
    }
    return streams;
}

Result<SearchStream> insert(db::Transaction& transaction, AccountId account, InboxId inbox,
                            SearchStream const& wanted, Time begins_at) {
    if (transaction.run(count_streams, {account, inbox}).front().integer("number") >= streams_max) {
        return Error{ErrorCode::unprocessable, "the inbox has ten search streams already", "too_many"};
    }
    return from_row(transaction
                        .run(insert_stream, {account, inbox, wanted.name, wanted.query, wanted.enabled,
                                             wanted.hourly_posts_max, begins_at})
                        .front());
}

Result<SearchStream> find(db::Transaction& transaction, AccountId account, InboxId inbox, SearchStreamId id) {
    auto const rows = transaction.run(find_stream, {account, inbox, id});
    if (rows.empty()) { return no_stream(); }
    return from_row(rows.front());
}

Result<SearchStream> update(db::Transaction& transaction, AccountId account, InboxId inbox, SearchStreamId id,
                            Change const& change, Time begins_at) {
    auto const rows = transaction.run(update_stream, {account, inbox, id, change.name, change.query,
                                                      change.enabled, begins_at, change.hourly_posts_max});
    if (rows.empty()) { return no_stream(); }
    return from_row(rows.front());
}

Result<SearchStream> remove(db::Transaction& transaction, AccountId account, InboxId inbox,
                            SearchStreamId id) {
    auto const rows = transaction.run(remove_stream, {account, inbox, id});
    if (rows.empty()) { return no_stream(); }
    return from_row(rows.front());
}

std::optional<Due> take(db::Transaction& transaction, AccountId account, InboxId inbox, Time now,
                        Time lease_until) {
    auto const rows = transaction.run(take_due, {account, inbox, now, lease_until});
    if (rows.empty()) { return std::nullopt; }
    auto const row = rows.front();
    return Due{row.id<SearchStream>("id"),
               row.string("query"),
               row.time("begins_at"),
               Place{row.string("since_id"), row.string("newest_id"), row.string("until_id")},
               row.integer("failures"),
               row.integer("fence"),
               row.integer("hourly_posts_max"),
               Hour{row.maybe_time("hour_began_at"), row.integer("hour_posts")}};
}

std::optional<std::string> lock_name(db::Transaction& transaction, AccountId account, SearchStreamId id) {
    auto const rows = transaction.run(lock_stream, {account, id});
    if (rows.empty()) { return std::nullopt; }
    return rows.front().string("name");
}

bool keep(db::Transaction& transaction, AccountId account, Due const& asked, Outcome const& outcome,
          Time now) {
    auto const rows = transaction.run(
        keep_outcome, {account, asked.id, asked.fence, outcome.place.since_id, outcome.place.newest_id,
                       outcome.place.until_id, outcome.found, outcome.was_asked, now, outcome.problem,
                       outcome.problem_detail, outcome.failures, outcome.due_at, outcome.hour.began_at,
                       outcome.hour.posts});
    return !rows.empty() && rows.front().boolean("changed");
}

void put_off(db::Transaction& transaction, AccountId account, InboxId inbox, Time due_at) {
    transaction.run(put_off_all, {account, inbox, due_at});
}

Troubles troubles(db::Transaction& transaction, AccountId account, InboxId inbox) {
    auto found = Troubles{};
    for (auto const& row : transaction.run(find_troubled, {account, inbox})) {
        auto& names = row.boolean("is_paused") ? found.paused : found.unanswered;
        names.push_back(row.string("name"));
    }
    return found;
}

bool has_enabled(db::Transaction& transaction, AccountId account, InboxId inbox) {
    return transaction.run(find_enabled, {account, inbox}).front().boolean("enabled");
}

std::vector<Marked> mark(db::Transaction& transaction, AccountId account, InboxId inbox, LabelId label,
                         std::vector<Sound> const& sounds) {
    auto ids = std::vector<std::string>{};
    auto sentiments = std::vector<std::int64_t>{};
    for (auto const& sound : sounds) {
        ids.push_back(sound.external_id);
        sentiments.push_back(sound.sentiment);
    }
    auto marked = std::vector<Marked>{};
    auto const rows =
        transaction.run(mark_found, {account, inbox, label, db::array(ids), db::array(sentiments)});
    for (auto const& row : rows) {
        marked.push_back({row.id<Conversation>("id"), row.id<Inbox>("inbox_id"), row.id<Team>("team_id"),
                          row.id<User>("assignee_id")});
    }
    return marked;
}

}  // namespace balie::store::search_streams
