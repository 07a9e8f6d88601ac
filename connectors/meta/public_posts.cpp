// https://developers.facebook.com/docs/graph-api/reference/pagepost and
// https://developers.facebook.com/docs/instagram-platform/reference/instagram-media (read 2026-11)
#include <connectors/meta/public_posts.hpp>

#include <balie/base/text.hpp>
#include <connectors/meta/graph.hpp>
#include <connectors/meta/item.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/meta/page_errors.hpp>

namespace balie::connectors::meta {
namespace {

constexpr auto post_timeout = std::chrono::seconds{5};
constexpr auto text_max = std::size_t{2'000};
constexpr auto url_bytes_max = std::size_t{2'048};
constexpr auto utc = std::string_view{"+0000"};  // as the Graph API writes it

std::string query_of(PostFields const& fields) {
    auto query = std::string{"?fields="};
    for (auto const field : {fields.text, fields.url, fields.created_at, fields.author, fields.picture}) {
        query.append(field).push_back(',');
    }
    if (fields.film_picture.empty()) {
        query.pop_back();
    } else {
        query.append("media_type,").append(fields.film_picture);
    }
    return query;
}

std::string address_in(json::Object const& node, std::string_view field) {
    auto url = json::text(node, field);
    return is_fetchable(url) && url.size() <= url_bytes_max ? url : std::string{};
}

std::string author_in(json::Object const& node, std::string_view field) {
    auto const* const author = json::object_in(node, field);
    return author == nullptr ? name_in(node, field) : name_in(*author, "name");
}

std::optional<Time> moment_in(json::Object const& node, std::string_view field) {
    auto text = json::text(node, field);
    if (text.ends_with(utc)) { text.replace(text.size() - utc.size(), utc.size(), "Z"); }
    auto const moment = parse_time(text);
    return moment ? std::optional{*moment} : std::nullopt;
}

PublicPost post_of(json::Object const& node, PostFields const& fields) {
    auto post = PublicPost{};
    post.text = first_characters(json::text(node, fields.text), text_max);
    post.url = address_in(node, fields.url);
    post.author = author_in(node, fields.author);
    auto const is_film = json::text(node, "media_type") == "VIDEO" && !fields.film_picture.empty();
    post.picture = address_in(node, is_film ? fields.film_picture : fields.picture);
    post.created_at = moment_in(node, fields.created_at);
    return post;
}

}  // namespace

Task<Result<PublicPost>> PublicPosts::post(std::string thread_key, Secrets secrets) {
    auto call = graph_call("GET", graph_url(secrets, {thread_key}) + query_of(fields_), secrets);
    call.timeout = post_timeout;
    auto const answer = co_await http_.call(std::move(call));
    auto const asked = done(answer, page_error_rows());
    if (!asked) { co_return asked.error(); }
    auto const document = json::Document{answer->body};
    auto const* const node = document.root() == nullptr ? nullptr : document.root()->if_object();
    if (node == nullptr) { co_return Error{ErrorCode::unavailable, "the answer could not be read"}; }
    auto post = post_of(*node, fields_);
    if (post == PublicPost{}) { co_return Error{ErrorCode::not_found, "the platform shows nothing of it"}; }
    co_return post;
}

}  // namespace balie::connectors::meta
