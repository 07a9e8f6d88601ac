// Instagram as a channel: private messages and comments of a professional account.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/meta/comment_moderation.hpp>
#include <connectors/meta/page_health.hpp>
#include <connectors/meta/private_sender.hpp>
#include <connectors/meta/profile.hpp>
#include <connectors/meta/public_sender.hpp>
#include <connectors/meta/signals.hpp>
#include <connectors/meta/subscription.hpp>
#include <connectors/meta/url_media.hpp>

namespace balie::connectors::instagram {

class Instagram final : public Connector {
public:
    // The client outlives the connector.
    explicit Instagram(HttpClient& http);

    Channel channel() const noexcept override { return Channel::instagram; }
    Capabilities const& capabilities() const noexcept override;
    std::span<SettingField const> settings() const noexcept override;

    std::optional<WebhookReply> challenge(WebhookRequest const& request,
                                          Secrets const& secrets) const override;
    Result<void> verify(WebhookRequest const& request, Secrets const& secrets) const override;
    Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) const override;
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets) override;

    MediaSource* media_source() noexcept override { return &media_; }
    ProfileSource* profile_source() noexcept override { return &profile_; }
    Moderation* moderation() noexcept override { return &moderation_; }
    Signals* signals() noexcept override { return &signals_; }
    Subscription* subscription() noexcept override { return &subscription_; }
    Health* health() noexcept override { return &health_; }

private:
    meta::PrivateSender private_;
    meta::PublicSender public_;
    meta::UrlMedia media_;
    meta::Profile profile_;
    meta::CommentModeration moderation_;
    meta::SenderActions signals_;
    meta::AppSubscription subscription_;
    meta::PageHealth health_;
};

}  // namespace balie::connectors::instagram
