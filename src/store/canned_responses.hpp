// Canned responses: texts behind a shortcut, of the whole account.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/canned_response.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::store::canned_responses {

std::vector<CannedResponse> list(db::Transaction& transaction, AccountId account);  // by shortcut
// A shortcut that is taken fails with conflict (canned_responses_account_id_shortcut_key).
CannedResponse insert(db::Transaction& transaction, AccountId account, std::string const& shortcut,
                      std::string const& text);
// An absent field stays as it is. Error: not_found.
Result<CannedResponse> update(db::Transaction& transaction, AccountId account, CannedResponseId id,
                              std::optional<std::string> const& shortcut,
                              std::optional<std::string> const& text);
Result<void> remove(db::Transaction& transaction, AccountId account, CannedResponseId id);

}  // namespace balie::store::canned_responses
