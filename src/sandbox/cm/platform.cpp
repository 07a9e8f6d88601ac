// https://developers.cm.com/messaging (incoming messages, incoming status report; read 2026-11)
#include "sandbox/cm/platform.hpp"

#include "sandbox/known_error.hpp"
#include "sandbox/sms_text.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <algorithm>
#include <array>

namespace balie::sandbox::cm {
namespace {

constexpr auto id_bytes = std::size_t{12};

namespace error_codes {
constexpr auto bad_token = 101;
constexpr auto malformed = 202;
constexpr auto bad_recipient = 303;
constexpr auto down = 500;
}  // namespace error_codes

constexpr auto known = std::to_array<KnownError>({
    {500, 500, "An unknown error has occurred"},
    {101, 401, "Authentication of the request failed"},
    {102, 402, "The account using this authentication has insufficient balance"},
    {202, 400, "The JSON request is malformed"},
    {301, 400, "No or invalid From field"},
    {303, 400, "Body or To field invalid"},
    {401, 400, "The message was rejected as spam"},
    {402, 400, "The number is blacklisted"},
});

Abilities all_abilities(bool takes_files) {
    auto can = Abilities{};
    can.in_private = Can{};
    if (takes_files) { can.in_private->files = {"image"}; }
    can.wants_phone = can.tells_delivered = true;
    can.codes = {500, 102, 402, 303, 101};
    return can;
}

// Numbers are written with 00 in front.
std::string written(std::string_view digits) { return "00" + std::string{digits}; }

Webhook webhook(Json const& payload, std::string what) {
    auto made = Webhook{};
    made.what = std::move(what);
    made.body = plain_text(payload);
    return made;
}

}  // namespace

Abilities const& Cm::abilities() const noexcept {
    static auto const texts = all_abilities(false);
    static auto const rich = all_abilities(true);
    return line().setting("via").empty() ? texts : rich;
}

// For the phone alone: CM tells no id.
std::string Cm::new_id(Customer const&, Post const*) { return "cm_" + to_hex(random_bytes(id_bytes)); }

Customer* Cm::customer_at(std::string_view address) const {
    return line().customers().at_address(without_prefix(address, "00"));
}

Platform::Told Cm::said(Happening const& what) {
    auto const& via = line().setting("via");
    auto media = Json::object();
    if (what.file != nullptr) {
        media = {
            {"mediaUri", file_url(*what.file)}, {"contentType", what.file->mime}, {"title", what.file->name}};
    }
    return webhook(
        {{"from", {{"number", written(what.customer->phone)}}},
         {"to", {{"number", line().setting("from")}}},
         {"message", {{"text", what.entry->text}, {"media", std::move(media)}, {"custom", Json::object()}}},
         {"reference", ""},
         {"groupings", Json::array({"", "", ""})},
         {"timeUtc", plain_utc(what.entry->at)},
         {"channel", via.empty() ? "SMS" : via}},
        via.empty() ? "sms" : lowered(via));
}

Platform::Told Cm::fared(Happening const& what) {
    if (what.customer == nullptr) { return std::nullopt; }
    auto const has_failed = what.value == "failed";
    auto const* const code = has_failed ? "3" : what.value == "sent" ? "0" : "2";
    auto const status = Json{{"code", code},
                             {"errorCode", has_failed ? std::to_string(what.error) : ""},
                             {"errorDescription", has_failed ? "The media could not be fetched" : ""}};
    auto const report = Json{{"received", plain_utc(now())},
                             {"to", written(what.customer->phone)},
                             {"reference", what.entry->id},
                             {"status", status},
                             {"operator", "20416"}};
    return webhook({{"messages", {{"msg", report}}}}, "status." + what.value);
}

// The proof is a word in the address; the address as a whole is what somebody must not know.
HttpCall Cm::signed_call(Webhook const& webhook, bool wrongly) const {
    auto with_key = webhook;
    with_key.query = "key=" + percent_encode(line().setting("webhook_secret")) + (wrongly ? "x" : "");
    return plain_call(with_key);
}

// The token lies in the body.
bool Cm::admits(http::Request const& request, std::string_view) const {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto const token = text_in(object_in(object_in(body, "messages"), "authentication"), "productToken");
    return equal_in_constant_time(token, line().setting("product_token"));
}

http::Response Cm::turned_away() const { return refusal(error_codes::bad_token, {}); }

http::Response Cm::refusal(int code, std::string const& details) const {
    auto const& row = error_of(known, code);
    return json_answer(row.status, {{"details", details.empty() ? row.message : details},
                                    {"errorCode", code},
                                    {"messages", Json::array()}});
}

int Cm::broken() const noexcept { return error_codes::down; }

int Cm::unfetched() const noexcept { return error_codes::bad_recipient; }

Answer Cm::answer(http::Request const& request, std::string_view path) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto const& list = list_in(object_in(body, "messages"), "msg");
    if (request.method != "POST" || path != "/v1.0/message" || list.empty()) {
        return refusal(error_codes::malformed, {});
    }
    auto const& stated = list.front();
    auto const& to = list_in(stated, "to");
    auto message = DeskMessage{};
    if (!to.empty()) { message.recipient = text_in(to.front(), "number"); }
    message.entry.author = Author::desk;
    message.entry.at = now();
    // Its reference is all that a message is called by.
    message.entry.id = message.entry.opaque = text_in(stated, "reference");
    auto const& items = list_in(object_in(stated, "richContent"), "conversation");
    // The body stands in for rich content where a channel has none.
    if (items.empty()) { message.entry.text = text_in(object_in(stated, "body"), "content"); }
    for (auto const& item : items) {
        auto url = text_in(object_in(item, "media"), "mediaUri");
        if (!url.empty()) { message.file_urls.push_back(std::move(url)); }
    }
    auto const* const customer = customer_at(message.recipient);
    auto const is_empty = message.entry.text.empty() && message.file_urls.empty();
    if (customer == nullptr || is_empty) {
        message.error = error_codes::bad_recipient;
        return message;
    }
    message.customer_id = customer->id;
    return message;
}

http::Response Cm::accepted(DeskMessage const& message) {
    auto const one = Json{{"to", message.recipient},           {"status", "Accepted"},
                          {"reference", message.entry.opaque}, {"parts", sms_segments(message.entry.text)},
                          {"messageDetails", nullptr},         {"messageErrorCode", 0}};
    return json_answer(
        200, {{"details", "Created 1 message(s)"}, {"errorCode", 0}, {"messages", Json::array({one})}});
}

}  // namespace balie::sandbox::cm
