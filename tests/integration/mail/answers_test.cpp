// What an answer is besides its words: its copies to others, its subject, and the copy in the folder Sent.
#include "desk/mail_copies.hpp"
#include "integration/mail/mail_desk.hpp"
#include "mail/sent_copy.hpp"
#include "store/conversation_standing.hpp"

#include <connectors/email/mime.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace balie::test {
namespace {

using connectors::email::head_field;
using connectors::email::Mail;
using connectors::email::read_mail;

constexpr auto messages = "SELECT count(*) FROM messages WHERE account_id = $A AND direction = 'in'";
constexpr auto newest_conversation = "SELECT max(id) FROM conversations WHERE account_id = $A";
constexpr auto looked_at = "SELECT count(*) FROM mailboxes WHERE account_id = $A AND looked_at IS NOT NULL";

std::vector<Mail> mails_saying(std::string const& box, std::string const& words) {
    auto found = std::vector<Mail>{};
    for (auto const& bytes : mail_servers().mails(box)) {
        auto mail = read_mail(bytes).value();
        if (mail.text.find(words) != std::string::npos) { found.push_back(std::move(mail)); }
    }
    return found;
}

class MailAnswers : public testing::Test {
protected:
    void begin() {
        desk.watch();
        ASSERT_TRUE(desk.becomes(looked_at, "1"));
        desk.mail("anna@customers.test", "answers-" + to_string(desk.account) + "@customers.test",
                  "Subject: Pakket\r\nCc: Bob <BOB@customers.test>, service@desk.test\r\n",
                  "Waar blijft het?\r\n");
        ASSERT_TRUE(desk.becomes(messages, "1"));
    }
    Result<std::string> content(std::vector<std::string> cc, std::string subject = {}) {
        auto reply = desk::Reply{};
        reply.cc = std::move(cc);
        reply.subject = std::move(subject);
        auto const id = ConversationId{std::stoll(desk.text(newest_conversation))};
        return database().run_here(desk.account.value, [&](db::Transaction& transaction) {
            auto const standing = store::conversations::standing_of(transaction, desk.account, id);
            return desk::mail_content(transaction, desk.account, standing, reply);
        });
    }

