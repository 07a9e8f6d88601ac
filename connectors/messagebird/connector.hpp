// MessageBird, later Bird, as a channel: three generations of one platform.
#pragma once

#include <balie/base/clock.hpp>
#include <balie/channel/connector.hpp>
#include <connectors/messagebird/faces.hpp>

#include <memory>

namespace balie::connectors::messagebird {

class MessageBird final : public Connector {
public:
    // The client outlives the connector. The clock judges the times that two of the signatures carry.
    explicit MessageBird(HttpClient& http, std::unique_ptr<Clock> clock = std::make_unique<SystemClock>())
        : http_(http), clock_(std::move(clock)), media_(http), health_(http) {}

    Channel channel() const noexcept override { return Channel::messagebird; }
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

private:
    HttpClient& http_;
    std::unique_ptr<Clock> clock_;
    Media media_;
    KeyHealth health_;
};

}  // namespace balie::connectors::messagebird
