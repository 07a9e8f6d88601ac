// https://core.telegram.org/bots/api (read 2026-11). A code of this platform is the status of HTTP.
#include "sandbox/telegram/platform.hpp"

#include "sandbox/known_error.hpp"
#include "sandbox/multipart.hpp"
#include "sandbox/portrait.hpp"
#include "sandbox/sms_text.hpp"

#include <balie/base/crypto.hpp>

#include <array>

namespace balie::sandbox::telegram {
namespace {

constexpr auto numbers_begin = std::int64_t{1'767'225'600};  // 2026

namespace error_codes {
constexpr auto bad_request = 400;
constexpr auto blocked = 403;
constexpr auto not_found = 404;
constexpr auto down = 502;
}  // namespace error_codes

constexpr auto known = std::to_array<KnownError>({
    {502, 502, "Bad Gateway"},
    {400, 400, "Bad Request: chat not found"},
    {401, 401, "Unauthorized"},
    {403, 403, "Forbidden: bot was blocked by the user"},
    {404, 404, "Not Found"},
    {429, 429, "Too Many Requests: retry after 5"},
});

constexpr auto file_methods = std::to_array<std::string_view>(
    {"sendPhoto", "sendVideo", "sendVoice", "sendAudio", "sendDocument", "sendSticker"});
constexpr auto file_fields =
    std::to_array<std::string_view>({"photo", "video", "voice", "audio", "document", "sticker"});

Abilities all_abilities() {
    auto can = Abilities{};
    can.in_private = Can{};
    auto& here = *can.in_private;
    // A bot is not told when a message is taken away.
    here.replies = here.reactions = here.edits = here.shares = here.unknown_kinds = here.stops = true;
    here.files = {"image", "video", "audio", "document", "sticker"};
    can.shows_typing = true;
    can.codes = {429, 403, 400, 401};
    return can;
}

http::Response result(Json value) { return json_answer(200, {{"ok", true}, {"result", std::move(value)}}); }

// A number that may be written as a text.
std::string word_in(Json const& body, char const* name) {
    auto const found = body.find(name);
    if (found == body.end()) { return {}; }
    return found->is_string() ? found->get<std::string>() : plain_text(*found);
}

std::string answered(std::string const& chat, Json const& parameters) {
    auto const number = word_in(parameters, "message_id");
    return number.empty() ? std::string{} : chat + ':' + number;
}

}  // namespace

Telegram::Telegram(Line& line)
    : Platform(line),
      last_update_(number_of(in_seconds(now()))),
      last_message_(last_update_ - numbers_begin) {
    api_.add("POST", "/{bot}/sendMessage", &Telegram::message);
    for (auto const method : file_methods) {
        api_.add("POST", "/{bot}/" + std::string{method}, &Telegram::with_file);
    }
    api_.add("POST", "/{bot}/sendChatAction", &Telegram::action);
    api_.add("POST", "/{bot}/setMessageReaction", &Telegram::reaction);
    api_.add("POST", "/{bot}/getMe", &Telegram::about);
    api_.add("POST", "/{bot}/getWebhookInfo", &Telegram::webhook_info);
    api_.add("POST", "/{bot}/setWebhook", &Telegram::set_webhook);
    api_.add("POST", "/{bot}/getUserProfilePhotos", &Telegram::photos);
    api_.add("POST", "/{bot}/getFile", &Telegram::file_place);
    api_.add("GET", "/file/{bot}/files/{id}", &Telegram::file);
}

Abilities const& Telegram::abilities() const noexcept {
    static auto const abilities = all_abilities();
    return abilities;
}

std::string Telegram::new_id(Customer const& customer, Post const*) {
    return std::to_string(chat_of(customer)) + ':' + std::to_string(++last_message_);
}

Customer* Telegram::customer_at(std::string_view address) const {
    return line().customers().with_stem(without_prefix(address, customer_prefix));
}

Platform::Told Telegram::said(Happening const& what) {
    auto const wish = stop_word(what.entry->text);
    if (wish && *wish) {
        line().thread_of(*what.customer).has_stopped = true;
        return membership_update(++last_update_, *what.customer, true);
    }
    line().thread_of(*what.customer).has_stopped = false;
    return message_update(++last_update_, what);
}

Platform::Told Telegram::reacted(Happening const& what) { return reaction_update(++last_update_, what); }

Platform::Told Telegram::edited(Happening const& what) { return edit_update(++last_update_, what); }

HttpCall Telegram::signed_call(Webhook const& webhook, bool wrongly) const {
    auto call = plain_call(webhook);
    call.headers.emplace_back("X-Telegram-Bot-Api-Secret-Token",
                              line().setting("secret_token") + (wrongly ? "x" : ""));
    return call;
}

// The token is part of the address.
bool Telegram::admits(http::Request const&, std::string_view path) const {
    auto const bot = "/bot" + line().setting("bot_token") + '/';
    return path.starts_with(bot) || path.starts_with("/file" + bot);
}

http::Response Telegram::turned_away() const { return refusal(error_codes::not_found, {}); }

http::Response Telegram::refusal(int code, std::string const& details) const {
    auto const& row = error_of(known, code);
    auto body = Json{
        {"ok", false}, {"error_code", row.status}, {"description", details.empty() ? row.message : details}};
    if (code == 429) { body["parameters"] = {{"retry_after", 5}}; }
    return json_answer(row.status, body);
}

int Telegram::broken() const noexcept { return error_codes::down; }

Answer Telegram::answer(http::Request const& request, std::string_view path) {
    auto found = api_.find(*this, request, path);
    if (found) { return std::move(*found); }
    return refusal(error_codes::not_found, {});
}

DeskMessage Telegram::addressed(std::string const& chat) {
    auto message = DeskMessage{};
    message.recipient = chat;
    message.entry.author = Author::desk;
    message.entry.at = now();
    auto const* const customer = customer_at(chat);
    if (customer == nullptr) {
        message.error = error_codes::bad_request;
        return message;
    }
    message.customer_id = customer->id;
    message.entry.id = new_id(*customer, nullptr);
    if (line().thread_of(*customer).has_stopped) { message.error = error_codes::blocked; }
    return message;
}

Answer Telegram::message(http::Request const& request, http::PathValues const&) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto message = addressed(word_in(body, "chat_id"));
    message.entry.text = text_in(body, "text");
    message.entry.reply_to = answered(message.recipient, object_in(body, "reply_parameters"));
    if (message.error == 0 && message.entry.text.empty()) {
        message.error = error_codes::bad_request;
        message.details = "Bad Request: message text is empty";
    }
    return message;
}

Answer Telegram::with_file(http::Request const& request, http::PathValues const&) {
    auto const fields = parse_multipart(request.header("Content-Type"), request.body);
    auto const value = [&](std::string_view name) {
        auto const* const field = fields ? find_field(*fields, name) : nullptr;
        return field == nullptr ? std::string{} : std::string{field->bytes};
    };
    auto message = addressed(value("chat_id"));
    message.entry.text = value("caption");
    auto const parameters = parsed_object(value("reply_parameters")).value_or(Json::object());
    message.entry.reply_to = answered(message.recipient, parameters);
    for (auto const name : file_fields) {
        auto const* const field = fields ? find_field(*fields, name) : nullptr;
        if (field == nullptr) { continue; }
        auto const& kept = line().media().add(std::string{field->bytes}, field->mime, field->file_name);
        message.entry.media_id = kept.id;
        message.entry.mime = kept.mime;
        message.entry.file_name = kept.name;
        message.entry.type = name == "photo" ? "image" : name == "voice" ? "audio" : std::string{name};
        message.entry.is_voice = name == "voice";
    }
    if (message.error == 0 && message.entry.media_id.empty()) {
        message.error = error_codes::bad_request;
        message.details = "Bad Request: there is no file in the request";
    }
    return message;
}

http::Response Telegram::accepted(DeskMessage const& message) {
    if (!message.reaction_to.empty()) { return result(true); }
    return result({{"message_id", number_of(message.entry.id)},
                   {"date", number_of(in_seconds(message.entry.at))},
                   {"chat", {{"id", number_of(message.recipient)}, {"type", "private"}}},
                   {"text", message.entry.text}});
}

Answer Telegram::action(http::Request const& request, http::PathValues const&) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto const* const customer = customer_at(word_in(body, "chat_id"));
    if (customer == nullptr) { return refusal(error_codes::bad_request, {}); }
    line().show_typing(*customer);
    return result(true);
}

