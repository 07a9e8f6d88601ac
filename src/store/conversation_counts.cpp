// Totals come from the counters that triggers keep; what is overdue is walked by its index, a thousand an inbox.
#include "store/conversation_counts.hpp"

#include "store/planning.hpp"
#include "store/visibility.hpp"

#include <algorithm>

namespace balie::store::conversations {
namespace {

constexpr auto count_places = db::Statement{"conversations.count_places", R"sql(
    SELECT grouping(c.team_id) = 0 AS by_team, grouping(c.inbox_id) = 0 AS by_inbox, c.team_id, c.inbox_id,
           coalesce(sum(c.conversations) FILTER (WHERE c.status IN ('open', 'pending')), 0)::bigint AS live,
           coalesce(sum(c.conversations) FILTER (WHERE c.status <> 'resolved'), 0)::bigint AS unresolved,
           coalesce(sum(c.conversations) FILTER (WHERE c.status = 'snoozed'), 0)::bigint AS snoozed,
           coalesce(sum(c.conversations) FILTER (WHERE c.status IN ('open', 'pending') AND c.assignee_id = $5), 0)::bigint AS mine,
           coalesce(sum(c.conversations) FILTER (WHERE c.status IN ('open', 'pending') AND c.assignee_id IS NULL), 0)::bigint AS unassigned
      FROM (SELECT q.inbox_id, nullif(q.team_id, 0) AS team_id, nullif(q.assignee_id, 0) AS assignee_id, q.status, q.conversations
              FROM queue_counters q
             WHERE q.account_id = $1 AND q.conversations > 0) c
     WHERE ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
     GROUP BY GROUPING SETS ((), (c.team_id), (c.inbox_id))
)sql"};

constexpr auto count_overdue = db::Statement{"conversations.count_overdue", R"sql(
    SELECT grouping(c.team_id) = 0 AS by_team, grouping(c.inbox_id) = 0 AS by_inbox, c.team_id, c.inbox_id,
           count(*) FILTER (WHERE c.status IN ('open', 'pending')) AS live,
           count(*) FILTER (WHERE c.status <> 'resolved') AS unresolved,
           count(*) FILTER (WHERE c.status = 'snoozed') AS snoozed,
           count(*) FILTER (WHERE c.status IN ('open', 'pending') AND c.assignee_id = $5) AS mine,
           count(*) FILTER (WHERE c.status IN ('open', 'pending') AND c.assignee_id IS NULL) AS unassigned
      FROM inboxes i
     CROSS JOIN LATERAL (
           SELECT c.inbox_id, c.team_id, c.assignee_id, c.status
             FROM conversations c
            WHERE c.account_id = $1 AND c.inbox_id = i.id AND c.due_at < $7
              AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
            ORDER BY c.due_at, c.id
            LIMIT $8) c
     WHERE i.account_id = $1
     GROUP BY GROUPING SETS ((), (c.team_id), (c.inbox_id))
)sql"};

static_assert(shows_only_visible(count_places) && shows_only_visible(count_overdue));

void add(Counts& counts, db::Row const& row, std::int64_t Count::*part) {
    auto const figure = [&](char const* column) { return std::min(row.integer(column), count_max); };
    if (row.boolean("by_team")) {
        if (auto const team = row.id<Team>("team_id")) { counts.teams[team].*part = figure("live"); }
        return;
    }
    if (row.boolean("by_inbox")) {
        counts.inboxes[row.id<Inbox>("inbox_id")].*part = figure("live");
        return;
    }
    counts.mine.*part = figure("mine");
    counts.unassigned.*part = figure("unassigned");
    counts.snoozed.*part = figure("snoozed");
    counts.all.*part = figure("unresolved");
}

}  // namespace

Counts counts(db::Transaction& transaction, access::Actor const& actor, Time now) {
    auto found = Counts{};
    auto params = visibility_params(actor);
    for (auto const& row : transaction.run(count_places, params)) { add(found, row, &Count::total); }
    params.emplace_back(now);
    params.emplace_back(count_max);
    plan_for_these_values(transaction);
    for (auto const& row : transaction.run(count_overdue, params)) { add(found, row, &Count::overdue); }
    return found;
}

Count count(db::Transaction& transaction, access::Actor const& actor, Filter const& filter) {
    auto const total = how_many(transaction, actor, filter, count_max);
    if (total == 0) { return {}; }
    auto late = filter;
    late.overdue = true;
    return {total, how_many(transaction, actor, late, count_max)};
}

}  // namespace balie::store::conversations
