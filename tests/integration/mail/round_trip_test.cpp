// From a customer's mail program to the desk and back, through real servers.
#include "integration/mail/mail_desk.hpp"

#include <connectors/email/message_id.hpp>
#include <connectors/email/mime.hpp>

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using connectors::email::head_field;
using connectors::email::ids_in;
using connectors::email::read_mail;

constexpr auto messages = "SELECT count(*) FROM messages WHERE account_id = $A AND direction = 'in'";
constexpr auto conversations = "SELECT count(*) FROM conversations WHERE account_id = $A";
constexpr auto newest_conversation = "SELECT max(id) FROM conversations WHERE account_id = $A";
constexpr auto newest_text = "SELECT text FROM messages WHERE account_id = $A ORDER BY id DESC LIMIT 1";
constexpr auto waiting =
    "SELECT count(*) FROM conversations WHERE account_id = $A AND waiting_since IS NOT NULL";
constexpr auto looked_at = "SELECT count(*) FROM mailboxes WHERE account_id = $A AND looked_at IS NOT NULL";

class MailRoundTrip : public testing::Test {
protected:
    void begin() {
        desk.watch();
        ASSERT_TRUE(desk.becomes(looked_at, "1"));
    }
    // The mail with which the newest answer came to the customer.
    connectors::email::Mail answer(std::string const& box, std::string const& text) {
        auto const before = mail_servers().mails(box).size();
        auto const id = desk.answer(desk.text(newest_conversation), text);
        EXPECT_TRUE(desk.becomes(
            "SELECT status FROM messages WHERE account_id = $A AND id = " + to_string(id), "sent"));
        EXPECT_TRUE(desk.until([&] { return mail_servers().mails(box).size() > before; }));
        return read_mail(mail_servers().mails(box).back()).value();
    }

    MailDesk desk;
};

TEST_F(MailRoundTrip, KeepsAThreadInOneConversation) {
    begin();
    desk.mail("anna@customers.test", "trip-1@customers.test", "Subject: Pakket\r\n", "Waar blijft het?\r\n");
    ASSERT_TRUE(desk.becomes(messages, "1"));
    EXPECT_EQ(desk.text(waiting), "1");

    auto const ours = answer("anna", "Het komt morgen.");

    EXPECT_EQ(head_field(ours, "in-reply-to"), "<trip-1@customers.test>");
    EXPECT_EQ(head_field(ours, "references"), "<trip-1@customers.test>");
    EXPECT_EQ(ours.subject, "Re: Pakket");
    EXPECT_EQ(ours.from.front().address, "service@desk.test");
    EXPECT_EQ(ours.text, "Het komt morgen.\n");
    auto const our_id = std::string{head_field(ours, "message-id")};

    // Somebody else in the customer's house answers, and names nothing but our mail.
    desk.mail("bob@customers.test", "trip-2@customers.test",
              "Subject: RE: Pakket\r\nIn-Reply-To: " + our_id + "\r\n",
              "Dank!\r\n\r\nOp vr 2 jan 2026 schreef Klantenservice:\r\n> Het komt morgen.\r\n");
    ASSERT_TRUE(desk.becomes(messages, "2"));
    EXPECT_EQ(desk.text(conversations), "1");
    EXPECT_EQ(desk.text(newest_text), "Dank!");
    auto const references = ids_in(head_field(answer("anna", "Graag gedaan."), "references"));
    EXPECT_EQ(references, (std::vector<std::string>{"trip-1@customers.test", ids_in(our_id).front(),
                                                    "trip-2@customers.test"}));

    desk.mail("anna@customers.test", "trip-3@customers.test", "Subject: Iets anders\r\n",
              "Nog een vraag.\r\n");
    ASSERT_TRUE(desk.becomes(messages, "3"));
    EXPECT_EQ(desk.text(conversations), "2");
    EXPECT_EQ(desk.text("SELECT count(*) FROM conversations WHERE account_id = $A AND public"), "0");
}

TEST_F(MailRoundTrip, NeverTakesAMachineForACustomerWhoWaits) {
    begin();
    desk.mail("anna@customers.test", "auto-1@customers.test", "Subject: Vraag\r\n", "Vraag\r\n");
    ASSERT_TRUE(desk.becomes(messages, "1"));
    auto const ours = answer("anna", "Antwoord");
    as_superuser_in_balie(
        "UPDATE conversations SET waiting_since = NULL, status = 'pending' WHERE account_id = " +
        to_string(desk.account));

    desk.mail("anna@customers.test", "auto-2@customers.test",
              "Subject: Afwezig\r\nAuto-Submitted: auto-replied\r\nIn-Reply-To: " +
                  std::string{head_field(ours, "message-id")} + "\r\n",
              "Ik ben er niet.\r\n");
    desk.mail("anna@customers.test", "auto-3@customers.test",
              "Subject: Nieuws\r\nList-Id: <n.customers.test>\r\n", "Nieuws\r\n");

    ASSERT_TRUE(desk.becomes(messages, "3"));
    EXPECT_EQ(desk.text(waiting), "0");
    EXPECT_EQ(desk.text("SELECT status FROM conversations WHERE account_id = $A ORDER BY id LIMIT 1"),
              "pending");
    EXPECT_EQ(
        desk.text(
            "SELECT count(*) FROM messages WHERE account_id = $A AND content #>> '{email,automatic}' <> ''"),
        "2");
    EXPECT_EQ(desk.text("SELECT count(*) FROM messages WHERE account_id = $A AND direction = 'out'"), "1");
}

