// Macros, as one person sees them.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/macro.hpp>

#include <vector>

namespace balie::store::macros {

// One's own, those of one's teams and those of all, by position and name. Leads see those of every team.
std::vector<Macro> list(db::Transaction& transaction, access::Actor const& actor);
// Error: not_found, also for one that the actor does not see.
Result<Macro> find(db::Transaction& transaction, access::Actor const& actor, MacroId id);
// The same, locked: of two who change it at once the second sees what the first one wrote, or that it is gone.
Result<Macro> find_to_change(db::Transaction& transaction, access::Actor const& actor, MacroId id);

// The id is taken from the sequence.
Macro insert(db::Transaction& transaction, AccountId account, Macro const& macro);
Macro update(db::Transaction& transaction, AccountId account, Macro const& macro);  // raises the version
void remove(db::Transaction& transaction, AccountId account, MacroId id);

}  // namespace balie::store::macros
