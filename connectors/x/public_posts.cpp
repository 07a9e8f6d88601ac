// https://docs.x.com/x-api/posts/lookup (2026-11)
#include <connectors/x/public_posts.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/item.hpp>
#include <connectors/platform/outcome.hpp>
#include <connectors/x/api.hpp>
#include <connectors/x/person.hpp>
#include <connectors/x/post.hpp>

namespace balie::connectors::x {
namespace {

constexpr auto post_timeout = std::chrono::seconds{5};
constexpr auto text_max = std::size_t{2'000};
constexpr auto url_bytes_max = std::size_t{2'048};
constexpr auto asked_for = std::string_view{
    "?expansions=author_id,attachments.media_keys&media.fields=preview_image_url,type,url"
    "&tweet.fields=author_id,created_at,note_tweet&user.fields=name,username"};

// Of a film its still: the address of a film is none of a picture.
std::string picture_in(json::Object const* includes) {
    auto const* const media = includes == nullptr ? nullptr : json::array_in(*includes, "media");
    if (media == nullptr) { return {}; }
    for (auto const& one : *media) {
        auto const* const file = one.if_object();
        if (file == nullptr) { continue; }
        auto const is_photo = json::view(*file, "type") == "photo";
        auto url = json::text(*file, is_photo ? "url" : "preview_image_url");
        if (url.starts_with("https://") && url.size() <= url_bytes_max) { return url; }
    }
    return {};
}

std::string author_in(json::Object const* includes, std::string id) {
    auto people = People{};
    if (includes != nullptr) { people.add_list(json::array_in(*includes, "users")); }
    auto const author = people.contact(std::move(id));
    return author.name.empty() ? author.username : author.name;
}

// A long post stands whole beside the first of its words.
std::string words_in(json::Object const& data) {
    auto const* const note = json::object_in(data, "note_tweet");
    auto whole = note == nullptr ? std::string{} : json::text(*note, "text");
    return first_characters(unescaped(whole.empty() ? json::text(data, "text") : std::move(whole)), text_max);
}

PublicPost post_of(json::Object const& data, json::Object const* includes) {
    auto post = PublicPost{};
    post.text = words_in(data);
    post.url = "https://x.com/i/status/" + json::id_in(data, "id");
    post.author = author_in(includes, json::id_in(data, "author_id"));
    post.picture = picture_in(includes);
    auto const moment = parse_time(json::text(data, "created_at"));
    if (moment) { post.created_at = *moment; }
    return post;
}

}  // namespace

Task<Result<PublicPost>> PublicPosts::post(std::string thread_key, Secrets secrets) {
    if (!has_keys(secrets)) { co_return Error{ErrorCode::forbidden, "the inbox lacks a key"}; }
    auto url = api_url(secrets, {"tweets", thread_key}) + std::string{asked_for};
    auto call = api_call("GET", std::move(url), secrets);
    call.timeout = post_timeout;
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) { co_return Error{ErrorCode::unavailable, "the platform could not be reached"}; }
    // The app's credits are used up: that says nothing of the post.
    if (answer->status == 402) { co_return Error{ErrorCode::forbidden, "the app's credits are used up"}; }
    if (answer->status != 200) { co_return platform::status_error(answer->status); }
    auto const document = json::Document{answer->body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    if (root == nullptr) { co_return Error{ErrorCode::unavailable, "the answer could not be read"}; }
    auto const* const data = json::object_in(*root, "data");
    // A post that is gone, or that we may not see, comes as 200 with errors and no data.
    if (data == nullptr || json::id_in(*data, "id") != thread_key) {
        co_return Error{ErrorCode::not_found, "the platform shows nothing of it"};
    }
    co_return post_of(*data, json::object_in(*root, "includes"));
}

}  // namespace balie::connectors::x