TEST_F(MailRoundTrip, MakesOfABounceAFailedMessage) {
    begin();
    desk.mail("gone@customers.test", "gone-1@customers.test", "Subject: Vraag\r\n", "Vraag\r\n");
    ASSERT_TRUE(desk.becomes(messages, "1"));

    auto const id = to_string(desk.answer(desk.text(newest_conversation), "Antwoord"));

    EXPECT_TRUE(desk.becomes("SELECT status FROM messages WHERE account_id = $A AND id = " + id, "failed"));
    EXPECT_EQ(desk.text("SELECT error ->> 'title' FROM messages WHERE account_id = $A AND id = " + id),
              "The mail could not be delivered");
    EXPECT_EQ(desk.text(messages), "1");
}

TEST_F(MailRoundTrip, FailsAtOnceWhenTheServerRefusesTheCustomer) {
    begin();
    desk.mail("refused@customers.test", "refused-1@customers.test", "Subject: Vraag\r\n", "Vraag\r\n");
    ASSERT_TRUE(desk.becomes(messages, "1"));

    auto const id = to_string(desk.answer(desk.text(newest_conversation), "Antwoord"));

    EXPECT_TRUE(
        desk.becomes("SELECT status || (error ->> 'code') FROM messages WHERE account_id = $A AND id = " + id,
                     "failed550"));
}

TEST_F(MailRoundTrip, PutsFilesAsideForTheFetcher) {
    begin();
    desk.mail("anna@customers.test", "file-1@customers.test",
              "Subject: Bon\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n",
              "--b\r\nContent-Type: text/plain\r\n\r\nZie bijlage\r\n--b\r\nContent-Type: application/pdf; "
              "name=bon.pdf\r\n"
              "Content-Disposition: attachment; filename=bon.pdf\r\nContent-Transfer-Encoding: "
              "base64\r\n\r\nJVBERi0xLjQK\r\n--b--\r\n");
    ASSERT_TRUE(desk.becomes(messages, "1"));

    EXPECT_EQ(desk.text("SELECT name || ' ' || state FROM attachments WHERE account_id = $A"),
              "bon.pdf pending");
    auto const name = desk.text("SELECT source ->> 'media_id' FROM attachments WHERE account_id = $A");
    EXPECT_EQ(std::filesystem::file_size(desk.files() / name), 9U);
}

TEST_F(MailRoundTrip, GoesOnWhereItStoppedAndDoublesNothing) {
    auto& first = desk.watch();
    ASSERT_TRUE(desk.becomes(looked_at, "1"));
    auto& second = desk.watch();
    desk.mail("anna@customers.test", "nodes-1@customers.test", "Subject: Een\r\n", "Een\r\n");
    ASSERT_TRUE(desk.becomes(messages, "1"));
    desk.stop_watching(first);

    desk.mail("anna@customers.test", "nodes-2@customers.test", "Subject: Twee\r\n", "Twee\r\n");
    second.wake();
    ASSERT_TRUE(desk.becomes(messages, "2"));
    desk.stop_watching(second);

    // The folder gets new numbers while nobody looks: what came already stays one message, what came since is read.
    mail_servers().renumber("service");
    desk.mail("anna@customers.test", "nodes-3@customers.test", "Subject: Drie\r\n", "Drie\r\n");
    desk.watch();
    ASSERT_TRUE(desk.becomes(
        "SELECT count(*) FROM messages WHERE account_id = $A AND external_id = 'nodes-3@customers.test'",
        "1"));
    EXPECT_EQ(desk.text("SELECT count(*) FROM messages WHERE account_id = $A AND external_id LIKE 'nodes-%'"),
              "3");
}

// The id of a mail is its sender's word: a web form may know only one.
TEST_F(MailRoundTrip, TellsMailsOfOneIdApartByWhoSentThem) {
    begin();
    desk.mail("anna@customers.test", "always-1@customers.test", "Subject: Een\r\n", "Van Anna\r\n");
    ASSERT_TRUE(desk.becomes(messages, "1"));

    desk.mail("bob@customers.test", "always-1@customers.test", "Subject: Twee\r\n", "Van Bob\r\n");

    ASSERT_TRUE(desk.becomes(messages, "2"));
    EXPECT_EQ(desk.text(newest_text), "Van Bob");
    desk.mail("bob@customers.test", "always-1@customers.test", "Subject: Twee\r\n", "Van Bob\r\n");
    desk.mail("anna@customers.test", "other-1@customers.test", "Subject: Drie\r\n", "Drie\r\n");
    ASSERT_TRUE(
        desk.becomes("SELECT count(*) FROM messages WHERE account_id = $A AND external_id = "
                     "'other-1@customers.test'",
                     "1"));
    EXPECT_EQ(desk.text(messages), "3");
}

TEST_F(MailRoundTrip, KeepsWhatItCannotRead) {
    begin();
    mail_servers().drop("service", "Subject: zonder afzender\r\n\r\nHallo\r\n");

    EXPECT_TRUE(desk.becomes("SELECT count(*) FROM quarantine WHERE account_id = $A", "1"));
    EXPECT_EQ(desk.text(messages), "0");
}

TEST(MailLogIn, IsSaidWhenItIsRefused) {
    auto desk = MailDesk{"wrong"};
    desk.watch();

    EXPECT_TRUE(desk.becomes("SELECT fault FROM mailboxes WHERE account_id = $A", "log_in_refused"));
    EXPECT_EQ(desk.text(looked_at), "0");
}

}  // namespace
}  // namespace balie::test
