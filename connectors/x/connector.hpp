// X as a channel: public posts and direct messages of one account.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::x {

class X final : public Connector {
public:
    // The client outlives the connector.
    explicit X(HttpClient& http) : http_(http) {}

    Channel channel() const noexcept override { return Channel::x; }
    Capabilities const& capabilities() const noexcept override;
    std::span<SettingField const> settings() const noexcept override;

    std::optional<WebhookReply> challenge(WebhookRequest const& request,
                                          Secrets const& secrets) const override;
    Result<void> verify(WebhookRequest const& request, Secrets const& secrets) const override;
    Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) const override;
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets) override;

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::x
