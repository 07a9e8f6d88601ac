// https://developers.messagebird.com/api/sms-messaging/#send-outbound-sms and
// https://docs.bird.com/api/channels-api/message-status-and-interactions (read 2026-11)
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
    return "AccessKey " + std::string{secrets["access_key"]};
}

Result<HttpCall> send_call(OutboundMessage const& message, Secrets const& secrets) {
    auto const to = recipient_of(message);
    if (to.empty()) { return no("no_address", "The customer has no number"); }
    auto const generation = secrets["generation"];
    if (generation == "bird") {
        return no("generation_unsupported", "Sending over Bird's interface of 2026 is not built yet");
    }
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

Result<HttpCall> health_call(Secrets const& secrets) {
    auto const generation = secrets["generation"];
    if (generation == "bird") { return no("generation_unsupported", "No such call is known"); }
    if (generation != "channels") {
        return call_to("GET", base_of(secrets, classic_base) + "/balance", secrets);
    }
    return call_to("GET", channel_url(secrets), secrets);
}

}  // namespace balie::connectors::messagebird
