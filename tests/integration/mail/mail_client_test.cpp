// Letters and look-ins against real servers: encryption, certificates, log-ins, refusals, waiting for mail.
#include "integration/mail/mail_servers.hpp"
#include "integration/support/coroutines.hpp"
#include "mail/client.hpp"
#include "mail/imap_session.hpp"

#include <gtest/gtest.h>

#include <future>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

std::string a_mail(std::string const& id, std::string const& to = "service@desk.test") {
    return "From: anna@customers.test\r\nTo: " + to + "\r\nSubject: Vraag\r\nMessage-ID: <" + id +
           ">\r\nDate: Fri, 02 Jan 2026 10:00:00 +0100\r\n\r\nHallo\r\n.\r\nGroet\r\n";
}

Letter a_letter(MailServer server, std::string to = "other@desk.test") {
    auto letter = Letter{};
    letter.server = std::move(server);
    letter.from = "anna@customers.test";
    letter.to = std::move(to);
    letter.write = []() -> Result<std::string> { return a_mail("letter@customers.test"); };
    return letter;
}

PostOutcome post(Letter letter, mail::Options options = mail_servers().options()) {
    auto client = mail::Client{std::move(options)};
    return wait_for(client.post(std::move(letter)));
}

Result<void> look(MailServer server, std::string folder = "INBOX") {
    auto client = mail::Client{mail_servers().options()};
    return wait_for(client.try_mailbox(std::move(server), std::move(folder)));
}

TEST(MailClient, PostsInEachWayThatIsAllowed) {
    for (auto const security : {MailSecurity::tls, MailSecurity::starttls, MailSecurity::none}) {
        auto const outcome = post(a_letter(mail_servers().smtp(security)));

        EXPECT_TRUE(outcome.is_taken) << static_cast<int>(security) << " " << outcome.detail;
    }
}

TEST(MailClient, TrustsNoCertificateThatNobodyVouchesFor) {
    auto options = mail_servers().options();
    options.certificates = {};

    for (auto const security : {MailSecurity::tls, MailSecurity::starttls}) {
        auto const outcome = post(a_letter(mail_servers().smtp(security)), options);

        EXPECT_FALSE(outcome.is_taken);
        EXPECT_EQ(outcome.stage, PostStage::before_end);
        auto client = mail::Client{options};
        EXPECT_EQ(wait_for(client.try_mailbox(mail_servers().imap(security), "INBOX")).error().reason,
                  "certificate");
    }
}

TEST(MailClient, CallsNoPrivateAddressUnlessItIsAllowed) {
    auto options = mail_servers().options();
    options.allow_origins = {};

    EXPECT_TRUE(post(a_letter(mail_servers().smtp(MailSecurity::tls)), options).is_forbidden);
    auto plain = mail_servers().smtp(MailSecurity::none);
    plain.host = "mail.example.org";
    EXPECT_TRUE(post(a_letter(plain)).is_forbidden);
}

TEST(MailClient, TellsRefusalsApart) {
    auto const server = mail_servers().smtp(MailSecurity::tls);
    auto stranger = server;
    stranger.password = "wrong";

    EXPECT_EQ(post(a_letter(server, "refused@customers.test")).code, 550);
    EXPECT_EQ(post(a_letter(server, "later@customers.test")).code, 451);
    EXPECT_TRUE(post(a_letter(stranger)).is_refused_log_in);
    EXPECT_TRUE(post(a_letter(server, "two@x.test>\r\nRCPT TO:<three@x.test")).is_forbidden);
    auto nobody = server;
    nobody.port = "1";
    EXPECT_EQ(post(a_letter(nobody), {{"smtp://localhost:1"}, {}}).code, 0);
}

