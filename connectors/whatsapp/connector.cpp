// Sending, and what the channel can do. https://developers.facebook.com/documentation/business-messaging/whatsapp
#include <connectors/whatsapp/connector.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/meta/graph.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/meta/webhook.hpp>
#include <connectors/whatsapp/dialect.hpp>
#include <connectors/whatsapp/errors.hpp>
#include <connectors/whatsapp/render.hpp>

#include <array>

namespace balie::connectors::whatsapp {
namespace {

constexpr auto kibibyte = std::size_t{1024};
constexpr auto mebibyte = 1024 * kibibyte;

constexpr auto setting_fields = std::to_array<SettingField>({
    {"phone_number_id", false, true, true, {}, false, true},
    {"waba_id", false, true, false, {}, false, true},
    {"access_token", true, true, false},
    {"app_secret", true, true, false},
    {"verify_token", true, true, false},
    {"api_base", false, false, false},
});

// https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media (2026-06-16)
std::vector<MediaLimit> media_limits() {
    return {
        {AttachmentKind::image, 5 * mebibyte, {"image/jpeg", "image/png"}},
        {AttachmentKind::video, 16 * mebibyte, {"video/mp4", "video/3gpp"}},
        {AttachmentKind::audio,
         16 * mebibyte,
         {"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"}},
        {AttachmentKind::document,
         100 * mebibyte,
         {"application/pdf", "text/plain", "application/msword", "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation"}},
        {AttachmentKind::sticker, 500 * kibibyte, {"image/webp"}},
    };
}

Capabilities whatsapp_capabilities() {
    auto can = Capabilities{};
    can.text_max = 4096;
    can.caption_max = 1024;
    can.media = media_limits();
    can.attachments_max = 1;
    can.replies = can.reactions = can.templates = can.typing = can.read_marks = true;
    can.delivered_receipts = can.read_receipts = true;
    can.reply_window = std::chrono::hours{24};
    can.sends_per_second = 80;
    can.sends_burst = 80;
    can.webhook_bytes_max = 4 * mebibyte;  // up to 3 MB have been seen
    return can;
}

// messages[0].id; empty when the answer cannot be read.
std::string accepted_id(std::string_view body) {
    auto const document = json::Document{body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto const* const messages = root == nullptr ? nullptr : json::array_in(*root, "messages");
    auto const* const first =
        messages == nullptr || messages->empty() ? nullptr : messages->front().if_object();
    return first == nullptr ? std::string{} : json::text(*first, "id");
}

SendOutcome outcome_of(boost::system::result<HttpAnswer, CallFailure> const& answer) {
    if (!answer) { return meta::failed(answer.error()); }
    if (meta::is_refusal(*answer)) { return meta::refused(*answer, error_rows()); }
    auto outcome = SendOutcome{};
    outcome.external_id = accepted_id(answer->body);
    if (!outcome.external_id.empty()) {
        outcome.verdict = Verdict::accepted;
        return outcome;
    }
    outcome.code = "unreadable_answer";
    outcome.reason = "The platform's answer could not be read";
    return outcome;
}

}  // namespace

Capabilities const& WhatsApp::capabilities() const noexcept {
    static auto const capabilities = whatsapp_capabilities();
    return capabilities;
}

std::span<SettingField const> WhatsApp::settings() const noexcept { return setting_fields; }

std::optional<WebhookReply> WhatsApp::challenge(WebhookRequest const& request, Secrets const& secrets) const {
    return meta::challenge(request, secrets);
}

Result<void> WhatsApp::verify(WebhookRequest const& request, Secrets const& secrets) const {
    return meta::verify(request, secrets);
}

Result<std::vector<InboundEvent>> WhatsApp::parse(WebhookRequest const& request) const {
    return whatsapp::parse(request.body);
}

Task<SendOutcome> WhatsApp::send(OutboundMessage message, Secrets secrets) {
    auto const form = sendable(message);
    if (!form) { co_return meta::never(form.error().reason, form.error().detail); }
    if (secrets["access_token"].empty()) { co_return meta::without_token(); }
    auto media_id = std::string{};
    if (!message.attachments.empty()) {
        auto upload = co_await media_.upload(message.attachments.front(), secrets);
        if (upload.media_id.empty()) { co_return std::move(upload.failure); }
        media_id = std::move(upload.media_id);
    }
    auto url = meta::graph_url(secrets, {secrets["phone_number_id"], "messages"});
    auto call = meta::graph_post(std::move(url), render(message, media_id), secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return outcome_of(answer);
}

}  // namespace balie::connectors::whatsapp
