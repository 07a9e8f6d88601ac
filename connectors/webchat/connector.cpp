// Nothing leaves the house here, so nothing can fail on the way.
#include <connectors/webchat/connector.hpp>

#include <connectors/platform/usual_media.hpp>

#include <array>

namespace balie::connectors::webchat {
namespace {

constexpr auto mebibyte = std::size_t{1} << 20U;
constexpr auto file_bytes_max = 25 * mebibyte;

constexpr auto setting_fields = std::to_array<SettingField>({
    {.name = "allowed_origins"},
    {.name = "widget_key", .required = false, .address = true},
    {.name = "identity_secret", .secret = true, .required = false},
    {.name = "greeting", .required = false},
    {.name = "color", .required = false},
    {.name = "locale", .required = false},
    {.name = "asks_name", .required = false},
    {.name = "opening_hours_note", .required = false},
    {.name = "opening_hours", .required = false},
    {.name = "days_off", .required = false},
    {.name = "time_zone", .required = false},
    {.name = "push_url", .required = false},
    {.name = "push_secret", .secret = true, .required = false},
});

Capabilities webchat_capabilities() {
    auto can = Capabilities{};
    can.text_max = 10'000;
    can.caption_max = 10'000;
    can.media = platform::usual_media(file_bytes_max);
    can.attachments_max = 10;
    can.typing = can.read_marks = true;
    can.delivered_receipts = can.read_receipts = true;
    can.sends_per_second = 200;
    can.sends_burst = 400;
    return can;
}

}  // namespace

Capabilities const& WebChat::capabilities() const noexcept {
    static auto const can = webchat_capabilities();
    return can;
}

std::span<SettingField const> WebChat::settings() const noexcept { return setting_fields; }

std::optional<WebhookReply> WebChat::challenge(WebhookRequest const&, Secrets const&) const {
    return std::nullopt;
}

// Visitors come in by /client/v1; whoever posts a webhook for this channel is nobody.
Result<void> WebChat::verify(WebhookRequest const&, Secrets const&) const {
    return Error{ErrorCode::unauthenticated, "website chat has no webhooks"};
}

Result<std::vector<InboundEvent>> WebChat::parse(WebhookRequest const&) const {
    return Error{ErrorCode::malformed, "website chat has no webhooks"};
}

Task<SendOutcome> WebChat::send(OutboundMessage message, Secrets) {
    auto outcome = SendOutcome{};
    outcome.verdict = Verdict::accepted;
    outcome.external_id = std::move(message.opaque);
    co_return outcome;
}

}  // namespace balie::connectors::webchat
