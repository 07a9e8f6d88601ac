// The v1.1 status of the Account Activity API. A long one has its text and its media in extended_tweet.
#include <connectors/x/attachment.hpp>
#include <connectors/x/post.hpp>

#include <connectors/json/item.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::x {
namespace {

using json::Object;

constexpr auto months = std::to_array<std::string_view>(
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});
constexpr auto date_length = std::size_t{30};

// "Thu Jan 01 00:00:00 +0000 2026": fixed places, English months.
std::optional<Time> classic_time(std::string_view text) {
    if (text.size() != date_length) { return std::nullopt; }
    auto const month = std::find(months.begin(), months.end(), text.substr(4, 3));
    if (month == months.end()) { return std::nullopt; }
    auto const number = std::to_string(month - months.begin() + 1);
    auto written = std::string{text.substr(26, 4)} + '-' + (number.size() < 2 ? "0" : "") + number + '-';
    written += std::string{text.substr(8, 2)} + 'T' + std::string{text.substr(11, 8)};
    written += std::string{text.substr(20, 3)} + ':' + std::string{text.substr(23, 2)};
    return json::plausible(parse_time(written));
}

std::optional<Time> time_of(Object const& status) {
    auto const at = classic_time(json::view(status, "created_at"));
    return at ? at : json::time_in(status, "timestamp_ms");
}

std::string text_of(Object const& status) {
    if (auto const* const extended = json::object_in(status, "extended_tweet")) {
        auto text = json::text(*extended, "full_text");
        if (!text.empty()) { return unescaped(std::move(text)); }
    }
    if (auto const* const note = json::object_in(status, "note_tweet")) {
        auto text = json::text(*note, "text");
        if (!text.empty()) { return unescaped(std::move(text)); }
    }
    auto text = json::text(status, "full_text");
    return unescaped(text.empty() ? json::text(status, "text") : std::move(text));
}

json::Value const* media_of(Object const& status) {
    for (auto const key : {"extended_entities", "entities"}) {
        auto const* const entities = json::object_in(status, key);
        auto const* const media = entities == nullptr ? nullptr : json::member(*entities, "media");
        if (media != nullptr) { return media; }
    }
    return nullptr;
}

void read_entities(Object const& status, Post& post) {
    auto const* const entities = json::object_in(status, "entities");
    auto const* const mentions = entities == nullptr ? nullptr : json::array_in(*entities, "user_mentions");
    if (mentions == nullptr) { return; }
    for (auto const& value : *mentions) {
        auto const* const person = value.if_object();
        auto id = person == nullptr ? std::string{} : exact_id(*person, "id");
        if (!id.empty()) { post.mentions.push_back(std::move(id)); }
    }
}

void read_quoted(Object const& status, Post& post) {
    post.quoted_id = exact_id(status, "quoted_status_id");
    auto const* const quoted = json::object_in(status, "quoted_status");
    if (quoted == nullptr) { return; }
    if (post.quoted_id.empty()) { post.quoted_id = exact_id(*quoted, "id"); }
    post.quoted_text = text_of(*quoted);
    auto const* const author = json::object_in(*quoted, "user");
    if (author != nullptr) { post.quoted_author_id = exact_id(*author, "id"); }
}

}  // namespace

Post read_status(Object const& status) {
    auto post = Post{};
    post.id = exact_id(status, "id");
    if (auto const* const author = json::object_in(status, "user")) {
        post.author_id = exact_id(*author, "id");
    }
    post.text = text_of(status);
    post.at = time_of(status);
    post.reply_to_post = exact_id(status, "in_reply_to_status_id");
    post.reply_to_user = exact_id(status, "in_reply_to_user_id");
    post.is_repost = json::object_in(status, "retweeted_status") != nullptr;
    read_quoted(status, post);
    auto const* const extended = json::object_in(status, "extended_tweet");
    auto const& whole = extended == nullptr ? status : *extended;
    read_entities(whole, post);
    auto const* const media = media_of(whole);
    post.attachments = attachments_of(media == nullptr ? media_of(status) : media);
    return post;
}

}  // namespace balie::connectors::x
