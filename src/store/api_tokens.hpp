// API tokens of users. Only the SHA-256 of a token is kept.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/api_token.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::store::api_tokens {

ApiToken create(db::Transaction& transaction, AccountId account, UserId user, std::string const& name,
                std::string_view secret_hash);
std::vector<ApiToken> of_user(db::Transaction& transaction, AccountId account, UserId user);  // oldest first
// A user's own alone. Error: not_found.
Result<void> revoke(db::Transaction& transaction, AccountId account, UserId user, ApiTokenId id);
std::size_t revoke_of_user(db::Transaction& transaction, AccountId account, UserId user);

}  // namespace balie::store::api_tokens
