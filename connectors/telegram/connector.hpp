// Telegram's Bot API as a channel.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/telegram/faces.hpp>

namespace balie::connectors::telegram {

class Telegram final : public Connector {
public:
    // The client outlives the connector.
    explicit Telegram(HttpClient& http)
        : http_(http), media_(http), profiles_(http), typing_(http), webhook_(http), health_(http) {}

    Channel channel() const noexcept override { return Channel::telegram; }
    Capabilities const& capabilities() const noexcept override;
    std::span<SettingField const> settings() const noexcept override;
    // The bot's own id: the digits before ':' of its token.
    std::string address(Secrets const& settings) const override;

    std::optional<WebhookReply> challenge(WebhookRequest const& request,
                                          Secrets const& secrets) const override;
    Result<void> verify(WebhookRequest const& request, Secrets const& secrets) const override;
    Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) const override;
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets) override;

    MediaSource* media_source() noexcept override { return &media_; }
    ProfileSource* profile_source() noexcept override { return &profiles_; }
    Signals* signals() noexcept override { return &typing_; }
    Subscription* subscription() noexcept override { return &webhook_; }
    Health* health() noexcept override { return &health_; }

private:
    HttpClient& http_;
    Media media_;
    Profiles profiles_;
    Typing typing_;
    Webhook webhook_;
    BotHealth health_;
};

}  // namespace balie::connectors::telegram
