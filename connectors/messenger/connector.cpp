// Settings, and what the channel can do. https://developers.facebook.com/docs/messenger-platform
#include <connectors/messenger/connector.hpp>

#include <connectors/messenger/dialect.hpp>
#include <connectors/meta/webhook.hpp>

#include <array>

namespace balie::connectors::messenger {
namespace {

constexpr auto mebibyte = std::size_t{1} << 20U;
constexpr auto platform = meta::Platform{"messenger", IdentityKind::psid};

constexpr auto subscribed_fields = std::string_view{
    "messages,messaging_postbacks,messaging_optins,message_deliveries,message_reads,message_reactions,"
    "message_edits,message_echoes,messaging_referrals,messaging_handovers,messaging_account_linking,"
    "messaging_policy_enforcement,standby"};

constexpr auto setting_fields = std::to_array<SettingField>({
    {"page_id", false, true, true, {}, false, true},
    {"access_token", true, true, false},
    {"app_secret", true, true, false},
    {"verify_token", true, true, false},
    {"api_base", false, false, false},
});

// https://developers.facebook.com/docs/messenger-platform/send-messages/saving-assets (2026-04-22): 25 MB for any file.
std::vector<MediaLimit> media_limits() {
    return {
        {AttachmentKind::image, 8 * mebibyte, {"image/jpeg", "image/png", "image/gif", "image/webp"}},
        {AttachmentKind::video, 25 * mebibyte, {"video/mp4", "video/quicktime", "video/webm", "video/ogg"}},
        {AttachmentKind::audio,
         25 * mebibyte,
         {"audio/mpeg", "audio/mp4", "audio/aac", "audio/wav", "audio/ogg"}},
        {AttachmentKind::document,
         25 * mebibyte,
         {"application/pdf", "text/plain", "text/csv", "application/zip", "application/msword",
          "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation"}},
    };
}

Capabilities messenger_capabilities() {
    auto can = Capabilities{};
    can.text_max = 2000;
    can.caption_max = 0;
    can.media = media_limits();
    can.attachments_max = 1;
    can.replies = can.typing = can.read_marks = true;
    can.delivered_receipts = can.read_receipts = true;
    can.reply_window = std::chrono::hours{24};
    can.late_reply_window = std::chrono::hours{7 * 24};
    can.sends_per_second = 10;  // of sound and films; of text 300
    can.sends_burst = 100;
    can.webhook_bytes_max = 4 * mebibyte;
    return can;
}

}  // namespace

Messenger::Messenger(HttpClient& http)
    : sender_(http, platform),
      media_(http),
      profile_(http, platform),
      signals_(http, platform),
      subscription_(http, subscribed_fields),
      health_(http, "messages") {}

Capabilities const& Messenger::capabilities() const noexcept {
    static auto const capabilities = messenger_capabilities();
    return capabilities;
}

std::span<SettingField const> Messenger::settings() const noexcept { return setting_fields; }

std::optional<WebhookReply> Messenger::challenge(WebhookRequest const& request,
                                                 Secrets const& secrets) const {
    return meta::challenge(request, secrets);
}

Result<void> Messenger::verify(WebhookRequest const& request, Secrets const& secrets) const {
    return meta::verify(request, secrets);
}

Result<std::vector<InboundEvent>> Messenger::parse(WebhookRequest const& request) const {
    return messenger::parse(request.body);
}

Task<SendOutcome> Messenger::send(OutboundMessage message, Secrets secrets) {
    co_return co_await sender_.send(std::move(message), std::move(secrets));
}

}  // namespace balie::connectors::messenger
