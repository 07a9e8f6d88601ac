// https://developers.messagebird.com/api/sms-messaging/#send-outbound-sms and
// https://docs.bird.com/api/channels-api/message-status-and-interactions (read 2026-11); Bird's interface of 2026 as its
// own library has it: github.com/messagebird/bird-sdk-typescript (read 2026-11).
#include <connectors/messagebird/api.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/sms/phone.hpp>

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::messagebird {
namespace {

using json::ObjectWriter;

constexpr auto classic_base = std::string_view{"https://rest.messagebird.com"};
constexpr auto channels_base = std::string_view{"https://api.bird.com"};
constexpr auto bird_domain = std::string_view{".platform.bird.com"};

constexpr auto rows = std::to_array<sms::CodeTreatment>({
    {2, 2, Verdict::reauthorize},    // the access key
    {9, 10, Verdict::rejected},      // a parameter is wrong or missing
    {20, 21, Verdict::rejected},     // not found, bad request
    {25, 25, Verdict::reauthorize},  // no balance left
    {98, 99, Verdict::retry},        // its own troubles
    {103, 103, Verdict::rejected},   // the customer has opted out
});

Error no(std::string reason, std::string detail) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason)};
}

std::string base_of(Secrets const& secrets, std::string_view usual) {
    auto base = secrets["api_base"].empty() ? usual : secrets["api_base"];
    while (base.ends_with('/')) { base.remove_suffix(1); }
    return std::string{base};
}

std::string recipient_of(OutboundMessage const& message) {
    auto const found = std::find_if(message.recipient.begin(), message.recipient.end(),
                                    [](auto const& one) { return one.kind == IdentityKind::phone; });
    return found == message.recipient.end() ? std::string{} : found->value;
}

HttpCall call_to(std::string method, std::string url, Secrets const& secrets) {
    auto call = HttpCall{std::move(method), std::move(url)};
    call.headers = {{"Authorization", authorization(secrets)}, {"User-Agent", "Balie/1.0.0"}};
    return call;
}

// "bk_eu1_...": the region is in the key, and there is no address without one.
std::string region_of(std::string_view key) {
    auto const is_kind = key.starts_with("bk_") || key.starts_with("bm_");
    auto const end = is_kind ? key.find('_', 3) : std::string_view::npos;
    auto const region = end == std::string_view::npos ? std::string_view{} : key.substr(3, end - 3);
    auto const is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    auto const is_letter = [](char letter) { return letter >= 'a' && letter <= 'z'; };
    auto const has_form = region.size() > 2 && is_letter(region[0]) && is_letter(region[1]) &&
                          std::all_of(region.begin() + 2, region.end(), is_digit);
    return has_form ? std::string{region} : std::string{};
}

HttpCall posted(std::string url, std::string body, Secrets const& secrets) {
    auto call = call_to("POST", std::move(url), secrets);
    call.headers.emplace_back("Content-Type", "application/json");
    call.body = std::move(body);
    return call;
}

std::string classic_body(OutboundMessage const& message, std::string const& to, Secrets const& secrets) {
    auto body = ObjectWriter{};
    body.text("originator", sms::address_of(secrets["originator"])).text("body", message.text);
    body.json("recipients", "[\"" + to + "\"]");  // digits: nothing to escape
    body.text_if_any("reference", message.opaque).text("datacoding", "auto");
    return body.take();
}

// Beside texts there is an address of its own for what has files.
std::string mms_body(OutboundMessage const& message, std::string const& to, Secrets const& secrets) {
    auto urls = std::string{};
    for (auto const& file : message.attachments) {
        urls += (urls.empty() ? "\"" : ",\"") + file.url + '"';  // made by us: nothing to escape
    }
    auto body = ObjectWriter{};
    body.text("originator", sms::address_of(secrets["originator"])).text_if_any("body", message.text);
    body.json("recipients", "[\"" + to + "\"]").json("mediaUrls", '[' + urls + ']');
    return body.text_if_any("reference", message.opaque).take();
}

HttpCall classic_call(OutboundMessage const& message, std::string const& to, Secrets const& secrets) {
    auto const base = base_of(secrets, classic_base);
    if (message.attachments.empty()) {
        return posted(base + "/messages", classic_body(message, to, secrets), secrets);
    }
    return posted(base + "/mms", mms_body(message, to, secrets), secrets);
}

// {"type": "image", "image": {"images": [{"mediaUrl"}]}}; what is no picture goes as a file.
std::string file_content(OutboundAttachment const& file) {
    auto const is_image = file.kind == AttachmentKind::image;
    auto item = ObjectWriter{};
    item.text("mediaUrl", file.url);
    if (!is_image) { item.text("contentType", file.mime).text_if_any("filename", file.name); }
    auto list = ObjectWriter{};
    list.json(is_image ? "images" : "files", '[' + item.take() + ']');
    auto content = ObjectWriter{};
    content.text("type", is_image ? "image" : "file").json(is_image ? "image" : "file", list.take());
    return content.take();
}

std::string text_content(std::string const& said) {
    auto text = ObjectWriter{};
    text.text("text", said);
    auto content = ObjectWriter{};
    content.text("type", "text").json("text", text.take());
    return content.take();
}

std::string channels_body(OutboundMessage const& message, std::string const& to) {
    auto contact = ObjectWriter{};
    contact.text("identifierKey", "phonenumber").text("identifierValue", '+' + to);
    auto receiver = ObjectWriter{};
    receiver.json("contacts", '[' + contact.take() + ']');
    auto const has_file = !message.attachments.empty();
    auto body = ObjectWriter{};
    body.json("receiver", receiver.take());
    body.json("body", has_file ? file_content(message.attachments.front()) : text_content(message.text));
    return body.text_if_any("reference", message.opaque).take();
}

