// A real IMAP server (Dovecot) and a real mail transfer agent (Exim) of this run's own: private configuration, free ports
// of 127.0.0.1, everything in a temporary folder.
#pragma once

#include "integration/mail/token_provider.hpp"
#include "integration/support/cluster.hpp"
#include "mail/place.hpp"

#include <balie/base/mail_client.hpp>

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace balie::test {

class MailServers {
public:
    MailServers();  // throws when Debian's dovecot-imapd or exim4-daemon-light is not there
    ~MailServers();
    MailServers(MailServers const&) = delete;
    MailServers& operator=(MailServers const&) = delete;

    // Everybody of desk.test and customers.test has the password "secret".
    MailServer imap(MailSecurity security, std::string user = "service@desk.test") const;
    MailServer smtp(MailSecurity security, std::string user = "service@desk.test") const;
    // Grants tokens that both servers take for service@desk.test.
    TokenProvider& provider() { return *provider_; }
    // With the certificate of these servers as the only authority.
    mail::Options options() const;

    // The mails in a mailbox ("anna"), the oldest first.
    std::vector<std::string> mails(std::string const& name) const;
    // Puts a mail into a mailbox at once, as a delivery does.
    void drop(std::string const& name, std::string const& mail) const;
    void make_folder(std::string const& name, std::string const& folder) const;
    // Numbers the folder anew, as a restored or moved mailbox is.
    void renumber(std::string const& name) const;

private:
    void make_certificate() const;
    void write_dovecot() const;
    void write_exim() const;
    void write(std::string const& name, std::string const& text) const;
    void await(std::string const& port) const;

    TemporaryFolder folder_;
    std::filesystem::path root_;
    std::unique_ptr<TokenProvider> provider_;
    std::string imap_port_, imaps_port_, smtp_port_, smtps_port_;
    std::vector<pid_t> processes_;
};

// One pair for the run, started by the first who asks and stopped with the program.
MailServers& mail_servers();

}  // namespace balie::test
