// https://docs.x.com/x-api/activity/event-payloads (2026-08)
#include "sandbox/x/payload.hpp"

#include <balie/base/crypto.hpp>

#include <chrono>

namespace balie::sandbox::x {
namespace {

constexpr auto epoch = std::int64_t{1'288'834'974'657};  // milliseconds
constexpr auto shift = 22;
constexpr auto sequence_max = std::int64_t{1} << shift;

std::string escaped(std::string const& text) {
    auto result = std::string{};
    for (auto const letter : text) {
        if (letter == '&') {
            result += "&amp;";
        } else if (letter == '<') {
            result += "&lt;";
        } else if (letter == '>') {
            result += "&gt;";
        } else {
            result += letter;
        }
    }
    return result;
}

Json person(Account const& account) {
    return {{"id", account.id}, {"name", account.name}, {"username", account.handle}};
}

Json person(Customer const& customer) {
    return {{"id", customer_id(customer)}, {"name", customer.name}, {"username", customer.handle}};
}

Webhook activity(Account const& account, std::string type, Json payload, Json includes) {
    auto data = Json{{"event_uuid", random_uuid()},
                     {"filter", {{"user_id", account.id}}},
                     {"event_type", type},
                     {"payload", std::move(payload)}};
    if (!includes.empty()) { data["includes"] = std::move(includes); }
    auto made = Webhook{};
    made.what = std::move(type);
    made.body = plain_text({{"data", std::move(data)}});
    return made;
}

// Whom a post answers, by the post that it answers; under one of ours it is us.
std::string answered_author(Account const& account, Happening const& what, std::string const& answered) {
    auto const* entry = &what.post->root;
    for (auto const& one : what.post->comments.entries) {
        if (one.id == answered) { entry = &one; }
    }
    if (entry->author == Author::desk) { return account.id; }
    return std::string{customer_prefix} + entry->author_stem;
}

std::string answered_by(Happening const& what) {
    if (what.entry == &what.post->root) { return {}; }
    return what.entry->reply_to.empty() ? what.post->root.id : what.entry->reply_to;
}

Json entities(Account const& account, std::string const& text) {
    auto const at = text.find('@' + account.handle);
    if (at == std::string::npos) { return Json::object(); }
    return {{"mentions", Json::array({{{"id", account.id}, {"username", account.handle}, {"start", at}}})}};
}

std::string type_of(Happening const& what) {
    if (what.customer == nullptr) { return "post.create"; }
    return what.entry == &what.post->root ? "post.mention.create" : "post.reply.create";
}

}  // namespace

std::string customer_id(Customer const& customer) { return std::string{customer_prefix} + customer.stem; }

bool concerns(Account const& account, Happening const& what) {
    auto const mention = '@' + account.handle;
    auto const& root = what.post->root;
    auto const is_under_us = root.author == Author::desk || root.text.find(mention) != std::string::npos;
    auto const answered = answered_by(what);
    return what.customer == nullptr || is_under_us || what.entry->text.find(mention) != std::string::npos ||
           (!answered.empty() && answered_author(account, what, answered) == account.id);
}

Json post_json(Account const& account, Happening const& what) {
    auto const& entry = *what.entry;
    auto const author = what.customer == nullptr ? account.id : customer_id(*what.customer);
    auto post = Json{{"id", entry.id},
                     {"text", escaped(entry.text)},
                     {"author_id", author},
                     {"created_at", to_rfc3339(entry.at)},
                     {"conversation_id", what.post->root.id},
                     {"edit_history_tweet_ids", Json::array({entry.id})},
                     {"entities", entities(account, entry.text)}};
    auto const answered = answered_by(what);
    if (!answered.empty()) {
        post["in_reply_to_user_id"] = answered_author(account, what, answered);
        post["referenced_tweets"] = Json::array({{{"type", "replied_to"}, {"id", answered}}});
    }
    if (what.file != nullptr) { post["attachments"] = {{"media_keys", Json::array({"3_" + entry.id})}}; }
    return post;
}

Json included_json(Account const& account, Happening const& what) {
    auto includes = Json{{"users", Json::array({person(account)})}};
    if (what.customer != nullptr) { includes["users"].push_back(person(*what.customer)); }
    if (what.file != nullptr) {
        includes["media"] = Json::array(
            {{{"media_key", "3_" + what.entry->id}, {"type", "photo"}, {"url", file_url(*what.file)}}});
    }
    return includes;
}

Webhook post_webhook(Account const& account, Happening const& what) {
    auto payload = post_json(account, what);
    auto const answered = answered_by(what);
    if (!answered.empty()) { payload["in_reply_to_tweet_id"] = answered; }
    return activity(account, type_of(what), std::move(payload), included_json(account, what));
}

Json post_answer(Account const& account, Entry const& entry, Customer const* writer, MediaFile const* file) {
    auto const author = writer == nullptr ? person(account) : person(*writer);
    auto data = Json{{"id", entry.id},
                     {"text", escaped(entry.text)},
                     {"author_id", author["id"]},
                     {"created_at", to_rfc3339(entry.at)}};
    auto includes = Json{{"users", Json::array({author})}};
    if (file != nullptr) {
        data["attachments"] = {{"media_keys", Json::array({"3_" + entry.id})}};
        includes["media"] =
            Json::array({{{"media_key", "3_" + entry.id}, {"type", "photo"}, {"url", file_url(*file)}}});
    }
    return {{"data", std::move(data)}, {"includes", std::move(includes)}};
}

Webhook post_deletion_webhook(Account const& account, Happening const& what) {
    return activity(account, "post.delete",
                    {{"id", what.entry->id},
                     {"author_id", customer_id(*what.customer)},
                     {"deleted_at", to_rfc3339(now())}},
                    Json::object());
}

Webhook direct_message_webhook(Account const& account, Happening const& what, bool is_own) {
    auto const customer = customer_id(*what.customer);
    auto data = Json{{"text", escaped(what.entry->text)}, {"entities", Json::object()}};
    if (what.file != nullptr) {
        data["attachment"] = {
            {"type", "media"},
            {"media",
             {{"id", new_snowflake()}, {"type", "photo"}, {"media_url_https", file_url(*what.file)}}}};
    }
    auto const created = Json{{"target", {{"recipient_id", is_own ? customer : account.id}}},
                              {"sender_id", is_own ? account.id : customer},
                              {"message_data", std::move(data)}};
    auto const event = Json{{"type", "message_create"},
                            {"id", what.entry->id},
                            {"created_timestamp", in_milliseconds(what.entry->at)},
                            {"message_create", created}};
    auto const users =
        Json{{account.id, {{"data", person(account)}}}, {customer, {{"data", person(*what.customer)}}}};
    return activity(account, is_own ? "dm.sent" : "dm.received",
                    {{"direct_message_events", Json::array({event})}, {"users", users}}, Json::object());
}

Webhook read_webhook(Account const& account, Happening const& what) {
    auto const event = Json{{"created_timestamp", in_milliseconds(now())},
                            {"sender_id", customer_id(*what.customer)},
                            {"target", {{"recipient_id", account.id}}},
                            {"last_read_event_id", what.entry->id}};
    return activity(account, "dm.read", {{"direct_message_mark_read_events", Json::array({event})}},
                    Json::object());
}

std::string new_snowflake() {
    auto const at = std::chrono::duration_cast<std::chrono::milliseconds>(now().time_since_epoch()).count();
    auto sequence = std::int64_t{0};
    for (auto const byte : random_bytes(3)) { sequence = sequence * 256 + static_cast<unsigned char>(byte); }
    return std::to_string(((at - epoch) << shift) + sequence % sequence_max);
}

}  // namespace balie::sandbox::x
