// What leaves, read again by the parser; and how each answer of a mail server wants to be treated.
#include <connectors/email/connector.hpp>
#include <connectors/email/mime.hpp>

#include "support/files.hpp"
#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace balie::test {
namespace {

using connectors::email::Email;
using connectors::email::head_field;
using connectors::email::read_mail;

class PostOffice final : public MailClient {
public:
    PostOutcome outcome = {.is_taken = true};
    Letter letter = {};
    std::string bytes = {};

    Task<PostOutcome> post(Letter given) override {
        letter = std::move(given);
        bytes = letter.write().value();
        co_return outcome;
    }
    Task<Result<void>> try_mailbox(MailServer, std::string) override { co_return Result<void>{}; }
    Task<Result<void>> try_post_office(MailServer) override {
        co_return Error{ErrorCode::unauthenticated, "535 no"};
    }
};

class EmailSend : public testing::Test {
protected:
    SendOutcome send(OutboundMessage message) { return run(email_.send(std::move(message), secrets_)); }
    static OutboundMessage reply() {
        auto message = OutboundMessage{"42.1", {{IdentityKind::email, "anna@klant.example"}}};
        message.text = "Beste Anna,\n\nWe sturen het opnieuw. Kosten: € 0.\n.\nGroet";
        message.subject = "Antw: Pakket – 42";
        message.thread_external_ids = {"first-1@klant.example", "sha256:00", "bad id",
                                       "second-1@klant.example"};
        return message;
    }