Answer Telegram::reaction(http::Request const& request, http::PathValues const&) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto message = addressed(word_in(body, "chat_id"));
    message.entry.type = "reaction";
    message.reaction_to = answered(message.recipient, body);
    auto const& list = list_in(body, "reaction");
    if (!list.empty()) { message.entry.text = text_in(list.front(), "emoji"); }
    return message;
}

Answer Telegram::about(http::Request const&, http::PathValues const&) {
    auto const& token = line().setting("bot_token");
    return result({{"id", number_of(token.substr(0, token.find(':')))},
                   {"is_bot", true},
                   {"first_name", line().options().business},
                   {"username", line().options().handle}});
}

Answer Telegram::webhook_info(http::Request const&, http::PathValues const&) {
    return result({{"url", line().addresses().public_url + line().options().webhook_path},
                   {"has_custom_certificate", false},
                   {"pending_update_count", 0}});
}

Answer Telegram::set_webhook(http::Request const&, http::PathValues const&) { return result(true); }

Answer Telegram::photos(http::Request const& request, http::PathValues const&) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto const* const customer = customer_at(word_in(body, "user_id"));
    if (customer == nullptr) { return refusal(error_codes::bad_request, "Bad Request: user not found"); }
    auto const size =
        Json{{"file_id", shelved_portrait(line().media(), *customer).id}, {"width", 160}, {"height", 160}};
    return result({{"total_count", 1}, {"photos", Json::array({Json::array({size})})}});
}

Answer Telegram::file_place(http::Request const& request, http::PathValues const&) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto const* const file = line().media().find(text_in(body, "file_id"));
    if (file == nullptr) { return refusal(error_codes::bad_request, "Bad Request: invalid file_id"); }
    return result({{"file_id", file->id}, {"file_path", "files/" + file->id}});
}

Answer Telegram::file(http::Request const&, http::PathValues const& values) {
    auto const* const kept = line().media().find(values.at("id"));
    if (kept == nullptr) { return refusal(error_codes::not_found, {}); }
    return bytes_answer(*kept);
}

}  // namespace balie::sandbox::telegram
