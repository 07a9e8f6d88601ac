// The live figures, from counters that are kept in the transactions that change them.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/domain/queue.hpp>

namespace balie::store::queue {

// Of the whole account, as lead, admin and auditor see it. `at` is left to the caller.
Queue of_account(db::Transaction& transaction, AccountId account);

// Admin, lead and auditor see all; an agent sees the inboxes that they belong to, and no colleagues.
Queue for_actor(db::Transaction& transaction, access::Actor const& actor);

}  // namespace balie::store::queue
