// E-mail as a channel: mails come out of a mailbox by IMAP and leave by SMTP. There is no platform and no webhook.
#pragma once

#include <connectors/email/tokens.hpp>

#include <balie/channel/connector.hpp>

#include <filesystem>
#include <map>
#include <memory>

namespace balie::connectors::email {

// A mail's files, put aside when the mail was taken: media_id is their name there.
class PutAside final : public MediaSource {
public:
    explicit PutAside(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Task<Result<FetchedMedia>> fetch(InboundAttachment attachment, Secrets secrets, std::filesystem::path to,
                                     std::size_t bytes_max) override;

    // Blocks. Durable when it answers; the same name again changes nothing. Error: unavailable.
    Result<void> keep(std::string const& name, std::string_view bytes) const;
    // Removes what everybody had days to fetch.
    void tidy() const;

private:
    std::filesystem::path folder_;
};

class Email final : public Connector, public Mailbox, public Health {
public:
    // `media_folder`: where mails' files are put aside. Without a mail client nothing can be sent or looked at.
    Email(HttpClient& http, MailClient* mail, std::filesystem::path const& media_folder,
          SecretKeeper* keeper = nullptr);

    Channel channel() const noexcept override { return Channel::email; }
    Capabilities const& capabilities() const noexcept override;
    std::span<SettingField const> settings() const noexcept override;
    std::string address(Secrets const& settings) const override;
    Result<void> judge(Secrets const& settings) const override;

    std::optional<WebhookReply> challenge(WebhookRequest const& request,
                                          Secrets const& secrets) const override;
    Result<void> verify(WebhookRequest const& request, Secrets const& secrets) const override;
    // Of a mail's bytes: so a mail that waits in the quarantine is read again.
    Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) const override;
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets) override;

    MediaSource* media_source() noexcept override { return &files_; }
    Mailbox* mailbox() noexcept override { return this; }
    Health* health() noexcept override { return this; }

    MailServer server(Secrets const& secrets) const override;
    Task<Result<MailServer>> opened_server(Secrets secrets, std::string refused) override;
    std::string folder(Secrets const& secrets) const override;
    Result<std::vector<InboundEvent>> take(std::string_view mail, Secrets const& secrets) override;
    Result<std::vector<InboundEvent>> take_head(std::string_view head, Secrets const& secrets) override;
    std::string opaque_of(std::string_view external_id, Secrets const& secrets) const override;

    Task<Result<std::vector<HealthCheck>>> health(Secrets secrets) override;

private:
    Task<Result<MailServer>> opened(MailServer server, Secrets secrets, std::string refused);
    Task<PostOutcome> post(Letter letter, Secrets secrets);
    Task<std::vector<HealthCheck>> look(Secrets secrets, std::string token);
    SentCopy copy_of(std::string const& message_id, std::string const& token, Secrets const& secrets) const;

    using Copies = std::map<InboxId, Result<void>>;  // how the newest one went

    MailClient* mail_;
    PutAside files_;
    Tokens tokens_;
    std::shared_ptr<Copies> copies_ = std::make_shared<Copies>();  // shared with copies that are under way
};

}  // namespace balie::connectors::email
