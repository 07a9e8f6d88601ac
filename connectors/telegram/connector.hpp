// Telegram's Bot API as a channel.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::telegram {

class Telegram final : public Connector {
public:
    // The client outlives the connector.
    explicit Telegram(HttpClient& http) : http_(http) {}

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

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::telegram
