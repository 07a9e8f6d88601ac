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
Result<Article> find(db::Transaction& transaction, AccountId account, ArticleId id);  // error: not_found
Article insert(db::Transaction& transaction, AccountId account, Article const& article);
Article update(db::Transaction& transaction, AccountId account, Article const& article);
Result<void> remove(db::Transaction& transaction, AccountId account, ArticleId id);  // error: not_found

}  // namespace balie::store::articles
