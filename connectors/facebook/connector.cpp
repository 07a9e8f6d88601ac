// Settings, and what the channel can do. https://developers.facebook.com/docs/graph-api/reference/page
#include <connectors/facebook/connector.hpp>

#include <connectors/facebook/dialect.hpp>
#include <connectors/meta/webhook.hpp>

#include <array>

namespace balie::connectors::facebook {
namespace {

constexpr auto mebibyte = std::size_t{1} << 20U;
// A private answer to a comment goes through Messenger, which knows its reader by the comment.
constexpr auto platform = meta::Platform{"facebook", IdentityKind::psid};
constexpr auto edges = meta::CommentEdges{"comments", "comments", true};
constexpr auto subscribed_fields = std::string_view{"feed,mention,ratings"};

constexpr auto setting_fields = std::to_array<SettingField>({
    {"page_id", false, true, true, {}, false, true},
    {"access_token", true, true, false},
    {"app_secret", true, true, false},
    {"verify_token", true, true, false},
    {"api_base", false, false, false},
});

Capabilities facebook_capabilities() {
    auto can = Capabilities{};
    can.text_max = 2000;  // in private, through Messenger
    can.public_text_max = 8000;
    can.caption_max = 8000;
    can.media = {{AttachmentKind::image, 10 * mebibyte, {"image/jpeg", "image/png", "image/gif"}}};
    can.attachments_max = 1;
    can.replies = true;
    can.public_ = can.private_replies = can.hides_public = can.deletes_public = true;
    can.private_ = false;
    can.private_room = PrivateRoom{Channel::messenger, IdentityKind::psid};
    can.sends_per_second = 1;  // hundreds of comments an hour make Meta think of spam
    can.sends_burst = 10;
    can.webhook_bytes_max = 4 * mebibyte;
    return can;
}

}  // namespace

Facebook::Facebook(HttpClient& http)
    : private_(http, platform),
      public_(http, edges),
      media_(http),
      moderation_(http, "is_hidden"),
      subscription_(http, subscribed_fields),
      health_(http, "feed") {}

Capabilities const& Facebook::capabilities() const noexcept {
    static auto const capabilities = facebook_capabilities();
    return capabilities;
}

std::span<SettingField const> Facebook::settings() const noexcept { return setting_fields; }

std::optional<WebhookReply> Facebook::challenge(WebhookRequest const& request, Secrets const& secrets) const {
    return meta::challenge(request, secrets);
}

Result<void> Facebook::verify(WebhookRequest const& request, Secrets const& secrets) const {
    return meta::verify(request, secrets);
}

Result<std::vector<InboundEvent>> Facebook::parse(WebhookRequest const& request) const {
    return facebook::parse(request.body);
}

Task<SendOutcome> Facebook::send(OutboundMessage message, Secrets secrets) {
    auto const is_public = message.private_reply_to.empty();
    if (is_public) { co_return co_await public_.send(std::move(message), std::move(secrets)); }
    co_return co_await private_.send(std::move(message), std::move(secrets));
}

}  // namespace balie::connectors::facebook
