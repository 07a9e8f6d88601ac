// SMS, MMS and WhatsApp through Twilio as a channel.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/twilio/health.hpp>
#include <connectors/twilio/history.hpp>
#include <connectors/twilio/media.hpp>
#include <connectors/twilio/templates.hpp>

namespace balie::connectors::twilio {

class Twilio final : public Connector {
public:
    // The client outlives the connector.
    explicit Twilio(HttpClient& http)
        : http_(http), media_(http), history_(http), health_(http), templates_(http) {}

    Channel channel() const noexcept override { return Channel::twilio; }
    Capabilities const& capabilities() const noexcept override;
    Capabilities const& capabilities_of(Secrets const& settings) const noexcept override;
    std::span<SettingField const> settings() const noexcept override;
    std::string address(Secrets const& settings) const override;

    std::optional<WebhookReply> challenge(WebhookRequest const&, Secrets const&) const override {
        return std::nullopt;
    }
    Result<void> verify(WebhookRequest const& request, Secrets const& secrets) const override;
    Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) const override;
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets) override;

    MediaSource* media_source() noexcept override { return &media_; }
    Health* health() noexcept override { return &health_; }
    CatchUp* catch_up() noexcept override { return &history_; }
    TemplateSource* template_source() noexcept override { return &templates_; }

private:
    HttpClient& http_;
    Media media_;
    History history_;
    AccountHealth health_;
    Templates templates_;
};

}  // namespace balie::connectors::twilio
