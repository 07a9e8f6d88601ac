// In three steps, each by an index: what is owed by a time, then who waits, then the newest. Each looks at some ahead and
// locks the first that is free, so that many who press at once do not stand in line for one row.
#include "store/conversation_next.hpp"

#include "store/planning.hpp"
#include "store/visibility.hpp"

#include <array>

namespace balie::store::conversations {
namespace {

constexpr auto ahead = std::int64_t{50};

// Of an administrator or lead who is a member of no inbox: all of them.
constexpr auto find_inboxes = db::Statement{"next.inboxes", R"sql(
    WITH own AS (
        SELECT DISTINCT m.inbox_id
          FROM inbox_members m
         WHERE m.account_id = $1 AND (m.user_id = $2 OR m.team_id = ANY ($3::bigint[]))
    )
    SELECT i.id
      FROM inboxes i
     WHERE i.account_id = $1 AND i.deleted_at IS NULL
       AND (i.id IN (SELECT inbox_id FROM own) OR ($4::boolean AND NOT EXISTS (SELECT FROM own)))
)sql"};

constexpr auto claim_due = db::Statement{"next.claim_due", R"sql(
    SELECT c.id
      FROM (SELECT x.id, x.due_at
              FROM unnest($7::bigint[]) AS i (id)
             CROSS JOIN LATERAL (
                   SELECT c.id, c.due_at
                     FROM conversations c
                    WHERE c.account_id = $1 AND c.inbox_id = i.id AND c.due_at IS NOT NULL
                      AND c.status = 'open' AND c.assignee_id IS NULL AND c.id <> $8
                      AND (c.team_id IS NULL OR c.team_id = ANY ($6::bigint[]))
                      AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
                    ORDER BY c.due_at, c.id
                    LIMIT $9) x
             ORDER BY x.due_at, x.id
             LIMIT $9) f
      JOIN conversations c ON c.account_id = $1 AND c.id = f.id AND c.status = 'open' AND c.assignee_id IS NULL
     ORDER BY f.due_at, f.id
     LIMIT 1
       FOR NO KEY UPDATE OF c SKIP LOCKED
)sql"};

constexpr auto claim_waiting = db::Statement{"next.claim_waiting", R"sql(
    SELECT c.id
      FROM (SELECT x.id, x.waiting_since
              FROM unnest($7::bigint[]) AS i (id)
             CROSS JOIN LATERAL (
                   SELECT c.id, c.waiting_since
                     FROM conversations c
                    WHERE c.account_id = $1 AND c.inbox_id = i.id AND c.waiting_since IS NOT NULL AND c.due_at IS NULL
                      AND c.status = 'open' AND c.assignee_id IS NULL AND c.id <> $8
                      AND (c.team_id IS NULL OR c.team_id = ANY ($6::bigint[]))
                      AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
                    ORDER BY c.waiting_since, c.id
                    LIMIT $9) x
             ORDER BY x.waiting_since, x.id
             LIMIT $9) f
      JOIN conversations c ON c.account_id = $1 AND c.id = f.id AND c.status = 'open' AND c.assignee_id IS NULL
     ORDER BY f.waiting_since, f.id
     LIMIT 1
       FOR NO KEY UPDATE OF c SKIP LOCKED
)sql"};

// The counters say where there is anything at all: else the walk would go through a whole inbox to find nothing.
constexpr auto claim_newest = db::Statement{"next.claim_newest", R"sql(
    SELECT c.id
      FROM (SELECT x.id, x.list_at
              FROM (SELECT u.id
                      FROM unnest($7::bigint[]) AS u (id)
                     WHERE EXISTS (SELECT FROM queue_counters q
                                    WHERE q.account_id = $1 AND q.inbox_id = u.id AND q.assignee_id = 0
                                      AND q.status = 'open' AND q.conversations > 0)
                    OFFSET 0) AS i
             CROSS JOIN LATERAL (
                   SELECT c.id, c.list_at
                     FROM conversations c
                    WHERE c.account_id = $1 AND c.inbox_id = i.id AND c.status <> 'resolved'
                      AND c.waiting_since IS NULL AND c.due_at IS NULL
                      AND c.status = 'open' AND c.assignee_id IS NULL AND c.id <> $8
                      AND (c.team_id IS NULL OR c.team_id = ANY ($6::bigint[]))
                      AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
                    ORDER BY c.list_at DESC, c.id DESC
                    LIMIT $9) x
             ORDER BY x.list_at DESC, x.id DESC
             LIMIT $9) f
      JOIN conversations c ON c.account_id = $1 AND c.id = f.id AND c.status = 'open' AND c.assignee_id IS NULL
     ORDER BY f.list_at DESC, f.id DESC
     LIMIT 1
       FOR NO KEY UPDATE OF c SKIP LOCKED
)sql"};

static_assert(shows_only_visible(claim_due) && shows_only_visible(claim_waiting) &&
              shows_only_visible(claim_newest));

std::vector<InboxId> inboxes_for(db::Transaction& transaction, access::Actor const& actor) {
    auto inboxes = std::vector<InboxId>{};
    for (auto const& row : transaction.run(
             find_inboxes, {actor.account, actor.user, db::array(actor.teams), actor.sees_all()})) {
        inboxes.push_back(row.id<Inbox>("id"));
    }
    return inboxes;
}

}  // namespace

std::optional<ConversationId> claim_next(db::Transaction& transaction, access::Actor const& actor,
                                         ConversationId without) {
    auto params = visibility_params(actor);
    params.push_back(db::array(inboxes_for(transaction, actor)));
    params.emplace_back(without.value);
    params.emplace_back(ahead);
    auto claimed = std::optional<ConversationId>{};
    plan_for_these_values(transaction);
    for (auto const& claim : {claim_due, claim_waiting, claim_newest}) {
        auto const rows = transaction.run(claim, params);
        if (rows.empty()) { continue; }
        claimed = rows.front().id<Conversation>("id");
        break;
    }
    plan_for_all_values(transaction);
    return claimed;
}

}  // namespace balie::store::conversations
