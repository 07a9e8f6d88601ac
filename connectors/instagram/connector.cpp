// Settings, and what the channel can do. https://developers.facebook.com/docs/instagram-platform
#include <connectors/instagram/connector.hpp>

#include <connectors/instagram/dialect.hpp>
#include <connectors/meta/webhook.hpp>

#include <array>

namespace balie::connectors::instagram {
namespace {

constexpr auto mebibyte = std::size_t{1} << 20U;
constexpr auto platform = meta::Platform{"instagram", IdentityKind::igsid, true};

// Answers to a comment have an edge of their own.
constexpr auto edges = meta::CommentEdges{"replies", "comments"};

// With Facebook Login these are the page's fields; those of Instagram are then chosen in the app's dashboard.
constexpr auto subscribed_fields = std::string_view{"messages"};

constexpr auto setting_fields = std::to_array<SettingField>({
    {"instagram_id", false, true, true, {}, false, true},
    {"access_token", true, true, false},
    {"app_secret", true, true, false},
    {"verify_token", true, true, false},
    {"page_id", false, false, false, {}, false, true},  // with Facebook Login: the linked page
    {"login", false, false, false},                     // "facebook" (as when it is absent) or "instagram"
    {"api_base", false, false, false},
});

// https://developers.facebook.com/docs/instagram-platform/features/attachment-upload (2026-04-01)
std::vector<MediaLimit> media_limits() {
    return {
        {AttachmentKind::image, 8 * mebibyte, {"image/jpeg", "image/png"}},
        {AttachmentKind::video,
         25 * mebibyte,
         {"video/mp4", "video/ogg", "video/x-msvideo", "video/quicktime", "video/webm"}},
        {AttachmentKind::audio, 25 * mebibyte, {"audio/aac", "audio/mp4", "audio/wav"}},
        {AttachmentKind::document, 25 * mebibyte, {"application/pdf"}},
    };
}

Capabilities instagram_capabilities() {
    auto can = Capabilities{};
    can.text_max = 1000;
    can.text_unit = TextUnit::utf8_bytes;
    can.caption_max = 0;
    can.media = media_limits();
    can.attachments_max = 1;
    can.replies = can.typing = can.read_marks = true;
    can.public_ = can.private_replies = can.hides_public = can.deletes_public = true;
    can.public_text_max = 2200;
    can.read_receipts = true;
    can.reply_window = std::chrono::hours{24};
    can.late_reply_window = std::chrono::hours{7 * 24};
    can.sends_per_second = 10;  // of sound and films; of text 300
    can.sends_burst = 100;
    can.webhook_bytes_max = 4 * mebibyte;
    return can;
}

}  // namespace

Instagram::Instagram(HttpClient& http)
    : private_(http, platform),
      public_(http, edges),
      media_(http),
      profile_(http, platform),
      moderation_(http, "hide"),
      signals_(http, platform),
      subscription_(http, subscribed_fields),
      health_(http, "messages") {}

Capabilities const& Instagram::capabilities() const noexcept {
    static auto const capabilities = instagram_capabilities();
    return capabilities;
}

std::span<SettingField const> Instagram::settings() const noexcept { return setting_fields; }

std::optional<WebhookReply> Instagram::challenge(WebhookRequest const& request,
                                                 Secrets const& secrets) const {
    return meta::challenge(request, secrets);
}

Result<void> Instagram::verify(WebhookRequest const& request, Secrets const& secrets) const {
    return meta::verify(request, secrets);
}

Result<std::vector<InboundEvent>> Instagram::parse(WebhookRequest const& request) const {
    return instagram::parse(request.body);
}

Task<SendOutcome> Instagram::send(OutboundMessage message, Secrets secrets) {
    auto const is_public = !message.thread_key.empty() && message.private_reply_to.empty();
    if (is_public) { co_return co_await public_.send(std::move(message), std::move(secrets)); }
    co_return co_await private_.send(std::move(message), std::move(secrets));
}

}  // namespace balie::connectors::instagram
