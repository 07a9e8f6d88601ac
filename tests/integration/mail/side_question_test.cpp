// A question to the back office, from the agent's request through a mail server to the page, and whoever tries links.
#include "integration/client/chat.hpp"
#include "integration/mail/mail_servers.hpp"
#include "integration/support/cluster.hpp"
#include "mail/client.hpp"
#include "store/inboxes.hpp"

#include <balie/base/crypto.hpp>

#include <connectors/email/connector.hpp>
#include <connectors/email/mime.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <utility>

namespace balie::test {
namespace {

using nlohmann::json;

// Networks of nobody (RFC 5737).
constexpr auto who_tries = "203.0.113.9";
constexpr auto somebody_else = "198.51.100.7";

class SideQuestionMail : public testing::Test {
protected:
    Desk& desk = Desk::shared();
    Chat chat = a_chat(desk);
    std::string const conversation =
        says(desk, visitor(desk, chat), random_token(), "Mijn meter staat stil").at("conversation_id");

    // The desk's own may not reach loopback, and trusts no certificate of a test.
    SideQuestionMail() { before_ = std::exchange(desk.house().connector_of.at(Channel::email), &email_); }
    ~SideQuestionMail() override { desk.house().connector_of.at(Channel::email) = before_; }

    void connect_mailbox() {
        auto const smtp = mail_servers().smtp(MailSecurity::starttls);
        auto made = Inbox{};
        made.account = chat.staff.account;
        made.channel = Channel::email;
        made.name = "E-mail";
        made.address = "service@desk.test";
        made.settings = {{"address", made.address},
                         {"imap_host", smtp.host},
                         {"smtp_host", smtp.host},
                         {"smtp_port", smtp.port},
                         {"smtp_security", "starttls"}};
        auto const created =
            database().run_here(made.account.value, [&](db::Transaction& transaction) -> Result<void> {
                made.id = store::inboxes::next_id(transaction);
                for (auto const& [name, secret] :
                     {std::pair{"imap_password", "secret"}, {"reply_key", "key"}}) {
                    made.sealed[name] =
                        desk.house().box.seal(store::SecretPlace{made.account, made.id, name}, secret);
                }
                store::inboxes::create(transaction, made);
                return {};
            });
        ASSERT_TRUE(created) << created.error().detail;
    }
    json ask(std::string const& email, std::string const& text) {
        auto const body =
            json{{"client_id", random_uuid()}, {"name", "Planning"}, {"email", email}, {"text", text}};
        auto const asked =
            desk.call(request("POST", "/api/v1/conversations/" + conversation + "/side-questions",
                              chat.staff.tokens.at(Role::lead), body.dump()));
        EXPECT_EQ(asked.status, 201) << asked.body;
        return json_of(asked);
    }
    static bool is_mailed(json const& asked) {
        return asked.at("message").at("side_question").value("mailed", false);
    }
    // What came into a mailbox with these words; empty after half a minute.
    std::string mail_saying(std::string const& box, std::string const& words) {
        auto const until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        while (std::chrono::steady_clock::now() < until) {
            for (auto const& bytes : mail_servers().mails(box)) {
                auto text = connectors::email::read_mail(bytes).value().text;
                if (text.find(words) != std::string::npos) { return text; }
            }
            desk.house().network.run_for(std::chrono::milliseconds{20});
        }
        return {};
    }
    http::Response open(std::string const& link, std::string const& peer = somebody_else) {
        auto call = request("GET", link.substr(link.find("/answer/")));
        call.peer = peer;
        return desk.call(std::move(call));
    }

private:
    TemporaryFolder folder_;
    mail::Client client_{mail_servers().options()};
    connectors::email::Email email_{*desk.house().http, &client_, folder_.path(),
                                    &desk.house().exchanged_secrets};
    Connector* before_ = nullptr;
};

TEST_F(SideQuestionMail, ComesThroughAMailServerAndItsLinkOpens) {
    connect_mailbox();
    auto const question = "Kan de monteur vrijdag? " + random_token();

    auto const asked = ask("anna@customers.test", question);

    EXPECT_TRUE(is_mailed(asked));
    auto const mail = mail_saying("anna", asked.at("link"));
    ASSERT_FALSE(mail.empty());
    EXPECT_EQ(mail.find("Mijn meter staat stil"), std::string::npos)
        << "nothing of the customer leaves by mail";
    auto const page = open(asked.at("link"));
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find(question), std::string::npos);
}

TEST_F(SideQuestionMail, ThatIsRefusedIsSaidAndItsLinkOpensAllTheSame) {
    EXPECT_FALSE(is_mailed(ask("anna@customers.test", "Zonder mailbox?")));

    connect_mailbox();
    auto const asked = ask("refused@customers.test", "Wie leest dit?");

    EXPECT_FALSE(is_mailed(asked));
    EXPECT_EQ(open(asked.at("link")).status, 200);
}

TEST_F(SideQuestionMail, WhoTriesLinksIsSlowedAndNobodyElse) {
    auto const link = ask("anna@customers.test", "Van wie is dit?").at("link").get<std::string>();
    ASSERT_EQ(open(link, who_tries).status, 200);

    for (auto tries = 0; tries < 25; ++tries) {
        EXPECT_EQ(open("/answer/geen-" + random_token(), who_tries).status, 404);
    }

    EXPECT_EQ(open(link, who_tries).status, 404);
    EXPECT_EQ(open(link, somebody_else).status, 200);
}

}  // namespace
}  // namespace balie::test
