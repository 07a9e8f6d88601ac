// Policies: within which time an inbox wants its customers answered and helped.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::sla_policies {

struct SlaPolicy;
using SlaPolicyId = Id<SlaPolicy>;

struct SlaPolicy {
    SlaPolicyId id;
    std::string name = {};
    std::optional<std::int64_t> first_response_seconds = {};  // absent: no such time
    std::optional<std::int64_t> next_response_seconds = {};
    std::optional<std::int64_t> resolution_seconds = {};
    std::int64_t version = 1;
};

std::vector<SlaPolicy> list(db::Transaction& transaction, AccountId account);             // by name
Result<SlaPolicy> find(db::Transaction& transaction, AccountId account, SlaPolicyId id);  // error: not_found
// The same, locked: of two who change it at once the second sees what the first one wrote, or that it is gone.
Result<SlaPolicy> find_to_change(db::Transaction& transaction, AccountId account, SlaPolicyId id);
// A name that is taken fails with conflict (sla_policies_account_id_name_key). Times that run already stay.
SlaPolicy insert(db::Transaction& transaction, AccountId account, SlaPolicy const& policy);
SlaPolicy update(db::Transaction& transaction, AccountId account, SlaPolicy const& policy);
// One that an inbox has fails with conflict (in_use). Error: not_found.
Result<void> remove(db::Transaction& transaction, AccountId account, SlaPolicyId id);

}  // namespace balie::store::sla_policies
