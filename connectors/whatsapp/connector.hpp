// WhatsApp Cloud API as a channel.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/whatsapp/health.hpp>
#include <connectors/whatsapp/media.hpp>
#include <connectors/whatsapp/signals.hpp>
#include <connectors/whatsapp/subscription.hpp>
#include <connectors/whatsapp/templates.hpp>

namespace balie::connectors::whatsapp {

class WhatsApp final : public Connector {
public:
    // The client outlives the connector.
    explicit WhatsApp(HttpClient& http)
        : http_(http), media_(http), templates_(http), signals_(http), health_(http), subscription_(http) {}

    Channel channel() const noexcept override { return Channel::whatsapp; }
    Capabilities const& capabilities() const noexcept override;
    std::span<SettingField const> settings() const noexcept override;

    std::optional<WebhookReply> challenge(WebhookRequest const& request,
                                          Secrets const& secrets) const override;
    Result<void> verify(WebhookRequest const& request, Secrets const& secrets) const override;
    Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) const override;
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets) override;

    MediaSource* media_source() noexcept override { return &media_; }
    TemplateSource* template_source() noexcept override { return &templates_; }
    Signals* signals() noexcept override { return &signals_; }
    Health* health() noexcept override { return &health_; }
    Subscription* subscription() noexcept override { return &subscription_; }

private:
    HttpClient& http_;
    Media media_;
    Templates templates_;
    ReadAndTyping signals_;
    AccountHealth health_;
    AccountSubscription subscription_;
};

}  // namespace balie::connectors::whatsapp
