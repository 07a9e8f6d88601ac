// Counters are summed as they stand; who waits longest is the first in an index of those who wait, by inbox and by team.
#include "store/queue.hpp"

namespace balie::store::queue {
namespace {

constexpr auto sum_inboxes = db::Statement{"queue.inboxes", R"sql(
    SELECT i.id, i.name, i.channel, coalesce(q.open, 0) AS open, coalesce(q.waiting, 0) AS waiting,
           coalesce(q.unassigned, 0) AS unassigned, w.waiting_since
      FROM inboxes i
      LEFT JOIN (SELECT inbox_id, sum(conversations) FILTER (WHERE status IN ('open', 'pending'))::bigint AS open,
                        sum(waiting)::bigint AS waiting,
                        sum(conversations) FILTER (WHERE status IN ('open', 'pending') AND assignee_id = 0)::bigint AS unassigned
                   FROM queue_counters
                  WHERE account_id = $1
                  GROUP BY inbox_id) q ON q.inbox_id = i.id
      LEFT JOIN LATERAL (SELECT c.waiting_since
                           FROM conversations c
                          WHERE c.account_id = $1 AND c.inbox_id = i.id AND c.waiting_since IS NOT NULL
                          ORDER BY c.waiting_since
                          LIMIT 1) w ON true
     WHERE i.account_id = $1 AND i.deleted_at IS NULL AND ($2::bigint[] IS NULL OR i.id = ANY ($2))
     ORDER BY i.name, i.id
)sql"};

constexpr auto sum_teams = db::Statement{"queue.teams", R"sql(
    SELECT t.id, t.name, coalesce(q.open, 0) AS open, coalesce(q.waiting, 0) AS waiting,
           coalesce(q.unassigned, 0) AS unassigned, w.waiting_since
      FROM teams t
      LEFT JOIN (SELECT team_id, sum(conversations) FILTER (WHERE status IN ('open', 'pending'))::bigint AS open,
                        sum(waiting)::bigint AS waiting,
                        sum(conversations) FILTER (WHERE status IN ('open', 'pending') AND assignee_id = 0)::bigint AS unassigned
                   FROM queue_counters
                  WHERE account_id = $1 AND team_id <> 0
                  GROUP BY team_id) q ON q.team_id = t.id
      LEFT JOIN LATERAL (SELECT c.waiting_since
                           FROM conversations c
                          WHERE c.account_id = $1 AND c.team_id = t.id AND c.waiting_since IS NOT NULL
                          ORDER BY c.waiting_since
                          LIMIT 1) w ON true
     WHERE t.account_id = $1
     ORDER BY t.name, t.id
)sql"};

constexpr auto sum_agents = db::Statement{"queue.agents", R"sql(
    SELECT u.id, u.name, u.availability, coalesce(q.open, 0) AS open, coalesce(q.waiting, 0) AS waiting
      FROM users u
      LEFT JOIN (SELECT assignee_id, sum(conversations) FILTER (WHERE status IN ('open', 'pending'))::bigint AS open,
                        sum(waiting)::bigint AS waiting
                   FROM queue_counters
                  WHERE account_id = $1 AND assignee_id <> 0
                  GROUP BY assignee_id) q ON q.assignee_id = u.id
     WHERE u.account_id = $1 AND u.active AND (u.role <> 'auditor')
     ORDER BY u.name, u.id
)sql"};

QueueFigures figures_from(db::Row const& row) {
    return QueueFigures{row.integer("open"), row.integer("waiting"), row.integer("unassigned"),
                        row.maybe_time("waiting_since")};
}

std::vector<InboxQueue> inboxes_in(db::Transaction& transaction, AccountId account, db::Param const& ids) {
    auto inboxes = std::vector<InboxQueue>{};
    for (auto const& row : transaction.run(sum_inboxes, {account, ids})) {
        inboxes.push_back(InboxQueue{row.id<Inbox>("id"), row.string("name"),
                                     from_word<Channel>(row.text("channel")).value_or(Channel::api),
                                     figures_from(row)});
    }
    return inboxes;
}

QueueFigures sum_of(std::vector<InboxQueue> const& inboxes) {
    auto sum = QueueFigures{};
    for (auto const& inbox : inboxes) {
        sum.open += inbox.figures.open;
        sum.waiting += inbox.figures.waiting;
        sum.unassigned += inbox.figures.unassigned;
        auto const since = inbox.figures.longest_wait_since;
        if (since && (!sum.longest_wait_since || *since < *sum.longest_wait_since)) {
            sum.longest_wait_since = since;
        }
    }
    return sum;
}

}  // namespace

Queue of_account(db::Transaction& transaction, AccountId account) {
    auto queue = Queue{};
    queue.inboxes = inboxes_in(transaction, account, std::nullopt);
    queue.figures = sum_of(queue.inboxes);
    for (auto const& row : transaction.run(sum_teams, {account})) {
        queue.teams.push_back(TeamQueue{row.id<Team>("id"), row.string("name"), figures_from(row)});
    }
    for (auto const& row : transaction.run(sum_agents, {account})) {
        queue.agents.push_back(
            AgentQueue{row.id<User>("id"), row.string("name"),
                       from_word<Availability>(row.text("availability")).value_or(Availability::offline),
                       row.integer("open"), row.integer("waiting")});
    }
    return queue;
}

Queue for_actor(db::Transaction& transaction, access::Actor const& actor) {
    if (actor.sees_all()) { return of_account(transaction, actor.account); }
    auto queue = Queue{};
    queue.inboxes = inboxes_in(transaction, actor.account, db::array(actor.inboxes));
    queue.figures = sum_of(queue.inboxes);
    return queue;
}

}  // namespace balie::store::queue
