// "Bring your own channel": a program of the organisation brings messages by the desk's API, and gets the replies as
// signed webhooks.
#pragma once

#include <balie/base/clock.hpp>
#include <balie/channel/connector.hpp>
#include <connectors/api/media.hpp>

#include <memory>
#include <string>

namespace balie::connectors::api {

// Sends a ping to the endpoint, signed like everything else.
class EndpointHealth final : public Health {
public:
    EndpointHealth(HttpClient& http, Clock const& clock) : http_(http), clock_(clock) {}
    Task<Result<std::vector<HealthCheck>>> health(Secrets secrets) override;

private:
    HttpClient& http_;
    Clock const& clock_;
};

class Api final : public Connector {
public:
    // The client outlives the connector. `public_url`: of this server, for links to files.
    Api(HttpClient& http, std::filesystem::path media_folder, std::string public_url,
        std::unique_ptr<Clock> clock = std::make_unique<SystemClock>())
        : http_(http),
          clock_(std::move(clock)),
          public_url_(std::move(public_url)),
          media_(http, std::move(media_folder)),
          health_(http, *clock_) {}

    Channel channel() const noexcept override { return Channel::api; }
    Capabilities const& capabilities() const noexcept override;
    std::span<SettingField const> settings() const noexcept override;

    std::optional<WebhookReply> challenge(WebhookRequest const& request,
                                          Secrets const& secrets) const override;
    Result<void> verify(WebhookRequest const& request, Secrets const& secrets) const override;
    Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) const override;
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets) override;

    MediaSource* media_source() noexcept override { return &media_; }
    Health* health() noexcept override { return &health_; }

private:
    HttpClient& http_;
    std::unique_ptr<Clock> clock_;
    std::string public_url_;
    Media media_;
    EndpointHealth health_;
};

}  // namespace balie::connectors::api
