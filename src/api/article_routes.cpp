// Leads and administrators write them, everybody reads them.
#include "api/article_routes.hpp"

#include "api/cursor.hpp"
#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "api/short_list.hpp"
#include "store/articles.hpp"

#include <balie/base/web_address.hpp>

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

using nlohmann::json;

constexpr auto title_limit = TextLimit{.characters_max = 200, .characters_min = 1};
constexpr auto text_limit = TextLimit{.characters_max = 50'000, .characters_min = 1};
constexpr auto url_limit = TextLimit{.characters_max = 2'000};
constexpr auto language_limit = TextLimit{.characters_max = 16};

json to_json(Article const& article) {
    auto object = json{{"id", to_string(article.id)},
                       {"title", article.title},
                       {"text", article.text},
                       {"version", article.version}};
    if (!article.url.empty()) { object["url"] = article.url; }
    if (!article.language.empty()) { object["language"] = article.language; }
    return object;
}

void read_article(RequestBody& body, Article& article, bool is_new) {
    article.title = is_new ? body.text("title", title_limit)
                           : body.optional_text("title", title_limit).value_or(article.title);
    article.text = is_new ? body.text("text", text_limit)
                          : body.optional_text("text", text_limit).value_or(article.text);
    if (auto const url = body.nullable_text("url", url_limit); url.is_given) {
        article.url = url.value.value_or("");
        if (!article.url.empty() && !is_web_address(article.url)) {
            body.fault("url", "ill_typed", "must begin with https:// or http://");
        }
    }
    if (auto const language = body.nullable_text("language", language_limit); language.is_given) {
        article.language = language.value.value_or("");
    }
}

}  // namespace

void ArticleRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/articles", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/articles", Policy::change(lead_roles),
               [this](Call call) { return create(std::move(call)); });
    routes.add("PATCH", "/api/v1/articles/{id}", Policy::change(lead_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("DELETE", "/api/v1/articles/{id}", Policy::change(lead_roles),
               [this](Call call) { return remove(std::move(call)); });
}

Task<Result<http::Response>> ArticleRoutes::list(Call call) {
    auto query = Query{call.request};
    auto typed = query.text("q", 200).value_or("");
    auto page = ShortListPage{query.limit(), {}, scope_of(call.request)};
    auto const cursor = query.text("cursor", 1024);
    if (auto const read = query.end(); !read) { co_return read.error(); }
    if (cursor) {
        auto const parts = parts_of(*cursor, page.scope, 1);
        if (!parts) { co_return parts.error(); }
        page.after = parts->front();
    }
    auto find = [account = call.actor.account,
                 typed = std::move(typed)](db::Transaction& transaction) -> Result<std::vector<Article>> {
        return store::articles::list(transaction, account, typed);
    };
    auto const articles = co_await database_->run(call.actor.account.value, std::move(find));
    if (!articles) { co_return articles.error(); }
    co_return short_list_response(*articles, page, [](Article const& article) { return to_json(article); });
}

Task<Result<http::Response>> ArticleRoutes::create(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto article = Article{};
    read_article(*body, article, true);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto add = [account = call.actor.account,
                article = std::move(article)](db::Transaction& transaction) -> Result<Article> {
        return store::articles::insert(transaction, account, article);
    };
    auto const made = co_await database_->run(call.actor.account.value, std::move(add));
    if (!made) { co_return made.error(); }
    co_return json_response(201, to_json(*made));
}

Task<Result<http::Response>> ArticleRoutes::change(Call call) {
    auto const id = call.id<Article>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto sketch = Article{};
    read_article(*body, sketch, false);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [account = call.actor.account, id = *id,
                  request = call.request](db::Transaction& transaction) -> Result<Article> {
        auto article = store::articles::find_to_change(transaction, account, id);
        if (!article) { return article.error(); }
        auto given = RequestBody::of(request);
        if (!given) { return given.error(); }
        read_article(*given, *article, false);
        return store::articles::update(transaction, account, *article);
    };
    auto const article = co_await database_->run(call.actor.account.value, std::move(write));
    if (!article) { co_return article.error(); }
    co_return json_response(200, to_json(*article));
}

Task<Result<http::Response>> ArticleRoutes::remove(Call call) {
    auto const id = call.id<Article>();
    if (!id) { co_return id.error(); }
    auto write = [account = call.actor.account, id = *id](db::Transaction& transaction) {
        return store::articles::remove(transaction, account, id);
    };
    auto const removed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!removed) { co_return removed.error(); }
    co_return no_content();
}

}  // namespace balie::api
