// https://docs.x.com/x-api (2026-08). A code of this platform is the status of HTTP.
#include "sandbox/x/platform.hpp"

#include "sandbox/known_error.hpp"
#include "sandbox/multipart.hpp"
#include "sandbox/portrait.hpp"
#include "sandbox/x/app.hpp"
#include "sandbox/x/oauth.hpp"
#include "sandbox/x/search.hpp"

#include <balie/base/crypto.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace balie::sandbox::x {
namespace {

constexpr auto crc_digits = std::size_t{24};

namespace error_codes {
constexpr auto bad_request = 400;
constexpr auto bad_token = 401;
constexpr auto not_found = 404;
constexpr auto down = 503;
}  // namespace error_codes

constexpr auto known = std::to_array<KnownError>({
    {503, 503, "Service Unavailable"},
    {400, 400, "Invalid Request"},
    {401, 401, "Unauthorized"},
    {402, 402, "Payment Required"},
    {403, 403, "Forbidden"},
    {404, 404, "Not Found Error"},
    {429, 429, "Too Many Requests"},
});

Abilities all_abilities() {
    auto can = Abilities{};
    can.in_private = Can{};
    can.in_private->files = {"image"};
    can.in_public = Can{};
    can.in_public->replies = can.in_public->deletes = true;
    can.in_public->files = {"image"};
    can.begins_posts = can.tells_read = true;
    can.codes = {429, 403, 402, 401, 503};
    return can;
}

std::string signature(std::string const& key, std::string_view bytes) {
    return "sha256=" + to_base64(hmac_sha256(key, bytes));
}

constexpr auto search_query_max = std::size_t{512};

std::int64_t number_of(std::string_view digits) {
    auto number = std::int64_t{0};
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::string queried(http::Request const& request, std::string_view name) {
    for (auto const& [key, value] : request.query) {
        if (key == name) { return value; }
    }
    return {};
}

}  // namespace

X::X(Line& line)
    : Platform(line), account_{line.setting("user_id"), line.options().handle, line.options().business} {
    api_.add("POST", "/2/tweets", &X::post);
    api_.add("GET", "/2/tweets/search/recent", &X::search);
    api_.add("GET", "/2/tweets/{id}", &X::shown_post);
    api_.add("DELETE", "/2/tweets/{id}", &X::remove);
    api_.add("PUT", "/2/tweets/{id}/hidden", &X::hide);
    api_.add("POST", "/2/dm_conversations/with/{id}/messages", &X::direct_message);
    api_.add("POST", "/2/media/upload", &X::upload);
    api_.add("GET", "/2/users/{id}", &X::person);
    api_.add("POST", "/oauth2/token", &X::app_token);
    api_.add("GET", "/2/webhooks", &X::webhooks);
    api_.add("PUT", "/2/webhooks/{id}", &X::challenge);
    api_.add("GET", "/2/activity/subscriptions", &X::subscriptions);
    api_.add("POST", "/2/activity/subscriptions", &X::subscribe);
}

Abilities const& X::abilities() const noexcept {
    static auto const abilities = all_abilities();
    return abilities;
}

std::string X::new_id(Customer const&, Post const*) { return new_snowflake(); }

Customer* X::customer_at(std::string_view address) const {
    return line().customers().with_stem(without_prefix(address, customer_prefix));
}

Platform::Told X::said(Happening const& what) {
    if (what.post == nullptr) { return direct_message_webhook(account_, what, false); }
    if (!concerns(account_, what)) { return std::nullopt; }
    return post_webhook(account_, what);
}

Platform::Told X::revoked(Happening const& what) {
    if (!concerns(account_, what)) { return std::nullopt; }
    return post_deletion_webhook(account_, what);
}

// What the account itself wrote is told as well.
Platform::Told X::fared(Happening const& what) {
    if (what.post != nullptr) {
        auto own = what;
        own.customer = nullptr;
        return post_webhook(account_, own);
    }
    if (what.customer == nullptr) { return std::nullopt; }
    return what.value == "sent" ? direct_message_webhook(account_, what, true) : read_webhook(account_, what);
}

HttpCall X::signed_call(Webhook const& webhook, bool wrongly) const {
    auto call = plain_call(webhook);
    auto const key = line().setting("consumer_secret") + (wrongly ? "?" : "");
    call.headers.emplace_back("x-twitter-webhooks-signature", signature(key, call.body));
    return call;
}

// The challenge-response check: the answer is a signature over the token.
std::optional<Handshake> X::handshake() const {
    auto token = random_digits(crc_digits);
    auto wanted = signature(line().setting("consumer_secret"), token);
    auto const is_answered = [wanted](std::string const& body) {
        return text_in(parsed_object(body).value_or(Json::object()), "response_token") == wanted;
    };
    return Handshake{"crc_token=" + token, is_answered};
}

bool X::admits(http::Request const& request, std::string_view path) const {
    if (is_of_the_app(request, path)) { return app_admits(request, path, line()); }
    return is_signed(request, api_base() + std::string{path},
                     {line().setting("consumer_key"), line().setting("consumer_secret"),
                      line().setting("access_token"), line().setting("access_token_secret")});
}

http::Response X::turned_away() const { return refusal(error_codes::bad_token, {}); }

http::Response X::refusal(int code, std::string const& details) const {
    auto const& row = error_of(known, code);
    auto response = http::Response{
        row.status, "application/problem+json",
        plain_text({{"type", code == 402 ? "https://api.x.com/2/problems/credits" : "about:blank"},
                    {"title", row.message},
                    {"detail", details.empty() ? row.message : details},
                    {"status", row.status}})};
    if (code == 429) {
        response.headers.emplace_back("x-rate-limit-reset", in_seconds(now() + std::chrono::seconds{30}));
    }
    return response;
}

int X::broken() const noexcept { return error_codes::down; }

Answer X::answer(http::Request const& request, std::string_view path) {
    auto found = api_.find(*this, request, path);
    if (found) { return std::move(*found); }
    return refusal(error_codes::not_found, {});
}

DeskMessage X::new_message(Json const& body, Json const& media_ids) const {
    auto message = DeskMessage{};
    message.entry.id = new_snowflake();
    message.entry.author = Author::desk;
    message.entry.at = now();
    message.entry.text = text_in(body, "text");
    if (!media_ids.empty() && media_ids.front().is_string()) {
        auto const* const file = line().media().find(media_ids.front().get<std::string>());
        if (file == nullptr) {
            message.error = error_codes::bad_request;
            message.details = "Your media IDs are invalid.";
            return message;
        }
        message.entry.media_id = file->id;
        message.entry.mime = file->mime;
        message.entry.type = kind_of_file(file->mime);
    } else if (message.entry.text.empty()) {
        message.error = error_codes::bad_request;
    }
    return message;
}

// Only answers: an app of this kind begins no conversations.
Answer X::post(http::Request const& request, http::PathValues const&) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto message = new_message(body, list_in(object_in(body, "media"), "media_ids"));
    auto const answered = text_in(object_in(body, "reply"), "in_reply_to_tweet_id");
    auto const found = line().find(answered);
    if (found.post == nullptr || found.entry->is_deleted) {
        message.error = 403;
        message.details = "You attempted to reply to a Tweet that is deleted or not visible to you.";
        return message;
    }
    message.post_id = found.post->root.id;
    if (found.entry != &found.post->root) { message.entry.reply_to = answered; }
    return message;
}

