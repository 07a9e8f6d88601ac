// An account whose inbox is a mailbox of the run's mail servers, watched and answered by one node or several.
#pragma once

#include "delivery/delivery.hpp"
#include "http/client.hpp"
#include "ingest/exchanged_secrets.hpp"
#include "ingest/mailboxes.hpp"
#include "integration/mail/mail_servers.hpp"
#include "integration/support/coroutines.hpp"
#include "mail/client.hpp"

#include <connectors/email/connector.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace balie::test {

class MailDesk {
public:
    explicit MailDesk(std::string password = "secret");
    // Further settings and secrets, by name.
    MailDesk(std::map<std::string, std::string> const& settings,
             std::map<std::string, std::string> const& secrets);
    ~MailDesk();

    AccountId account;
    InboxId inbox;

    // The mailbox's server and what opens it now.
    MailServer opened_server(std::string refused = {});
    // As a server that was just started: all it knows stands in the database.
    void forget_tokens();

    // Starts to watch, and waits until the mailbox has been looked into.
    ingest::Mailboxes& watch();
    void stop_watching(ingest::Mailboxes& mailboxes);

    // A customer sends a mail, by SMTP; head: further fields, each with its line end.
    void mail(std::string const& from, std::string const& id, std::string const& head,
              std::string const& body);
    // An agent answers; returns the message's id. `content`: what the message says of itself besides, as JSON.
    MessageId answer(std::string const& conversation, std::string const& text,
                     std::string const& content = "{}");

    // A value of the account's rows as text; $A and $I stand for account and inbox.
    std::string text(std::string const& sql) const;
    // Runs everything until it has that value; false after half a minute.
    [[nodiscard]] bool becomes(std::string const& sql, std::string const& value);
    [[nodiscard]] bool until(std::function<bool()> const& is_so);

    std::filesystem::path files() const { return folder_.path() / "media" / "mail"; }

private:
    TemporaryFolder folder_;
    SystemClock clock_;
    store::SecretBox box_;
    mail::Client client_;
    std::unique_ptr<HttpClient> http_;
    ingest::ExchangedSecrets exchanged_;
    std::unique_ptr<connectors::email::Email> email_;
    ingest::Connectors connectors_;
    db::Database lanes_;
    journal::Journal journal_;
    ingest::Writer writer_;
    ingest::Pulse pulse_;
    delivery::Delivery delivery_;
    std::vector<std::unique_ptr<ingest::Mailboxes>> watching_;
};

}  // namespace balie::test
