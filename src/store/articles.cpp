// An organisation writes hundreds of these, not millions: they are looked through one by one.
#include "store/articles.hpp"

namespace balie::store::articles {
namespace {

constexpr auto list_articles = db::Statement{"articles.list", R"sql(
    SELECT id, title, text, url, language, version
      FROM articles
     WHERE account_id = $1
       AND ($2 = '' OR position(lower($2) IN lower(title)) > 0 OR position(lower($2) IN lower(text)) > 0)
     ORDER BY $2 <> '' AND position(lower($2) IN lower(title)) = 0, title, id
)sql"};

constexpr auto find_article = db::Statement{"articles.find", R"sql(
    SELECT id, title, text, url, language, version
      FROM articles
     WHERE account_id = $1 AND id = $2
       FOR UPDATE
)sql"};

constexpr auto insert_article = db::Statement{"articles.insert", R"sql(
    INSERT INTO articles (account_id, id, title, text, url, language)
    VALUES ($1, nextval('article_ids'), $2, $3, nullif($4, ''), nullif($5, ''))
    RETURNING id, title, text, url, language, version
)sql"};

constexpr auto update_article = db::Statement{"articles.update", R"sql(
    UPDATE articles
       SET title = $3, text = $4, url = nullif($5, ''), language = nullif($6, ''), version = version + 1
     WHERE account_id = $1 AND id = $2
    RETURNING id, title, text, url, language, version
)sql"};

constexpr auto remove_article = db::Statement{"articles.remove", R"sql(
    DELETE FROM articles
     WHERE account_id = $1 AND id = $2
)sql"};

Article from_row(db::Row const& row) {
    return Article{row.id<Article>("id"), row.string("title"),    row.string("text"),
                   row.string("url"),     row.string("language"), row.integer("version")};
}

Error no_such_article() { return {ErrorCode::not_found, "no such article"}; }

}  // namespace

std::vector<Article> list(db::Transaction& transaction, AccountId account, std::string const& typed) {
    auto articles = std::vector<Article>{};
    for (auto const& row : transaction.run(list_articles, {account, typed})) {
        articles.push_back(from_row(row));
    }
    return articles;
}

Result<Article> find_to_change(db::Transaction& transaction, AccountId account, ArticleId id) {
    auto const rows = transaction.run(find_article, {account, id});
    if (rows.empty()) { return no_such_article(); }
    return from_row(rows.front());
}

Article insert(db::Transaction& transaction, AccountId account, Article const& article) {
    return from_row(
        transaction.run(insert_article, {account, article.title, article.text, article.url, article.language})
            .front());
}

Article update(db::Transaction& transaction, AccountId account, Article const& article) {
    return from_row(transaction
                        .run(update_article, {account, article.id, article.title, article.text, article.url,
                                              article.language})
                        .front());
}

Result<void> remove(db::Transaction& transaction, AccountId account, ArticleId id) {
    if (transaction.run(remove_article, {account, id}).affected() == 0) { return no_such_article(); }
    return {};
}

}  // namespace balie::store::articles
