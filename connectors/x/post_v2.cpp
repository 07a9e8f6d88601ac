// The v2 post of the X Activity API: ids are strings, and what it refers to is sent along beside it.
#include <connectors/x/attachment.hpp>
#include <connectors/x/post.hpp>

#include <connectors/json/item.hpp>

namespace balie::connectors::x {
namespace {

using json::Object;

std::string text_of(Object const& payload) {
    auto const* const note = json::object_in(payload, "note_tweet");
    auto text = note == nullptr ? std::string{} : json::text(*note, "text");
    return unescaped(text.empty() ? json::text(payload, "text") : std::move(text));
}

json::Array const* included(Object const* includes, std::string_view kind) {
    return includes == nullptr ? nullptr : json::array_in(*includes, kind);
}

void read_references(Object const& payload, Post& post) {
    auto const* const references = json::array_in(payload, "referenced_tweets");
    if (references == nullptr) { return; }
    for (auto const& value : *references) {
        auto const* const reference = value.if_object();
        if (reference == nullptr) { continue; }
        auto const type = json::view(*reference, "type");
        if (type == "quoted") { post.quoted_id = json::id_in(*reference, "id"); }
        if (type == "retweeted" || type == "reposted") { post.is_repost = true; }
        if (type == "replied_to" && post.reply_to_post.empty()) {
            post.reply_to_post = json::id_in(*reference, "id");
        }
    }
}

void read_quoted(json::Array const* posts, Post& post) {
    if (posts == nullptr || post.quoted_id.empty()) { return; }
    for (auto const& value : *posts) {
        auto const* const one = value.if_object();
        if (one == nullptr || json::id_in(*one, "id") != post.quoted_id) { continue; }
        post.quoted_text = text_of(*one);
        post.quoted_author_id = json::id_in(*one, "author_id");
        return;
    }
}

void read_mentions(Object const& payload, Post& post) {
    auto const* const entities = json::object_in(payload, "entities");
    auto const* const mentions = entities == nullptr ? nullptr : json::array_in(*entities, "mentions");
    if (mentions == nullptr) { return; }
    for (auto const& value : *mentions) {
        auto const* const person = value.if_object();
        auto id = person == nullptr ? std::string{} : exact_id(*person, "id");
        if (!id.empty()) { post.mentions.push_back(std::move(id)); }
    }
}

void read_history(Object const& payload, Post& post) {
    auto const* const versions = json::array_in(payload, "edit_history_tweet_ids");
    auto const* const first =
        versions == nullptr || versions->empty() ? nullptr : versions->front().if_string();
    if (first == nullptr || first->size() > json::id_bytes_max) { return; }
    auto id = std::string{first->data(), first->size()};
    if (id != post.id && id.find('\0') == std::string::npos) { post.edit_of = std::move(id); }
}

}  // namespace

Post read_post(Object const& payload, Object const* includes) {
    auto post = Post{};
    post.id = exact_id(payload, "id");
    post.author_id = exact_id(payload, "author_id");
    post.text = text_of(payload);
    post.at = json::time_in(payload, "created_at");
    post.conversation_id = exact_id(payload, "conversation_id");
    post.reply_to_post = exact_id(payload, "in_reply_to_tweet_id");
    post.reply_to_user = exact_id(payload, "in_reply_to_user_id");
    read_references(payload, post);
    read_quoted(included(includes, "tweets"), post);
    read_mentions(payload, post);
    read_history(payload, post);
    post.attachments = attachments_of(payload, included(includes, "media"));
    return post;
}

}  // namespace balie::connectors::x
