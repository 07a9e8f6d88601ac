// The chat on a website and in an organisation's own app, as a channel. There is no platform behind it: what is sent is
// in the store already, and the server's own stream brings it to the visitor.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/platform/uploaded_files.hpp>

namespace balie::connectors::webchat {

class WebChat final : public Connector {
public:
    // `media_folder`: where visitors' uploads are kept.
    explicit WebChat(std::filesystem::path media_folder) : files_(std::move(media_folder)) {}

    Channel channel() const noexcept override { return Channel::webchat; }
    Capabilities const& capabilities() const noexcept override;
    std::span<SettingField const> settings() const noexcept override;

    std::optional<WebhookReply> challenge(WebhookRequest const& request,
                                          Secrets const& secrets) const override;
    Result<void> verify(WebhookRequest const& request, Secrets const& secrets) const override;
    Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) const override;
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets) override;

    MediaSource* media_source() noexcept override { return &files_; }

private:
    platform::UploadedFiles files_;
};

}  // namespace balie::connectors::webchat
