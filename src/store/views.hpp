// Saved views, as one person sees them.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/view.hpp>

#include <cstdint>
#include <vector>

namespace balie::store::views {

// One's own, those of one's teams and those of all, by position and name. Leads see those of every team.
std::vector<View> list(db::Transaction& transaction, access::Actor const& actor);
// Error: not_found, also for one that the actor does not see.
Result<View> find(db::Transaction& transaction, access::Actor const& actor, ViewId id);
// The same, locked: of two who change it at once the second sees what the first one wrote, or that it is gone.
Result<View> find_to_change(db::Transaction& transaction, access::Actor const& actor, ViewId id);
std::int64_t count_own(db::Transaction& transaction, AccountId account, UserId owner);

// The id is taken from the sequence.
View insert(db::Transaction& transaction, AccountId account, View const& view);
View update(db::Transaction& transaction, AccountId account, View const& view);  // raises the version
void remove(db::Transaction& transaction, AccountId account, ViewId id);

}  // namespace balie::store::views