// "+31...", a short code, or a word.
std::string bird_sender(std::string_view originator) {
    auto const identity = sms::identity_of(originator);
    return identity && identity->kind == IdentityKind::phone ? '+' + identity->value
                                                             : sms::address_of(originator);
}

// `metadata` comes back in every event. The key makes a repeated call the same message.
Result<HttpCall> bird_call(OutboundMessage const& message, std::string const& to, Secrets const& secrets) {
    auto const region = region_of(secrets["access_key"]);
    if (region.empty() && secrets["api_base"].empty()) {
        return no("no_region", "The access key names no region: it begins with bk_, a region and another _");
    }
    auto body = ObjectWriter{};
    body.text("to", '+' + to).text("from", bird_sender(secrets["originator"])).text("text", message.text);
    body.text("category", "transactional");
    body.json("metadata", ObjectWriter{}.text("reference", message.opaque).take());
    auto const base = base_of(secrets, "https://" + region + std::string{bird_domain});
    auto call = posted(base + "/v1/sms/messages", body.take(), secrets);
    if (!message.opaque.empty()) {
        call.headers.emplace_back("Idempotency-Key",
                                  "balie-" + to_string(secrets.inbox()) + '-' + message.opaque);
    }
    return call;
}

std::string channel_url(Secrets const& secrets) {
    return base_of(secrets, channels_base) + "/workspaces/" + percent_encode(secrets["workspace_id"]) +
           "/channels/" + percent_encode(secrets["channel_id"]);
}

// {"errors": [{"code": 9, "description": ..., "parameter": ...}]}, or Bird's {"code": "...", "message": ...}.
sms::StatedError stated_error(std::string_view body) {
    auto error = sms::StatedError{};
    auto const document = json::Document{body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    if (root == nullptr) { return error; }
    auto const* const list = json::array_in(*root, "errors");
    auto const* const first = list == nullptr || list->empty() ? nullptr : list->front().if_object();
    if (first != nullptr) {
        error.code = json::integer(*first, "code");
        error.title = json::text(*first, "description");
        error.detail = json::text(*first, "parameter");
        return error;
    }
    // The interface of 2026 puts the same into "error".
    if (auto const* const stated = json::object_in(*root, "error")) {
        error.title = json::text(*stated, "message");
        error.detail = json::text(*stated, "code");
        return error;
    }
    error.title = json::text(*root, "message");
    error.detail = json::text(*root, "code");
    // Bird says by field what it does not like: {"details": {"body.text": ["must not be empty"]}}.
    if (auto const found = root->find("details"); found != root->end()) {
        error.detail += (error.detail.empty() ? "" : ": ") + boost::json::serialize(found->value());
    }
    return error;
}

}  // namespace

std::string authorization(Secrets const& secrets) {
    auto const scheme = std::string{secrets["generation"] == "bird" ? "Bearer " : "AccessKey "};
    return scheme + std::string{secrets["access_key"]};
}

Result<HttpCall> send_call(OutboundMessage const& message, Secrets const& secrets) {
    auto const to = recipient_of(message);
    if (to.empty()) { return no("no_address", "The customer has no number"); }
    auto const generation = secrets["generation"];
    if (generation == "bird") { return bird_call(message, to, secrets); }
    if (generation != "channels") { return classic_call(message, to, secrets); }
    if (secrets["channel_id"].empty() || secrets["workspace_id"].empty()) {
        return no("no_channel", "The inbox lacks channel_id or workspace_id");
    }
    return posted(channel_url(secrets) + "/messages", channels_body(message, to), secrets);
}

SendOutcome outcome_of(boost::system::result<HttpAnswer, CallFailure> const& answer) {
    if (!answer) { return sms::failed(answer.error()); }
    if (!sms::is_success(*answer)) { return sms::refused(*answer, stated_error(answer->body), rows); }
    auto const document = json::Document{answer->body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto id = root == nullptr ? std::string{} : json::text(*root, "id");
    return id.empty() ? sms::unreadable_answer() : sms::accepted(std::move(id));
}

// 402: no balance. 409: the same message is being taken at this moment. A repeated call is the same message there, so one
// whose answer was lost may be made again.
SendOutcome bird_outcome_of(boost::system::result<HttpAnswer, CallFailure> const& answer) {
    auto outcome = outcome_of(answer);
    if (answer && answer->status == 402) { outcome.verdict = Verdict::reauthorize; }
    if (answer && answer->status == 409) { outcome.verdict = Verdict::retry; }
    if (outcome.verdict == Verdict::uncertain) { outcome.verdict = Verdict::retry; }
    return outcome;
}

Result<HttpCall> health_call(Secrets const& secrets) {
    auto const generation = secrets["generation"];
    if (generation == "bird") {
        auto const region = region_of(secrets["access_key"]);
        if (region.empty() && secrets["api_base"].empty()) {
            return no("no_region", "The key names no region");
        }
        auto const base = base_of(secrets, "https://" + region + std::string{bird_domain});
        return call_to("GET", base + "/v1/sms/messages?limit=1", secrets);
    }
    if (generation != "channels") {
        return call_to("GET", base_of(secrets, classic_base) + "/balance", secrets);
    }
    return call_to("GET", channel_url(secrets), secrets);
}

}  // namespace balie::connectors::messagebird
