// How people write in an inbox: the hint for their tone, how long the browser holds a reply back, and the policy.
#pragma once

#include "db/transaction.hpp"
#include "store/sla_policies.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::inbox_manners {

struct Manner {
    std::string tone = {};
    std::int64_t undo_seconds = 5;
    sla_policies::SlaPolicyId sla_policy_id = {};
};

std::map<InboxId, Manner> of(db::Transaction& transaction, AccountId account,
                             std::vector<InboxId> const& ids);

// What is absent stays; the id of none is no policy.
struct Change {
    std::optional<std::string> tone = {};
    std::optional<std::int64_t> undo_seconds = {};
    std::optional<sla_policies::SlaPolicyId> sla_policy_id = {};
};
// The inbox's row is locked. Error: unprocessable, field sla_policy_id, for a policy that is not there.
Result<void> set(db::Transaction& transaction, AccountId account, InboxId id, Change const& change);

}  // namespace balie::store::inbox_manners