    TemporaryFolder folder_;
    PostOffice office_;
    ScriptedHttpClient http_;
    Email email_{http_, &office_, folder_.path()};
    Secrets secrets_{{{"address", "Service@Winkel.example"},
                      {"display_name", "Winkel\r\nBcc: kwaad@x.example"},
                      {"imap_host", "mail.winkel.example"},
                      {"imap_password", "geheim"},
                      {"smtp_host", "mail.winkel.example"},
                      {"reply_key", "sleutel"}}};
};

TEST_F(EmailSend, NamesTheThreadThatItAnswers) {
    auto const outcome = send(reply());

    auto const mail = read_mail(office_.bytes).value();
    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_EQ(head_field(mail, "message-id"), "<" + outcome.external_id + ">");
    EXPECT_EQ(head_field(mail, "in-reply-to"), "<second-1@klant.example>");
    EXPECT_EQ(head_field(mail, "references"), "<first-1@klant.example> <second-1@klant.example>");
    EXPECT_EQ(mail.subject, "Re: Pakket – 42");
    EXPECT_EQ(mail.text, reply().text + "\n");
    EXPECT_EQ(mail.to.front().address, "anna@klant.example");
    EXPECT_EQ(office_.letter.from, "service@winkel.example");
    EXPECT_EQ(email_.opaque_of(outcome.external_id, secrets_), "42.1");
}

TEST_F(EmailSend, LetsNobodyAddAHeader) {
    send(reply());

    auto const mail = read_mail(office_.bytes).value();
    EXPECT_EQ(head_field(mail, "bcc"), "");
    EXPECT_EQ(mail.from.front().address, "service@winkel.example");
}

TEST_F(EmailSend, CarriesFiles) {
    auto message = reply();
    std::ofstream{folder_.path() / "file"} << "%PDF-1.4";
    message.attachments.push_back(
        {AttachmentKind::document, false, "application/pdf", "beëdigd.pdf", folder_.path() / "file"});

    send(message);

    auto const mail = read_mail(office_.bytes).value();
    ASSERT_EQ(mail.files.size(), 1U);
    EXPECT_EQ(mail.files.front().name, "beëdigd.pdf");
    EXPECT_EQ(mail.files.front().bytes, "%PDF-1.4");
    EXPECT_EQ(mail.text, message.text);
}

TEST_F(EmailSend, TreatsEachAnswerAsItWantsToBe) {
    struct Case {
        PostOutcome posted;
        Verdict verdict;
    };
    auto const cases = std::vector<Case>{
        {{.code = 451}, Verdict::retry},
        {{.stage = PostStage::after_end, .code = 452}, Verdict::retry},
        {{.code = 550}, Verdict::rejected},
        {{.stage = PostStage::after_end, .code = 554}, Verdict::rejected},
        {{.code = 535, .is_refused_log_in = true}, Verdict::reauthorize},
        {{.code = 454, .is_refused_log_in = true}, Verdict::retry},
        {{.stage = PostStage::before_end}, Verdict::retry},
        {{.stage = PostStage::after_end}, Verdict::uncertain},
        {{.stage = PostStage::not_written, .is_forbidden = true}, Verdict::rejected},
    };
    for (auto const& one : cases) {
        office_.outcome = one.posted;
        EXPECT_EQ(send(reply()).verdict, one.verdict) << one.posted.code;
    }
}

TEST_F(EmailSend, LogsInWhereThePasswordIsFor) {
    send(reply());
    EXPECT_EQ(office_.letter.server.password, "geheim");
    EXPECT_EQ(office_.letter.server.port, "465");

    auto values = secrets_.values();
    values["smtp_host"] = "elders.example";
    secrets_ = Secrets{values};
    send(reply());

    EXPECT_EQ(office_.letter.server.password, "");
}

TEST_F(EmailSend, SendsCopiesToWhoeverWasChosen) {
    auto message = reply();
    message.copies = {"bob@klant.example", "carl@klant.example"};

    send(message);

    auto const mail = read_mail(office_.bytes).value();
    ASSERT_EQ(mail.cc.size(), 2U);
    EXPECT_EQ(mail.cc.back().address, "carl@klant.example");
    EXPECT_EQ(mail.to.size(), 1U);
    EXPECT_EQ(office_.letter.copies, message.copies);
}

TEST_F(EmailSend, GivesAFirstMailItsSubjectAsItIs) {
    auto message = reply();
    message.thread_external_ids.clear();
    message.subject = "Uw bestelling – 42";

    send(message);

    EXPECT_EQ(read_mail(office_.bytes).value().subject, "Uw bestelling – 42");
}

TEST_F(EmailSend, KeepsACopyUnlessTheProviderDoes) {
    struct Case {
        std::string host;
        std::string chosen;
        bool is_kept;
    };
    for (auto const& [host, chosen, is_kept] : std::vector<Case>{{"mail.winkel.example", "", true},
                                                                 {"mail.winkel.example", "false", false},
                                                                 {"smtp.gmail.com", "", false},
                                                                 {"SMTP.office365.com", "", false},
                                                                 {"smtp-mail.outlook.com", "", false},
                                                                 {"notgmail.com", "", true},
                                                                 {"smtp.gmail.com", "true", true}}) {
        auto values = secrets_.values();
        values["smtp_host"] = host;
        values["sent_copy"] = chosen;
        auto message = reply();
        run(email_.send(std::move(message), Secrets{values}));
        EXPECT_EQ(office_.letter.copy.has_value(), is_kept) << host << chosen;
    }
}

TEST_F(EmailSend, SaysInHealthAloneThatACopyFailed) {
    EXPECT_EQ(send(reply()).verdict, Verdict::accepted);
    EXPECT_EQ(office_.letter.copy->mailbox.password, "geheim");
    EXPECT_EQ(run(email_.health(secrets_)).value().size(), 2U);

    office_.letter.copy->told(Error{ErrorCode::unavailable, "the mailbox does not take a copy"});

    auto const checks = run(email_.health(secrets_)).value();
    ASSERT_EQ(checks.size(), 3U);
    EXPECT_EQ(checks.back().name, "sent_copy");
    EXPECT_FALSE(checks.back().ok);
    office_.letter.copy->told({});
    EXPECT_TRUE(run(email_.health(secrets_)).value().back().ok);
}

TEST_F(EmailSend, SaysHowBothServersAre) {
    auto const checks = run(email_.health(secrets_)).value();

    EXPECT_TRUE(checks.at(0).ok);
    EXPECT_FALSE(checks.at(1).ok);
    EXPECT_EQ(checks.at(1).detail, "535 no");
}

TEST_F(EmailSend, KeepsTheFilesOfAMailForItsMediaSource) {
    auto const events = email_.take(bytes_of(payloads("email") / "reply_html.eml"), secrets_).value();
    auto const& message = std::get<InboundMessage>(events.front());

    auto const fetched =
        run(email_.media_source()->fetch(message.attachments[1], {}, folder_.path() / "copy", 100));

    EXPECT_EQ(fetched.value().bytes, 9U);
    EXPECT_EQ(bytes_of(folder_.path() / "copy"), "%PDF-1.4\n");
    auto elsewhere = message.attachments[1];
    elsewhere.media_id = "../../etc/passwd";
    EXPECT_EQ(run(email_.media_source()->fetch(elsewhere, {}, folder_.path() / "no", 100)).error().code,
              ErrorCode::not_found);
}

TEST_F(EmailSend, TakesSoundSettingsOnly) {
    EXPECT_TRUE(email_.judge(secrets_));
    auto values = secrets_.values();
    values["imap_security"] = "ssl";
    EXPECT_EQ(email_.judge(Secrets{values}).error().field, "settings.imap_security");
    EXPECT_EQ(email_.judge(Secrets{{{"address", "geen adres"}}}).error().field, "settings.address");
}

}  // namespace
}  // namespace balie::test
