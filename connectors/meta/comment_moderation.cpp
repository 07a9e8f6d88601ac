// https://developers.facebook.com/docs/graph-api/reference/comment (read 2026-11)
#include <connectors/meta/comment_moderation.hpp>

#include <connectors/json/writer.hpp>
#include <connectors/meta/graph.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/meta/page_errors.hpp>

namespace balie::connectors::meta {

Task<Result<void>> CommentModeration::hide(std::string external_id, bool is_hidden, Secrets secrets) {
    auto body = json::ObjectWriter{}.json(hide_, is_hidden ? "true" : "false").take();
    auto call = graph_post(graph_url(secrets, {external_id}), std::move(body), secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return done(answer, page_error_rows());
}

Task<Result<void>> CommentModeration::remove(std::string external_id, Secrets secrets) {
    auto call = graph_call("DELETE", graph_url(secrets, {external_id}), secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return done(answer, page_error_rows());
}

}  // namespace balie::connectors::meta
