// https://docs.x.com/x-api/posts/search-recent-posts (2026-11): seven days back, newest first, up to 100 on a page.
#include <connectors/x/post_search.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/item.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/x/api.hpp>
#include <connectors/x/person.hpp>
#include <connectors/x/post.hpp>

#include <algorithm>
#include <charconv>

namespace balie::connectors::x {
namespace {

constexpr auto search_timeout = std::chrono::seconds{15};
constexpr auto answer_bytes_max = std::size_t{4} << 20U;
constexpr auto id_epoch = std::int64_t{1'288'834'974'657};  // milliseconds
constexpr auto id_shift = 22;
// X refuses a post of more than seven days ago as the beginning.
constexpr auto reach = std::chrono::hours{7 * 24 - 1};
constexpr auto page_min = std::int64_t{10};
constexpr auto page_max = std::int64_t{100};
constexpr auto asked_for = std::string_view{
    "&expansions=author_id,attachments.media_keys,referenced_tweets.id"
    "&media.fields=preview_image_url,type,url,variants"
    "&tweet.fields=author_id,conversation_id,created_at,edit_history_tweet_ids,entities,in_reply_to_user_id,"
    "note_tweet,referenced_tweets&user.fields=name,username"};

std::int64_t number_of(std::string_view id) {
    auto number = std::int64_t{0};
    std::from_chars(id.data(), id.data() + id.size(), number);
    return number;
}

std::string since_of(PostQuestion const& question) {
    auto const earliest = std::chrono::time_point_cast<Time::duration>(std::chrono::system_clock::now()) -
                          std::chrono::duration_cast<Time::duration>(reach);
    auto const first = first_id_at(std::max(question.since, earliest));
    return number_of(question.since_id) > number_of(first) ? question.since_id : first;
}

std::string url_of(PostQuestion const& question, Secrets const& secrets) {
    auto url = api_url(secrets, {"tweets", "search", "recent"}) + "?query=" + percent_encode(question.query) +
               "&max_results=" + std::to_string(std::clamp(question.posts_max, page_min, page_max)) +
               std::string{asked_for} + "&since_id=" + since_of(question);
    if (!question.until_id.empty()) { url += "&until_id=" + percent_encode(question.until_id); }
    if (!question.next.empty()) { url += "&next_token=" + percent_encode(question.next); }
    return url;
}

PostRefusal refusal_of(HttpAnswer const& answer) {
    auto const outcome = refused(answer);
    auto const words = outcome.detail.empty() ? outcome.reason : outcome.detail;
    auto code = ErrorCode::unavailable;
    if (answer.status == 429) {
        code = ErrorCode::throttled;
    } else if (outcome.verdict == Verdict::reauthorize || answer.status == 403) {
        code = ErrorCode::forbidden;
    } else if (answer.status == 400) {
        code = ErrorCode::unprocessable;
    }
    return {Error{code, words}, outcome.retry_after};
}

// The newest and the oldest, whatever order they stand in.
void note_id(PostPage& page, std::string const& id) {
    auto const number = number_of(id);
    if (number == 0) { return; }
    if (page.newest_id.empty() || number > number_of(page.newest_id)) { page.newest_id = id; }
    if (page.oldest_id.empty() || number < number_of(page.oldest_id)) { page.oldest_id = id; }
}

void read_found(PostPage& page, json::Value const& value, json::Object const* includes, People const& people,
                std::string const& us) {
    auto const* const item = value.if_object();
    if (item == nullptr) { return; }
    auto post = read_post(*item, includes);
    note_id(page, post.id);
    if (post.id.empty() || post.author_id.empty() || post.author_id == us) { return; }
    post.is_found = true;
    auto event = post_event(std::move(post), us, people, value);
    if (event) { page.posts.push_back(std::move(*event)); }
}

// The answer does not name the account that asked; a webhook of the older kind does, and with the same word.
std::string replayable(std::string_view answer, std::string const& us) {
    return json::ObjectWriter{}.text("for_user_id", us).json("search", answer).take();
}

Error unreadable_answer() { return {ErrorCode::unavailable, "the answer could not be read"}; }

}  // namespace

std::string first_id_at(Time at) {
    auto const milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return std::to_string(std::max(milliseconds - id_epoch, std::int64_t{0}) << id_shift);
}

Result<PostPage> read_page(std::string_view body, std::string const& us) {
    auto const document = json::Document{body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    if (root == nullptr) { return unreadable_answer(); }
    auto page = read_page(*root, us);
    if (page) { page->body = replayable(body, us); }
    return page;
}

Result<PostPage> read_page(json::Object const& root, std::string const& us) {
    auto const* const meta = json::object_in(root, "meta");
    auto const* const data = json::array_in(root, "data");
    if (meta == nullptr && data == nullptr) { return unreadable_answer(); }
    auto page = PostPage{};
    if (meta != nullptr) { page.next = json::id_in(*meta, "next_token"); }
    if (data == nullptr) { return page; }
    auto const* const includes = json::object_in(root, "includes");
    auto people = People{};
    if (includes != nullptr) { people.add_list(json::array_in(*includes, "users")); }
    page.given = static_cast<std::int64_t>(data->size());
    for (auto const& value : *data) { read_found(page, value, includes, people, us); }
    return page;
}

Task<boost::system::result<PostPage, PostRefusal>> RecentPosts::search(PostQuestion question,
                                                                       Secrets secrets) {
    using Answer = boost::system::result<PostPage, PostRefusal>;
    if (!has_keys(secrets)) {
        co_return Answer{PostRefusal{Error{ErrorCode::forbidden, "the inbox lacks a key"}}};
    }
    auto call = api_call("GET", url_of(question, secrets), secrets);
    call.timeout = search_timeout;
    call.answer_bytes_max = answer_bytes_max;
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) {
        co_return Answer{PostRefusal{Error{ErrorCode::unavailable, "the platform could not be reached"}}};
    }
    if (answer->status != 200) { co_return Answer{refusal_of(*answer)}; }
    auto page = read_page(answer->body, std::string{secrets["user_id"]});
    if (!page) { co_return Answer{PostRefusal{page.error()}}; }
    co_return Answer{std::move(*page)};
}

}  // namespace balie::connectors::x
