// What the demo's desk has to work with: labels, a team, a policy, texts, articles, macros and views to try.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>

#include <string_view>
#include <vector>

namespace balie::app {

inline constexpr auto demo_team_name = std::string_view{"Klantcontact"};
inline constexpr auto demo_policy_name = std::string_view{"Binnen een uur, klaar binnen een dag"};

// In a new account. `users`: all are of the team; the last one keeps what belongs to everybody.
Result<void> furnish_demo(db::Transaction& transaction, AccountId account, std::vector<UserId> const& users);

}  // namespace balie::app
