// CM.com's messaging gateway as a channel.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/cm/templates.hpp>

namespace balie::connectors::cm {

// Files are fetched without any token: their addresses are their own key.
class Media final : public MediaSource {
public:
    explicit Media(HttpClient& http) : http_(http) {}

    Task<Result<FetchedMedia>> fetch(InboundAttachment attachment, Secrets secrets, std::filesystem::path to,
                                     std::size_t bytes_max) override;

private:
    HttpClient& http_;
};

class Cm final : public Connector {
public:
    // The client outlives the connector.
    explicit Cm(HttpClient& http) : http_(http), media_(http) {}

    Channel channel() const noexcept override { return Channel::cm; }
    Capabilities const& capabilities() const noexcept override;
    Capabilities const& capabilities_of(Secrets const& settings) const noexcept override;
    std::span<SettingField const> settings() const noexcept override;
    std::string address(Secrets const& settings) const override;
    Result<void> judge(Secrets const& settings) const override;
    std::string webhook_query(Secrets const& settings) const override;

    std::optional<WebhookReply> challenge(WebhookRequest const&, Secrets const&) const override {
        return std::nullopt;
    }
    Result<void> verify(WebhookRequest const& request, Secrets const& secrets) const override;
    Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) const override;
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets) override;

    MediaSource* media_source() noexcept override { return &media_; }
    TemplateSource* template_source() noexcept override { return &templates_; }

private:
    HttpClient& http_;
    Media media_;
    Templates templates_;
};

}  // namespace balie::connectors::cm