Answer X::shown_post(http::Request const&, http::PathValues const& values) {
    auto const found = line().find(values.at("id"));
    if (found.post == nullptr || found.entry->is_deleted) {
        auto const error = Json{{"title", "Not Found Error"}, {"detail", "Could not find tweet."}};
        return json_answer(200, {{"errors", Json::array({error})}});
    }
    auto const* const customer = found.entry->author == Author::desk
                                     ? nullptr
                                     : customer_at(std::string{customer_prefix} + found.entry->author_stem);
    auto const* const file = line().media().find(found.entry->media_id);
    return json_answer(200, post_answer(account_, *found.entry, customer, file));
}

// All that anybody wrote in public and that still stands there, the newest first.
std::vector<Happening> X::public_posts() {
    auto all = std::vector<Happening>{};
    auto const add = [&](Post const& post, Entry const& entry) {
        if (entry.is_deleted) { return; }
        auto one = Happening{};
        if (entry.author != Author::desk) {
            one.customer = customer_at(std::string{customer_prefix} + entry.author_stem);
            if (one.customer == nullptr) { return; }
        }
        one.post = &post;
        one.entry = &entry;
        one.file = line().media().find(entry.media_id);
        all.push_back(one);
    };
    for (auto const& post : line().posts()) {
        add(post, post.root);
        for (auto const& comment : post.comments.entries) { add(post, comment); }
    }
    std::ranges::sort(all, [](Happening const& one, Happening const& other) {
        return number_of(one.entry->id) > number_of(other.entry->id);
    });
    return all;
}