    MailDesk desk;
};

TEST_F(MailAnswers, GoToAllWhomTheThreadNames) {
    begin();
    auto const made = content({"Bob@customers.test", "anna@customers.test", "service@desk.test"});
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(*made, R"({"email":{"cc":[{"address":"bob@customers.test","name":"Bob"}]}})");

    auto const words = "Ook voor Bob " + to_string(desk.account);
    desk.answer(desk.text(newest_conversation), words, *made);

    ASSERT_TRUE(desk.until([&] { return !mails_saying("bob", words).empty(); }));
    ASSERT_TRUE(desk.until([&] { return !mails_saying("anna", words).empty(); }));
    auto const theirs = mails_saying("bob", words).front();
    EXPECT_EQ(theirs.cc.front().address, "bob@customers.test");
    EXPECT_EQ(theirs.to.front().address, "anna@customers.test");
    EXPECT_EQ(theirs.subject, "Re: Pakket");
}

TEST_F(MailAnswers, AreSentAlthoughACopyIsRefusedAndSayForWhom) {
    begin();
    auto const words = "Niet voor iedereen " + to_string(desk.account);

    auto const id = to_string(desk.answer(
        desk.text(newest_conversation), words,
        R"({"email":{"cc":[{"address":"refused@customers.test"},{"address":"bob@customers.test"}]}})"));

    ASSERT_TRUE(desk.until([&] { return !mails_saying("bob", words).empty(); }));
    ASSERT_TRUE(desk.until([&] { return !mails_saying("anna", words).empty(); }));
    EXPECT_TRUE(desk.becomes("SELECT status FROM messages WHERE account_id = $A AND id = " + id, "sent"));
    EXPECT_EQ(
        desk.text(
            "SELECT (error ->> 'code') || ' ' || (error ->> 'treatment') || ' ' || (error ->> 'detail') "
            "FROM messages WHERE account_id = $A AND id = " +
            id),
        "copies_refused partly refused@customers.test: 550 5.1.1 nobody of that name");
}

TEST_F(MailAnswers, GoToNobodyWhomTheThreadDoesNotName) {
    begin();

    auto const made = content({"bob@customers.test", "mallory@elsewhere.test"});

    EXPECT_EQ(made.error().reason, "not_of_the_thread");
    EXPECT_EQ(made.error().field, "cc");
    EXPECT_EQ(content({}).value(), "");
}

TEST_F(MailAnswers, BeginAThreadUnderTheirOwnSubject) {
    begin();
    auto const identity = ContactIdentityId{
        std::stoll(desk.text("SELECT max(identity_id) FROM conversations WHERE account_id = $A"))};
    auto const opened =
        database().run_here(desk.account.value, [&](db::Transaction& transaction) -> Result<ConversationId> {
            return store::conversations::open_another(transaction, desk.account, identity).id;
        });
    EXPECT_EQ(desk.text("SELECT count(*) FROM conversations WHERE account_id = $A"), "2");
    auto const words = "Eerste mail " + to_string(desk.account);

    desk.answer(to_string(opened.value()), words, R"({"email":{"subject":"Uw bestelling"}})");

    ASSERT_TRUE(desk.until([&] { return !mails_saying("anna", words).empty(); }));
    auto const first = mails_saying("anna", words).front();
    EXPECT_EQ(first.subject, "Uw bestelling");
    EXPECT_EQ(head_field(first, "references"), "");

    // The customer's answer stands under it, and ours to that has the same subject.
    desk.mail(
        "anna@customers.test", "first-" + to_string(desk.account) + "@customers.test",
        "Subject: RE: Uw bestelling\r\nIn-Reply-To: " + std::string{head_field(first, "message-id")} + "\r\n",
        "Dank\r\n");
    EXPECT_TRUE(desk.becomes("SELECT count(*) FROM messages WHERE account_id = $A AND conversation_id = " +
                                 to_string(opened.value()),
                             "2"));
}

TEST_F(MailAnswers, LeaveOneCopyInTheFolderOfWhatWasSent) {
    begin();
    auto const words = "Voor Verzonden " + to_string(desk.account);
    desk.answer(desk.text(newest_conversation), words);
    ASSERT_TRUE(desk.until([&] { return mails_saying("service/.Sent", words).size() == 1; }));

    // The server says which folder it is: then that one.
    mail_servers().make_folder("other", "Verzonden");
    auto stop = mail::Stop{};
    auto const copy =
        SentCopy{mail_servers().imap(MailSecurity::tls, "other@desk.test"), "copy-1@desk.test", {}};
    auto const mail = std::string{
        "From: other@desk.test\r\nMessage-ID: <copy-1@desk.test>\r\nSubject: Kopie\r\n\r\nKopie\r\n"};
    for (auto time = 0; time < 2; ++time) {
        auto const kept = mail::keep_copy(copy, mail, mail_servers().options(), stop);
        ASSERT_TRUE(kept) << kept.error().detail;
        EXPECT_EQ(mails_saying("other/.Verzonden", "Kopie").size(), 1U);
    }
    auto stranger = copy;
    stranger.mailbox.password = "wrong";
    EXPECT_EQ(mail::keep_copy(stranger, mail, mail_servers().options(), stop).error().code,
              ErrorCode::unauthenticated);
}

TEST(MailInTheFolderSent, IsNoMailThatCameIn) {
    mail_servers().make_folder("service", "Sent");
    auto desk = MailDesk{{{"folder", "Sent"}}, {{"imap_password", "secret"}, {"reply_key", "key"}}};
    auto const mark = to_string(desk.account);
    auto const drop = [&](std::string const& id) {
        mail_servers().drop("service/.Sent",
                            "From: anna@customers.test\r\nTo: service@desk.test\r\nMessage-ID: <" + id +
                                mark + "@customers.test>\r\nSubject: Vraag\r\n\r\nVraag\r\n");
    };
    desk.watch();
    ASSERT_TRUE(desk.becomes(looked_at, "1"));
    drop("one");
    ASSERT_TRUE(desk.becomes(messages, "1"));
    desk.answer(desk.text(newest_conversation), "Antwoord " + mark);
    ASSERT_TRUE(desk.until([&] { return mails_saying("service/.Sent", "Antwoord " + mark).size() == 1; }));

    drop("two");

    ASSERT_TRUE(desk.becomes(messages, "2"));
    EXPECT_EQ(desk.text("SELECT count(*) FROM messages WHERE account_id = $A"), "3");
}

}  // namespace
}  // namespace balie::test
