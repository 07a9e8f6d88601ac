// https://www.twilio.com/docs/messaging/guides/webhook-request (2026-03-09) and
// https://www.twilio.com/docs/messaging/api/message-resource (read 2026-11)
#include "sandbox/twilio/platform.hpp"

#include "sandbox/known_error.hpp"
#include "sandbox/sms_text.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/time.hpp>

#include <algorithm>
#include <array>

namespace balie::sandbox::twilio {
namespace {

constexpr auto id_bytes = std::size_t{16};
constexpr auto text_characters_max = std::size_t{1600};
constexpr auto files_max = std::size_t{10};

namespace error_codes {
constexpr auto bad_credentials = 20003;
constexpr auto down = 20500;
constexpr auto bad_recipient = 21211;
constexpr auto opted_out = 21610;
constexpr auto too_long = 21617;
constexpr auto no_text = 21602;
constexpr auto not_found = 20404;
constexpr auto too_many_files = 21623;
constexpr auto unfetched = 11200;
}  // namespace error_codes

constexpr auto known = std::to_array<KnownError>({
    {20003, 401, "Authenticate"},
    {20404, 404, "The requested resource was not found"},
    {20429, 429, "Too Many Requests"},
    {20500, 500, "Internal Server Error"},
    {21211, 400, "Invalid 'To' Phone Number"},
    {21408, 400, "Permission to send an SMS has not been enabled for the region"},
    {21602, 400, "Message body is required."},
    {21606, 400, "The 'From' phone number is not a valid, message-capable Twilio number"},
    {21610, 400, "Attempt to send to unsubscribed recipient"},
    {21611, 429, "This 'From' number has exceeded the maximum number of queued messages"},
    {21623, 400, "Number of media files exceeds allowed limit"},
    {21617, 400, "The concatenated message body exceeds the 1600 character limit."},
});

Abilities all_abilities() {
    auto can = Abilities{};
    can.in_private = Can{};
    can.in_private->files = {"image"};
    can.in_private->stops = true;
    can.wants_phone = can.tells_delivered = true;
    can.codes = {20429, 21610, 21211, 21611, 21606, 20003};
    return can;
}

std::string value_of(Fields const& fields, std::string_view name) {
    auto const found =
        std::find_if(fields.begin(), fields.end(), [&](auto const& one) { return one.first == name; });
    return found == fields.end() ? std::string{} : found->second;
}

Webhook form_webhook(Fields const& fields, std::string what) {
    auto made = Webhook{};
    made.what = std::move(what);
    made.body = form_encoded(fields);
    made.content_type = "application/x-www-form-urlencoded; charset=UTF-8";
    return made;
}

}  // namespace

std::string signature(std::string_view url, Fields fields, std::string_view auth_token) {
    std::sort(fields.begin(), fields.end());
    auto text = std::string{url};
    for (auto const& [name, value] : fields) { (text += name) += value; }
    return to_base64(hmac_sha1(auth_token, text));
}

Twilio::Twilio(Line& line) : Platform(line) {
    api_.add("POST", "/2010-04-01/Accounts/{sid}/Messages.json", &Twilio::send);
    api_.add("GET", "/2010-04-01/Accounts/{sid}/Messages.json", &Twilio::list);
    api_.add("GET", "/2010-04-01/Accounts/{sid}/Messages/{id}/Media.json", &Twilio::files);
    api_.add("GET", "/2010-04-01/Accounts/{sid}/Messages/{id}/Media/{file}", &Twilio::file);
    api_.add("GET", "/2010-04-01/Accounts/{sid}", &Twilio::account);
}

Abilities const& Twilio::abilities() const noexcept {
    static auto const abilities = all_abilities();
    return abilities;
}

std::string Twilio::new_id(Customer const&, Post const*) { return "SM" + to_hex(random_bytes(id_bytes)); }

Customer* Twilio::customer_at(std::string_view address) const {
    return line().customers().at_address(address);
}

Platform::Told Twilio::said(Happening const& what) {
    auto const& entry = *what.entry;
    auto fields = Fields{{"AccountSid", line().setting("account_sid")},
                         {"ApiVersion", "2010-04-01"},
                         {"Body", entry.text},
                         {"From", '+' + what.customer->phone},
                         {"FromCountry", "NL"},
                         {"MessageSid", entry.id},
                         {"NumMedia", what.file == nullptr ? "0" : "1"},
                         {"NumSegments", std::to_string(sms_segments(entry.text))},
                         {"SmsMessageSid", entry.id},
                         {"SmsSid", entry.id},
                         {"SmsStatus", "received"},
                         {"To", line().setting("from")},
                         {"ToCountry", "NL"}};
    if (what.file != nullptr) {
        fields.emplace_back("MediaUrl0", file_url(*what.file));
        fields.emplace_back("MediaContentType0", what.file->mime);
    }
    auto const wish = stop_word(entry.text);
    if (wish) {
        line().thread_of(*what.customer).has_stopped = *wish;
        fields.emplace_back("OptOutType", *wish ? "STOP" : "START");
    }
    return form_webhook(fields, what.file == nullptr ? "sms" : "mms");
}

Platform::Told Twilio::fared(Happening const& what) {
    if (what.customer == nullptr) { return std::nullopt; }
    auto const& id = what.entry->id;
    auto fields = Fields{{"AccountSid", line().setting("account_sid")},
                         {"ApiVersion", "2010-04-01"},
                         {"From", line().setting("from")},
                         {"MessageSid", id},
                         {"MessageStatus", what.value},
                         {"SmsSid", id},
                         {"SmsStatus", what.value},
                         {"To", '+' + what.customer->phone}};
    if (what.error != 0) { fields.emplace_back("ErrorCode", std::to_string(what.error)); }
    return form_webhook(fields, "status." + what.value);
}

HttpCall Twilio::signed_call(Webhook const& webhook, bool wrongly) const {
    auto call = plain_call(webhook);
    auto const key = line().setting("auth_token") + (wrongly ? "?" : "");
    auto fields = parse_form(webhook.body).value_or(Fields{});
    call.headers.emplace_back("X-Twilio-Signature", signature(signed_url(webhook), std::move(fields), key));
    call.headers.emplace_back("User-Agent", "TwilioProxy/1.1");
    return call;
}

bool Twilio::admits(http::Request const& request, std::string_view) const {
    auto const pair = line().setting("account_sid") + ':' + line().setting("auth_token");
    return equal_in_constant_time(request.header("Authorization"), "Basic " + to_base64(pair));
}

http::Response Twilio::turned_away() const { return refusal(error_codes::bad_credentials, {}); }

http::Response Twilio::refusal(int code, std::string const& details) const {
    auto const& row = error_of(known, code);
    return json_answer(row.status,
                       {{"code", code},
                        {"message", details.empty() ? row.message : details},
                        {"more_info", "https://www.twilio.com/docs/errors/" + std::to_string(code)},
                        {"status", row.status}});
}

int Twilio::broken() const noexcept { return error_codes::down; }

int Twilio::unfetched() const noexcept { return error_codes::unfetched; }

Answer Twilio::answer(http::Request const& request, std::string_view path) {
    auto found = api_.find(*this, request, path);
    if (found) { return std::move(*found); }
    return refusal(error_codes::not_found, {});
}

Answer Twilio::send(http::Request const& request, http::PathValues const&) {
    auto const form = parse_form(request.body).value_or(Fields{});
    auto message = DeskMessage{};
    message.entry.author = Author::desk;
    message.entry.at = now();
    message.entry.text = value_of(form, "Body");
    message.recipient = value_of(form, "To");
    auto const* const customer = customer_at(message.recipient);
    if (customer == nullptr) {
        message.error = error_codes::bad_recipient;
        return message;
    }
    message.customer_id = customer->id;
    message.entry.id = new_id(*customer, nullptr);
    for (auto const& [name, value] : form) {
        if (name == "MediaUrl") { message.file_urls.push_back(value); }
    }
    if (message.file_urls.size() > files_max) { message.error = error_codes::too_many_files; }
    if (message.entry.text.empty() && message.file_urls.empty()) { message.error = error_codes::no_text; }
    if (count_characters(message.entry.text) > text_characters_max) { message.error = error_codes::too_long; }
    if (line().thread_of(*customer).has_stopped) { message.error = error_codes::opted_out; }
    return message;
}

http::Response Twilio::accepted(DeskMessage const& message) {
    return json_answer(201, {{"sid", message.entry.id},
                             {"account_sid", line().setting("account_sid")},
                             {"api_version", "2010-04-01"},
                             {"body", message.entry.text},
                             {"direction", "outbound-api"},
                             {"error_code", nullptr},
                             {"from", line().setting("from")},
                             {"num_media", std::to_string(message.file_urls.size())},
                             {"num_segments", std::to_string(sms_segments(message.entry.text))},
                             {"status", "queued"},
                             {"to", message.recipient}});
}

// What customers wrote since a moment, for a desk that was away.
Answer Twilio::list(http::Request const& request, http::PathValues const&) {
    auto const since = parse_time(request.query_value("DateSent>").value_or("")).value_or(Time{});
    auto messages = Json::array();
    for (auto const& customer : line().customers().all()) {
        for (auto const& entry : line().thread_of(customer).entries) {
            if (entry.author != Author::customer || entry.at < since) { continue; }
            messages.push_back(listed(customer, entry));
        }
    }
    return json_answer(200, {{"messages", std::move(messages)}, {"next_page_uri", nullptr}});
}

Json Twilio::listed(Customer const& customer, Entry const& entry) const {
    return {{"sid", entry.id},
            {"body", entry.text},
            {"date_sent", rfc2822(entry.at)},
            {"direction", "inbound"},
            {"from", '+' + customer.phone},
            {"num_media", entry.media_id.empty() ? "0" : "1"},
            {"status", "received"},
            {"to", line().setting("from")}};
}

Answer Twilio::files(http::Request const&, http::PathValues const& values) {
    auto const found = line().find(values.at("id"));
    if (found.entry == nullptr) { return refusal(error_codes::not_found, {}); }
    auto list = Json::array();
    if (!found.entry->media_id.empty()) {
        auto const uri = "/2010-04-01/Accounts/" + values.at("sid") + "/Messages/" + values.at("id") +
                         "/Media/" + found.entry->media_id + ".json";
        list.push_back({{"sid", found.entry->media_id}, {"content_type", found.entry->mime}, {"uri", uri}});
    }
    return json_answer(200, {{"media_list", std::move(list)}, {"next_page_uri", nullptr}});
}

Answer Twilio::file(http::Request const&, http::PathValues const& values) {
    auto const* const file = line().media().find(values.at("file"));
    return file == nullptr ? Answer{refusal(error_codes::not_found, {})} : Answer{bytes_answer(*file)};
}

Answer Twilio::account(http::Request const&, http::PathValues const&) {
    return json_answer(200, {{"sid", line().setting("account_sid")}, {"status", "active"}, {"type", "Full"}});
}

}  // namespace balie::sandbox::twilio
