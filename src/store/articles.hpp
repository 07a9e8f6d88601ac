// Articles of an account.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/article.hpp>

#include <string>
#include <vector>

namespace balie::store::articles {

// By title; with what was typed, those that hold it, titles first.
std::vector<Article> list(db::Transaction& transaction, AccountId account, std::string const& typed);
// Locked: of two who change it at once the second sees what the first one wrote, or that it is gone. Error: not_found.
Result<Article> find_to_change(db::Transaction& transaction, AccountId account, ArticleId id);
Article insert(db::Transaction& transaction, AccountId account, Article const& article);
Article update(db::Transaction& transaction, AccountId account, Article const& article);
Result<void> remove(db::Transaction& transaction, AccountId account, ArticleId id);  // error: not_found

}  // namespace balie::store::articles
