// A mailbox without a password: tokens of a provider at a real IMAP and a real SMTP server.
#include "integration/mail/mail_desk.hpp"

#include <connectors/email/mime.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace balie::test {
namespace {

using Values = std::map<std::string, std::string>;

constexpr auto messages = "SELECT count(*) FROM messages WHERE account_id = $A AND direction = 'in'";
constexpr auto newest_conversation = "SELECT max(id) FROM conversations WHERE account_id = $A";
constexpr auto looked_at =
    "SELECT count(*) FROM mailboxes WHERE account_id = $A AND looked_at IS NOT NULL AND fault IS NULL";

Values at_provider() {
    return {{"auth", "oauth"},
            {"provider", "other"},
            {"token_url", mail_servers().provider().origin() + "/token"},
            {"client_id", "desk"}};
}

Values with_refresh(std::string const& token) {
    return {{"client_secret", "provider secret"}, {"refresh_token", token}, {"reply_key", "key"}};
}

MailServer by_token(MailServer server, std::string token) {
    server.password.clear();
    server.token = std::move(token);
    return server;
}

TEST(MailByToken, OpensAndSendsWithTheDesksOwnGrant) {
    auto desk = MailDesk{at_provider(), with_refresh("first")};
    auto const before = mail_servers().provider().asked().size();
    desk.watch();
    ASSERT_TRUE(desk.becomes(looked_at, "1"));
    desk.mail("anna@customers.test", "token-1@customers.test", "Subject: Vraag\r\n", "Hallo\r\n");
    ASSERT_TRUE(desk.becomes(messages, "1"));
    auto const there = mail_servers().mails("anna").size();

    auto const id = desk.answer(desk.text(newest_conversation), "Met een sleutel van de aanbieder.");

    EXPECT_TRUE(
        desk.becomes("SELECT status FROM messages WHERE account_id = $A AND id = " + to_string(id), "sent"));
    EXPECT_TRUE(desk.until([&] { return mail_servers().mails("anna").size() > there; }));
    EXPECT_EQ(mail_servers().provider().asked().size(), before + 1);
    auto const log =
        desk.text("SELECT count(*) FROM audit_log WHERE account_id = $A AND detail::text ~ 'granted-'");
    EXPECT_EQ(log, "0");
}

TEST(MailByToken, KeepsTheRefreshTokenThatWasExchanged) {
    auto desk = MailDesk{at_provider(), with_refresh("to be exchanged")};
    auto const sealed = desk.text("SELECT secrets->>'refresh_token' FROM inboxes WHERE account_id = $A");
    auto& first = desk.watch();
    ASSERT_TRUE(desk.becomes(looked_at, "1"));
    EXPECT_NE(desk.text("SELECT secrets->>'refresh_token' FROM inboxes WHERE account_id = $A"), sealed);
    desk.stop_watching(first);

    // Another server knows nothing but what stands in the database; the provider takes the spent one from nobody.
    mail_servers().provider().revoke_all();
    desk.forget_tokens();
    desk.watch();

    EXPECT_TRUE(desk.becomes("SELECT coalesce(fault, 'none') FROM mailboxes WHERE account_id = $A", "none"));
    auto const asked = mail_servers().provider().asked();
    EXPECT_TRUE(desk.until([&] { return mail_servers().provider().asked().size() > 0; }));
    EXPECT_TRUE(std::ranges::any_of(asked, [](auto const& form) {
        return form.find("refresh_token=to%20be%20exchanged") != std::string::npos;
    }));
}

TEST(MailByToken, SaysThatTheProviderRefuses) {
    mail_servers().provider().refuse("spent");
    auto desk = MailDesk{at_provider(), with_refresh("spent")};
    desk.watch();

    EXPECT_TRUE(desk.becomes("SELECT fault FROM mailboxes WHERE account_id = $A", "token_refused"));
}

TEST(MailByToken, IsTakenByBothServersUntilItIsRevoked) {
    auto& provider = mail_servers().provider();
    auto desk = MailDesk{at_provider(), with_refresh("for both")};
    desk.watch();
    ASSERT_TRUE(desk.becomes(looked_at, "1"));
    auto const server = desk.opened_server();
    auto client = mail::Client{mail_servers().options()};
    for (auto const security : {MailSecurity::tls, MailSecurity::starttls}) {
        auto const imap = by_token(mail_servers().imap(security), server.token);
        auto const smtp = by_token(mail_servers().smtp(security), server.token);
        auto const looked = wait_for(client.try_mailbox(imap, "INBOX"));
        EXPECT_TRUE(looked) << looked.error().detail;
        auto const asked = wait_for(client.try_post_office(smtp));
        EXPECT_TRUE(asked) << asked.error().detail;
        auto const foreign = by_token(mail_servers().imap(security, "other@desk.test"), server.token);
        EXPECT_EQ(wait_for(client.try_mailbox(foreign, "INBOX")).error().code, ErrorCode::unauthenticated);
    }

    provider.revoke_all();

    auto const imap = by_token(mail_servers().imap(MailSecurity::tls), server.token);
    auto const smtp = by_token(mail_servers().smtp(MailSecurity::tls), server.token);
    EXPECT_EQ(wait_for(client.try_mailbox(imap, "INBOX")).error().reason, "log_in_refused");
    EXPECT_EQ(wait_for(client.try_post_office(smtp)).error().reason, "log_in_refused");
    // The desk asks for another by itself.
    EXPECT_NE(desk.opened_server(server.token).token, server.token);
}

}  // namespace
}  // namespace balie::test
