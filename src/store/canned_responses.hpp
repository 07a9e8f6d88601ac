// Texts that agents insert by a shortcut, as one person sees them.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/canned_response.hpp>

#include <vector>

namespace balie::store::canned_responses {

// One's own, those of one's teams and those of all, by shortcut. Leads see those of every team.
std::vector<CannedResponse> list(db::Transaction& transaction, access::Actor const& actor);
// Locked: of two who change it at once the second sees what the first one wrote, or that it is gone. Error: not_found,
// also for one that the actor does not see.
Result<CannedResponse> find_to_change(db::Transaction& transaction, access::Actor const& actor,
                                      CannedResponseId id);

// The id is taken from the sequence. A shortcut that is taken among those of the same people fails with conflict
// (canned_responses_shortcut).
CannedResponse insert(db::Transaction& transaction, AccountId account, CannedResponse const& response);
CannedResponse update(db::Transaction& transaction, AccountId account, CannedResponse const& response);
void remove(db::Transaction& transaction, AccountId account, CannedResponseId id);

}  // namespace balie::store::canned_responses
