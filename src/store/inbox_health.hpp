// How inboxes do: what was found at the last look, and what only the rows can tell.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/channel/connector.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace balie::store::inbox_health {

// True when the inbox is due; others are kept off it until then.
bool take(db::Transaction& transaction, AccountId account, InboxId inbox, Time now, Time lease_until);
// The next round looks at it, whatever was planned.
void look_soon(db::Transaction& transaction, AccountId account, InboxId inbox);

// The checks of the last look.
std::vector<HealthCheck> last_checks(db::Transaction& transaction, AccountId account, InboxId inbox);
// Writes a look down. True when the problems are others than before: the version was raised.
bool keep(db::Transaction& transaction, AccountId account, InboxId inbox,
          std::vector<HealthCheck> const& checks, std::vector<std::string> const& problems, Time now,
          Time due_at);

// True once in a while: our webhooks may be told to the platform again.
bool may_resubscribe(db::Transaction& transaction, AccountId account, InboxId inbox, Time now,
                     Time last_before);

// How many of the hours since the last webhook brought one in each of the four weeks before, on the average.
double missed_hours(db::Transaction& transaction, AccountId account, InboxId inbox, Time last_webhook_at,
                    Time now);
// Messages of the inbox that failed since then, of the newest failures of the account.
// The platform has taken a message of this inbox at least once.
bool has_sent(db::Transaction& transaction, AccountId account, InboxId inbox);
std::int64_t failed_sends(db::Transaction& transaction, AccountId account, InboxId inbox, Time since);

// Hours of long ago tell nothing any more.
void forget_hours(db::Transaction& transaction, AccountId account, InboxId inbox, Time before);

}  // namespace balie::store::inbox_health
