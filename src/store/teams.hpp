// Teams and their members.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/team.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::store::teams {

std::vector<Team> list(db::Transaction& transaction, AccountId account);  // by name
Result<Team> find(db::Transaction& transaction, AccountId account, TeamId id);
// A name that is taken fails with conflict (teams_account_id_name_key).
TeamId insert(db::Transaction& transaction, AccountId account, std::string const& name);
// Raises the version; an absent name stays as it is. Error: not_found.
Result<void> update(db::Transaction& transaction, AccountId account, TeamId id,
                    std::optional<std::string> const& name);
// Exactly these are members afterwards; answers who came in or left.
// Error: unprocessable, field member_ids, for a user who is not there.
Result<std::vector<UserId>> set_members(db::Transaction& transaction, AccountId account, TeamId id,
                                        std::vector<UserId> const& members);
// Its conversations are left without a team. Answers them. Error: not_found.
Result<std::vector<ConversationId>> remove(db::Transaction& transaction, AccountId account, TeamId id);

}  // namespace balie::store::teams
