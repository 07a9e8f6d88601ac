// An account, and a user's tokens, as REST shows them.
#pragma once

#include <balie/domain/account.hpp>
#include <balie/domain/api_token.hpp>

#include <nlohmann/json_fwd.hpp>

namespace balie::wire {

nlohmann::json to_json(Account const& account);
nlohmann::json to_json(ApiToken const& token);  // without its secret, which nobody has any more

}  // namespace balie::wire
