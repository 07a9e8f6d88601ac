#include "store/desk_figures.hpp"

namespace balie::store::desk_figures {
namespace {

constexpr auto read_waiting = db::Statement{"desk_figures.waiting", R"sql(
    SELECT (SELECT count(*) FROM outbox WHERE account_id = $1) AS to_send,
           (SELECT min(first_due_at) FROM outbox WHERE account_id = $1 AND due_at <= $2) AS oldest_due_at,
           (SELECT count(*) FROM messages WHERE account_id = $1 AND status = 'uncertain') AS uncertain,
           (SELECT min(created_at) FROM messages WHERE account_id = $1 AND status = 'uncertain') AS oldest_uncertain_at,
           (SELECT count(*) FROM quarantine WHERE account_id = $1 AND state = 'waiting') AS quarantined
)sql"};

constexpr auto read_inboxes = db::Statement{"desk_figures.inboxes", R"sql(
    SELECT id, last_webhook_at, cardinality(problems) AS problems
      FROM inboxes
     WHERE account_id = $1 AND deleted_at IS NULL
)sql"};

}  // namespace

Figures read(db::Transaction& transaction, AccountId account, Time now) {
    auto const waiting = transaction.run(read_waiting, {account, now});
    auto const& row = waiting.front();
    auto figures = Figures{row.integer("to_send"), row.maybe_time("oldest_due_at"), row.integer("uncertain"),
                           row.maybe_time("oldest_uncertain_at"), row.integer("quarantined")};
    for (auto const& inbox : transaction.run(read_inboxes, {account})) {
        figures.inboxes.push_back(InboxState{inbox.id<Inbox>("id"), inbox.maybe_time("last_webhook_at"),
                                             inbox.integer("problems")});
    }
    return figures;
}

}  // namespace balie::store::desk_figures