TEST(MailClient, ACopyThatIsRefusedKeepsTheMailFromNobodyElse) {
    auto letter = a_letter(mail_servers().smtp(MailSecurity::tls), "bob@customers.test");
    letter.copies = {"refused@customers.test", "other@customers.test", "later@customers.test"};
    letter.write = [] { return Result<std::string>{a_mail("copies@customers.test", "bob@customers.test")}; };

    auto const outcome = post(letter);

    EXPECT_TRUE(outcome.is_taken) << outcome.detail;
    EXPECT_TRUE(outcome.detail.starts_with("refused@customers.test: 550 5.1.1 nobody of that name; "))
        << outcome.detail;
    EXPECT_TRUE(outcome.detail.ends_with(
        "later@customers.test: 451 4.7.1 come back later (for now; this copy is not tried again)"))
        << outcome.detail;
}

TEST(MailClient, WhatTheCustomerDoesNotGetNobodyGets) {
    auto letter = a_letter(mail_servers().smtp(MailSecurity::tls), "refused@customers.test");
    letter.copies = {"bob@customers.test"};

    auto const outcome = post(letter);

    EXPECT_FALSE(outcome.is_taken);
    EXPECT_EQ(outcome.code, 550);
    EXPECT_EQ(outcome.detail, "550 5.1.1 nobody of that name");
    EXPECT_EQ(outcome.stage, PostStage::before_end);
}

TEST(MailClient, LooksIntoAMailbox) {
    for (auto const security : {MailSecurity::tls, MailSecurity::starttls, MailSecurity::none}) {
        auto const looked = look(mail_servers().imap(security));
        EXPECT_TRUE(looked) << (looked ? "" : looked.error().detail);
    }
    auto stranger = mail_servers().imap(MailSecurity::tls);
    stranger.password = "wrong";

    EXPECT_EQ(look(stranger).error().code, ErrorCode::unauthenticated);
    EXPECT_EQ(look(mail_servers().imap(MailSecurity::tls), "Nergens").error().code, ErrorCode::not_found);
}

TEST(ImapSession, ReadsWhatIsThereAndWaitsForMore) {
    auto stop = mail::Stop{};
    mail_servers().drop("bob", a_mail("one@customers.test", "bob@desk.test"));
    auto const server = mail_servers().imap(MailSecurity::tls, "bob@desk.test");
    auto session = mail::ImapSession::open(server, mail_servers().options(), stop);
    ASSERT_TRUE(session) << session.error().detail;
    auto const state = (*session)->examine("INBOX").value();
    auto const uids = (*session)->uids_after(0).value();
    ASSERT_FALSE(uids.empty());
    EXPECT_EQ(state.uid_next, uids.back() + 1);
    EXPECT_EQ((*session)->fetch(uids.back()).value(), a_mail("one@customers.test", "bob@desk.test"));
    EXPECT_TRUE((*session)->uids_after(uids.back()).value().empty());
    EXPECT_EQ((*session)->uids_since(std::chrono::sys_days{std::chrono::year{2020} / 1 / 1}).value(), uids);
    EXPECT_EQ((*session)->size_of(uids.back() + 9).error().code, ErrorCode::not_found);
    ASSERT_TRUE((*session)->offers_idle());

    auto later =
        std::async(std::launch::async, [] { mail_servers().drop("bob", a_mail("two@customers.test")); });
    auto const woken = (*session)->idle(30s);

    later.get();
    EXPECT_EQ(woken.value(), mail::Wake::readable);
    EXPECT_EQ((*session)->uids_after(uids.back()).value().size(), 1U);
}

TEST(ImapSession, StopsWaitingWhenItIsTold) {
    auto stop = mail::Stop{};
    auto session =
        mail::ImapSession::open(mail_servers().imap(MailSecurity::tls), mail_servers().options(), stop)
            .value();
    session->examine("INBOX").value();
    auto teller = std::async(std::launch::async, [&stop] { stop.raise(); });

    auto const woken = session->idle(60s);

    teller.get();
    EXPECT_EQ(woken.value(), mail::Wake::stopped);
}

}  // namespace
}  // namespace balie::test
