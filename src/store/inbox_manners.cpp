// Beside the settings of a channel, for every channel has these.
#include "store/inbox_manners.hpp"

namespace balie::store::inbox_manners {
namespace {

constexpr auto find_manners = db::Statement{"inbox_manners.of", R"sql(
    SELECT id, tone, undo_seconds, sla_policy_id
      FROM inboxes
     WHERE account_id = $1 AND id = ANY ($2::bigint[])
)sql"};

constexpr auto set_manner = db::Statement{"inbox_manners.set", R"sql(
    UPDATE inboxes
       SET tone = coalesce($3, tone), undo_seconds = coalesce($4::int, undo_seconds),
           sla_policy_id = CASE WHEN $5::boolean THEN $6 ELSE sla_policy_id END
     WHERE account_id = $1 AND id = $2
)sql"};

}  // namespace

std::map<InboxId, Manner> of(db::Transaction& transaction, AccountId account,
                             std::vector<InboxId> const& ids) {
    auto manners = std::map<InboxId, Manner>{};
    for (auto const& row : transaction.run(find_manners, {account, db::array(ids)})) {
        manners[row.id<Inbox>("id")] = Manner{row.string("tone"), row.integer("undo_seconds"),
                                              row.id<sla_policies::SlaPolicy>("sla_policy_id")};
    }
    return manners;
}

Result<void> set(db::Transaction& transaction, AccountId account, InboxId id, Change const& change) {
    auto const policy = change.sla_policy_id.value_or(sla_policies::SlaPolicyId{});
    if (policy && !sla_policies::find(transaction, account, policy)) {
        return Error{ErrorCode::unprocessable, "there is no such policy", "no_such_policy", "sla_policy_id"};
    }
    transaction.run(set_manner, {account, id, change.tone, change.undo_seconds,
                                 change.sla_policy_id.has_value(), policy});
    return {};
}

}  // namespace balie::store::inbox_manners
