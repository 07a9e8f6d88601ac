// Sending, and what the channel can do. https://docs.x.com/x-api (2026-08)
#include <connectors/x/connector.hpp>

#include <connectors/platform/outcome.hpp>
#include <connectors/x/api.hpp>
#include <connectors/x/dialect.hpp>
#include <connectors/x/render.hpp>
#include <connectors/x/webhook.hpp>

#include <array>

namespace balie::connectors::x {
namespace {

constexpr auto mebibyte = std::size_t{1} << 20U;

constexpr auto setting_fields = std::to_array<SettingField>({
    {"user_id", false, true, true, {}, false, true},
    {"consumer_key", true, true, false},
    {"consumer_secret", true, true, false},
    {"access_token", true, true, false},
    {"access_token_secret", true, true, false},
    {"api_base", false, false, false},
});

Capabilities x_capabilities() {
    auto can = Capabilities{};
    can.text_max = 10'000;
    can.caption_max = 10'000;
    can.public_text_max = 280;
    can.public_text_unit = TextUnit::weighted;
    can.media = {
        {AttachmentKind::image, 5 * mebibyte, {"image/jpeg", "image/png", "image/webp", "image/gif"}},
        {AttachmentKind::video, 15 * mebibyte, {"video/mp4", "video/quicktime"}}};
    can.attachments_max = 1;
    can.replies = can.public_ = can.private_replies = true;
    can.hides_public = can.deletes_public = can.read_receipts = true;
    can.hides_under_own_only = can.deletes_own_only = true;
    can.sends_per_second =
        100.0 / 900.0;  // answers in public; a refusal says how long the 15 direct messages last
    can.sends_burst = 15;
    can.webhook_bytes_max = 4 * mebibyte;
    return can;
}

}  // namespace

Capabilities const& X::capabilities() const noexcept {
    static auto const capabilities = x_capabilities();
    return capabilities;
}

std::span<SettingField const> X::settings() const noexcept { return setting_fields; }

std::optional<WebhookReply> X::challenge(WebhookRequest const& request, Secrets const& secrets) const {
    return x::challenge(request, secrets);
}

Result<void> X::verify(WebhookRequest const& request, Secrets const& secrets) const {
    return x::verify(request, secrets);
}

Result<std::vector<InboundEvent>> X::parse(WebhookRequest const& request) const {
    return x::parse(request.body);
}

Task<SendOutcome> X::send(OutboundMessage message, Secrets secrets) {
    auto const form = sendable(message);
    if (!form) { co_return platform::never(form.error().reason, form.error().detail); }
    if (!has_keys(secrets)) { co_return platform::needs_token("no_access_token", "The inbox lacks a key"); }
    auto media_id = std::string{};
    if (!message.attachments.empty()) {
        auto upload = co_await media_.upload(message, secrets);
        if (upload.media_id.empty()) { co_return std::move(upload.failure); }
        media_id = std::move(upload.media_id);
    }
    auto const in_public = is_public(message);
    auto url = in_public ? api_url(secrets, {"tweets"})
                         : api_url(secrets, {"dm_conversations", "with", participant(message), "messages"});
    auto call = api_json("POST", std::move(url), render(message, media_id), secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return outcome_of(answer, in_public ? "id" : "dm_event_id");
}

}  // namespace balie::connectors::x
