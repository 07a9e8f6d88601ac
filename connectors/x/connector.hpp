// X as a channel: public posts and direct messages of one account.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/x/account.hpp>
#include <connectors/x/media.hpp>
#include <connectors/x/moderation.hpp>
#include <connectors/x/subscription.hpp>

namespace balie::connectors::x {

class X final : public Connector {
public:
    // The client outlives the connector.
    explicit X(HttpClient& http)
        : http_(http), media_(http), moderation_(http), health_(http), profiles_(http), subscription_(http) {}

    Channel channel() const noexcept override { return Channel::x; }
    Capabilities const& capabilities() const noexcept override;
    std::span<SettingField const> settings() const noexcept override;

    std::optional<WebhookReply> challenge(WebhookRequest const& request,
                                          Secrets const& secrets) const override;
    Result<void> verify(WebhookRequest const& request, Secrets const& secrets) const override;
    Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) const override;
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets) override;

    MediaSource* media_source() noexcept override { return &media_; }
    Moderation* moderation() noexcept override { return &moderation_; }
    Health* health() noexcept override { return &health_; }
    ProfileSource* profile_source() noexcept override { return &profiles_; }
    Subscription* subscription() noexcept override { return &subscription_; }

private:
    HttpClient& http_;
    Media media_;
    PostModeration moderation_;
    AccountHealth health_;
    Profiles profiles_;
    WebhookSubscription subscription_;
};

}  // namespace balie::connectors::x
