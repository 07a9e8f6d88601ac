// https://developers.messagebird.com/api/sms-messaging/ and .../api/#verifying-http-requests (read 2026-11)
#include "sandbox/messagebird/platform.hpp"

#include "sandbox/known_error.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <chrono>

namespace balie::sandbox::messagebird {
namespace {

constexpr auto id_bytes = std::size_t{16};
constexpr auto token_seconds = 60;

namespace error_codes {
constexpr auto bad_key = 2;
constexpr auto bad_parameter = 9;
constexpr auto not_found = 20;
constexpr auto down = 98;
}  // namespace error_codes

constexpr auto known = std::to_array<KnownError>({
    {98, 500, "Internal error"},
    {2, 401, "Request not allowed (incorrect access_key)"},
    {9, 422, "no (correct) recipients found"},
    {20, 404, "message not found"},
    {25, 422, "Not enough balance"},
    {103, 422, "recipient has opted out"},
});

Abilities all_abilities() {
    auto can = Abilities{};
    can.in_private = Can{};
    can.wants_phone = can.tells_delivered = true;
    can.codes = {98, 25, 103, 9, 2};
    return can;
}

// A token that says which request it belongs to; without a body there is no digest of one.
std::string token_for(std::string const& url, std::string const& body, std::string const& key) {
    auto const at = std::chrono::duration_cast<std::chrono::seconds>(now().time_since_epoch()).count();
    auto claims = Json{{"iss", "MessageBird"},
                       {"nbf", at},
                       {"exp", at + token_seconds},
                       {"jti", random_uuid()},
                       {"url_hash", to_hex(sha256(url))}};
    if (!body.empty()) { claims["payload_hash"] = to_hex(sha256(body)); }
    auto const text = to_base64url(R"({"alg":"HS256","typ":"JWT"})") + '.' + to_base64url(plain_text(claims));
    return text + '.' + to_base64url(hmac_sha256(key, text));
}

}  // namespace

MessageBird::MessageBird(Line& line) : Platform(line) {
    api_.add("POST", "/messages", &MessageBird::send);
    api_.add("POST", "/mms", &MessageBird::send);
    api_.add("GET", "/balance", &MessageBird::balance);
}

Abilities const& MessageBird::abilities() const noexcept {
    static auto const abilities = all_abilities();
    return abilities;
}

std::string MessageBird::new_id(Customer const&, Post const*) { return to_hex(random_bytes(id_bytes)); }

Customer* MessageBird::customer_at(std::string_view address) const {
    return line().customers().at_address(address);
}

Platform::Told MessageBird::said(Happening const& what) {
    auto made = Webhook{};
    made.what = "sms";
    made.content_type = "application/x-www-form-urlencoded";
    made.body = form_encoded({{"id", what.entry->id},
                              {"recipient", line().setting("originator")},
                              {"originator", what.customer->phone},
                              {"body", what.entry->text},
                              {"createdDatetime", to_rfc3339(what.entry->at)}});
    return made;
}

// Reports come by GET, all that they say in the query.
Platform::Told MessageBird::fared(Happening const& what) {
    if (what.customer == nullptr) { return std::nullopt; }
    auto made = Webhook{};
    made.what = "status." + what.value;
    made.method = "GET";
    made.query = form_encoded({{"id", what.entry->id},
                               {"reference", what.entry->opaque},
                               {"recipient", what.customer->phone},
                               {"status", what.value == "failed" ? "delivery_failed" : what.value},
                               {"statusDatetime", to_rfc3339(now())}});
    return made;
}

HttpCall MessageBird::signed_call(Webhook const& webhook, bool wrongly) const {
    auto call = plain_call(webhook);
    auto const key = line().setting("signing_key") + (wrongly ? "?" : "");
    call.headers.emplace_back("MessageBird-Signature-JWT", token_for(signed_url(webhook), webhook.body, key));
    return call;
}

bool MessageBird::admits(http::Request const& request, std::string_view) const {
    return equal_in_constant_time(request.header("Authorization"),
                                  "AccessKey " + line().setting("access_key"));
}

http::Response MessageBird::turned_away() const { return refusal(error_codes::bad_key, {}); }

http::Response MessageBird::refusal(int code, std::string const& details) const {
    auto const& row = error_of(known, code);
    auto const error = Json{{"code", code},
                            {"description", details.empty() ? row.message : details},
                            {"parameter", code == error_codes::bad_parameter ? "recipients" : ""}};
    return json_answer(row.status, {{"errors", Json::array({error})}});
}

int MessageBird::broken() const noexcept { return error_codes::down; }

int MessageBird::unfetched() const noexcept { return error_codes::bad_parameter; }

Answer MessageBird::answer(http::Request const& request, std::string_view path) {
    auto found = api_.find(*this, request, path);
    if (found) { return std::move(*found); }
    return refusal(error_codes::not_found, {});
}

Answer MessageBird::send(http::Request const& request, http::PathValues const&) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto const& recipients = list_in(body, "recipients");
    auto message = DeskMessage{};
    if (!recipients.empty() && recipients.front().is_string()) { message.recipient = recipients.front(); }
    message.entry.author = Author::desk;
    message.entry.at = now();
    message.entry.text = text_in(body, "body");
    message.entry.opaque = text_in(body, "reference");
    for (auto const& url : list_in(body, "mediaUrls")) {
        if (url.is_string()) { message.file_urls.push_back(url); }
    }
    auto const* const customer = customer_at(message.recipient);
    auto const is_empty = message.entry.text.empty() && message.file_urls.empty();
    if (customer == nullptr || is_empty) {
        message.error = error_codes::bad_parameter;
        return message;
    }
    message.customer_id = customer->id;
    message.entry.id = new_id(*customer, nullptr);
    return message;
}

http::Response MessageBird::accepted(DeskMessage const& message) {
    auto const at = to_rfc3339(message.entry.at);
    auto const item = Json{{"recipient", message.recipient}, {"status", "sent"}, {"statusDatetime", at}};
    return json_answer(
        201, {{"id", message.entry.id},
              {"direction", "mt"},
              {"type", "sms"},
              {"originator", line().setting("originator")},
              {"body", message.entry.text},
              {"reference", message.entry.opaque},
              {"createdDatetime", at},
              {"recipients", {{"totalCount", 1}, {"totalSentCount", 1}, {"items", Json::array({item})}}}});
}

Answer MessageBird::balance(http::Request const&, http::PathValues const&) {
    return json_answer(200, {{"payment", "prepaid"}, {"type", "credits"}, {"amount", 4711}});
}

}  // namespace balie::sandbox::messagebird
