// Forbidden phrases: words that a reply may hold only when a second person approves it.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie {

struct ForbiddenPhrase;
using ForbiddenPhraseId = Id<ForbiddenPhrase>;

struct ForbiddenPhrase {
    ForbiddenPhraseId id;
    std::string phrase = {};
    std::string explanation = {};  // for the agent, in the account's own words
};

}  // namespace balie

namespace balie::store::forbidden_phrases {

std::vector<ForbiddenPhrase> list(db::Transaction& transaction, AccountId account);

// Errors: unprocessable (empty) for a phrase without a letter or digit; conflict
// (forbidden_phrases_account_id_words_key) for one that is there; unprocessable (too_many) beyond two hundred.
Result<ForbiddenPhrase> insert(db::Transaction& transaction, AccountId account, std::string const& phrase,
                               std::string const& explanation);
// As it is now; nobody else changes it until the transaction ends. Error: not_found.
Result<ForbiddenPhrase> lock(db::Transaction& transaction, AccountId account, ForbiddenPhraseId id);
// Of one that is locked. Errors: unprocessable (empty) and conflict, as of insert.
Result<ForbiddenPhrase> update(db::Transaction& transaction, AccountId account,
                               ForbiddenPhrase const& changed);
Result<ForbiddenPhrase> remove(db::Transaction& transaction, AccountId account, ForbiddenPhraseId id);

// The first that the text holds as whole words, whatever the case, accents and signs between them.
std::optional<ForbiddenPhrase> find_in(db::Transaction& transaction, AccountId account,
                                       std::string const& text);

}  // namespace balie::store::forbidden_phrases