// https://docs.x.com/x-api/posts/search-recent-posts (2026-11). The token of the next page is the last id of this one.
Answer X::search(http::Request const& request, http::PathValues const&) {
    auto const query = queried(request, "query");
    if (query.empty() || query.size() > search_query_max) {
        return refusal(error_codes::bad_request, "There were errors processing your request: [query]");
    }
    auto const since = number_of(queried(request, "since_id"));
    auto const token = number_of(queried(request, "next_token"));
    auto const until = token > 0 ? token : number_of(queried(request, "until_id"));
    auto const most = std::clamp<std::int64_t>(number_of(queried(request, "max_results")), 10, 100);
    auto answer =
        Json{{"data", Json::array()}, {"includes", {{"users", Json::array()}}}, {"meta", Json::object()}};
    for (auto const& one : public_posts()) {
        auto const id = number_of(one.entry->id);
        auto const author = one.customer == nullptr ? account_.handle : one.customer->handle;
        if (id <= since || (until > 0 && id >= until) || !finds(query, one.entry->text, author)) { continue; }
        if (static_cast<std::int64_t>(answer["data"].size()) == most) {
            answer["meta"]["next_token"] = answer["data"].back()["id"];
            break;
        }
        answer["data"].push_back(post_json(account_, one));
        auto const included = included_json(account_, one);
        for (auto const& [kind, items] : included.items()) {
            for (auto const& item : items) { answer["includes"][kind].push_back(item); }
        }
    }
    answer["meta"]["result_count"] = answer["data"].size();
    if (answer["data"].empty()) { return json_answer(200, {{"meta", answer["meta"]}}); }
    answer["meta"]["newest_id"] = answer["data"].front()["id"];
    answer["meta"]["oldest_id"] = answer["data"].back()["id"];
    return json_answer(200, answer);
}

Answer X::app_token(http::Request const&, http::PathValues const&) {
    return json_answer(200, app_token_json(line()));
}

Answer X::webhooks(http::Request const&, http::PathValues const&) {
    return json_answer(200, webhooks_json(line()));
}

Answer X::challenge(http::Request const&, http::PathValues const&) {
    return json_answer(200, {{"data", {{"valid", true}}}});
}

Answer X::subscriptions(http::Request const&, http::PathValues const&) {
    return json_answer(200, activity_subscriptions_json(line()));
}

Answer X::subscribe(http::Request const& request, http::PathValues const&) {
    return json_answer(200,
                       {{"data", {{"subscription", parsed_object(request.body).value_or(Json::object())}}}});
}

Answer X::remove(http::Request const&, http::PathValues const& values) {
    auto const found = line().find(values.at("id"));
    if (found.post == nullptr || found.entry->author != Author::desk) {
        return refusal(403, "You are not authorized to delete this Tweet.");
    }
    found.entry->is_deleted = true;
    return json_answer(200, {{"data", {{"deleted", true}}}});
}

Answer X::hide(http::Request const& request, http::PathValues const& values) {
    auto const found = line().find(values.at("id"));
    if (found.post == nullptr || found.entry == &found.post->root) { return refusal(403, {}); }
    auto const body = parsed_object(request.body).value_or(Json::object());
    found.entry->is_hidden = flag_in(body, "hidden", false);
    return json_answer(200, {{"data", {{"hidden", found.entry->is_hidden}}}});
}

Answer X::direct_message(http::Request const& request, http::PathValues const& values) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto ids = Json::array();
    for (auto const& one : list_in(body, "attachments")) { ids.push_back(text_in(one, "media_id")); }
    auto message = new_message(body, ids);
    message.recipient = values.at("id");
    auto const* const customer = customer_at(message.recipient);
    if (customer == nullptr) {
        message.error = 403;
        message.details = "You cannot send messages to this user.";
        return message;
    }
    message.customer_id = customer->id;
    return message;
}

Answer X::upload(http::Request const& request, http::PathValues const&) {
    auto const fields = parse_multipart(request.header("Content-Type"), request.body);
    auto const* const file = fields ? find_field(*fields, "media") : nullptr;
    if (file == nullptr || file->bytes.empty()) {
        return refusal(error_codes::bad_request, "media is required");
    }
    auto const& kept = line().media().add(std::string{file->bytes}, file->mime, file->file_name);
    return json_answer(200, {{"data", {{"id", kept.id}, {"media_key", "3_" + kept.id}}}});
}

Answer X::person(http::Request const&, http::PathValues const& values) {
    auto const& id = values.at("id");
    if (id == "me" || id == account_.id) {
        return json_answer(
            200, {{"data", {{"id", account_.id}, {"name", account_.name}, {"username", account_.handle}}}});
    }
    auto const* const customer = customer_at(id);
    if (customer == nullptr) {
        auto const error = Json{{"title", "Not Found Error"}, {"detail", "Could not find user."}};
        return json_answer(200, {{"errors", Json::array({error})}});
    }
    auto person = Json{{"id", id}, {"name", customer->name}, {"username", customer->handle}};
    person["profile_image_url"] = file_url(shelved_portrait(line().media(), *customer));
    return json_answer(200, {{"data", std::move(person)}});
}

http::Response X::accepted(DeskMessage const& message) {
    auto const& id = message.entry.id;
    if (!message.post_id.empty()) {
        return json_answer(201, {{"data", {{"id", id}, {"text", message.entry.text}}}});
    }
    auto const conversation = message.recipient + '-' + account_.id;
    return json_answer(201, {{"data", {{"dm_conversation_id", conversation}, {"dm_event_id", id}}}});
}

}  // namespace balie::sandbox::x
