// Messages that were found, as the API answers them: each with its conversation, and where the words stand.
#pragma once

#include "db/transaction.hpp"
#include "wire/context.hpp"

#include <balie/domain/message.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace balie::api {

// In the order given. The words with one of the lexemes are marked.
nlohmann::json found_messages(db::Transaction& transaction, AccountId account,
                              std::vector<Message> const& messages, std::vector<std::string> const& lexemes,
                              wire::Context const& context);

}  // namespace balie::api
