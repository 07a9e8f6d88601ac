// Sessions of browsers. Only the SHA-256 of a session's secret is kept.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <string>
#include <string_view>

namespace balie::store::sessions {

SessionId create(db::Transaction& transaction, AccountId account, UserId user, std::string_view secret_hash,
                 Time now);
void end(db::Transaction& transaction, AccountId account, SessionId id);
// All of one user, but for one that stays (none: not even that); answers how many ended.
std::size_t end_of_user(db::Transaction& transaction, AccountId account, UserId user, SessionId but = {});
// Those of a user that are past the account's times: rows that only take room.
void remove_expired(db::Transaction& transaction, AccountId account, UserId user, Time now);

}  // namespace balie::store::sessions
