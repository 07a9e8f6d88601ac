// A visitor's messages: once, in the agents' list, and nobody else's business.
#include "integration/client/chat.hpp"
#include "integration/support/fake_socket.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/time.hpp>

#include <gtest/gtest.h>

#include <chrono>

#include <map>
#include <set>

namespace balie::test {
namespace {

nlohmann::json conversations_of(Desk& desk, Chat const& chat) {
    auto const target = "/api/v1/conversations?inbox_id=" + chat.inbox;
    return json_of(desk.call(request("GET", target, chat.staff.tokens.at(Role::admin)))).at("items");
}

// What an agent writes; a reply counts as sent, as delivery leaves it after the connector took it.
struct MarkSent {
    AccountId account;
    std::string message;
    Result<void> operator()(db::Transaction& transaction) const {
        static constexpr auto mark = db::Statement{"test.mark_sent", R"sql(
            UPDATE messages SET status = 'sent', external_id = id || '.1' WHERE account_id = $1 AND id = $2)sql"};
        transaction.run(mark, {account, message});
        return {};
    }
};

std::string agent_writes(Desk& desk, Chat const& chat, std::string const& conversation, char const* kind,
                         std::string const& text) {
    auto const body = nlohmann::json{{"client_id", text}, {"kind", kind}, {"text", text}};
    auto const written =
        json_of(desk.call(request("POST", "/api/v1/conversations/" + conversation + "/messages",
                                  chat.staff.tokens.at(Role::admin), body.dump())));
    auto id = written.value("id", "");
    if (std::string_view{kind} == "reply") {
        EXPECT_TRUE(
            desk.house().databases.desk.run_here(chat.staff.account.value, MarkSent{chat.staff.account, id}));
    }
    return id;
}

TEST(ClientMessage, IsInTheAgentsListOnce) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const token = visitor(desk, chat, {{"name", "Bea Bezoekster"}});
    auto const body = nlohmann::json{{"client_id", "a-1"}, {"text", "Is dit op voorraad?"}};

    auto const first = desk.call(from_site("POST", "/client/v1/messages", token, body));
    auto const again = desk.call(from_site("POST", "/client/v1/messages", token, body));
    auto const other = desk.call(
        from_site("POST", "/client/v1/messages", token, {{"client_id", "a-1"}, {"text", "Iets anders"}}));

    EXPECT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(json_of(first).at("id"), json_of(again).at("id"));
    EXPECT_EQ(json_of(first).at("client_id"), "a-1");
    auto const list = conversations_of(desk, chat);
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].at("channel"), "webchat");
    EXPECT_EQ(list[0].at("contact").at("name"), "Bea Bezoekster");
    EXPECT_EQ(list[0].at("unread_count"), 1);
    EXPECT_EQ(list[0].at("last_message").at("text"), "Is dit op voorraad?");
}

TEST(ClientMessage, TellsThatTheInboxIsHeardOf) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const token = visitor(desk, chat);
    auto const inbox = [&] {
        auto const list =
            json_of(desk.call(request("GET", "/api/v1/inboxes", chat.staff.tokens.at(Role::admin))));
        for (auto const& each : list.at("items")) {
            if (each.at("id") == chat.inbox) { return each; }
        }
        return nlohmann::json::object();
    };
    ASSERT_FALSE(inbox().contains("first_webhook_at"));

    says(desk, token, "heard-1", "Komt dit binnen?");

    EXPECT_TRUE(run_until(desk.house().network, [&] { return inbox().contains("first_webhook_at"); }));
    EXPECT_TRUE(inbox().contains("last_webhook_at"));
}

TEST(ClientMessage, SaidSixTimesAtOnceIsNewOnce) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const token = visitor(desk, chat);
    auto requests = std::vector<http::Request>{};
    for (auto time = 0; time < 6; ++time) {
        requests.push_back(
            from_site("POST", "/client/v1/messages", token, {{"client_id", "once"}, {"text", "Hallo"}}));
    }

    auto statuses = std::map<int, int>{};
    auto ids = std::set<std::string>{};
    for (auto const& answer : desk.call_at_once(std::move(requests))) {
        ++statuses[answer.status];
        ids.insert(json_of(answer).value("id", ""));
    }

    EXPECT_EQ(statuses, (std::map<int, int>{{200, 5}, {201, 1}}));
    EXPECT_EQ(ids.size(), 1U);
}

TEST(ClientMessage, OfTwoVisitorsWithTheSameWordAreTwo) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const anna = visitor(desk, chat);
    auto const bram = visitor(desk, chat);

    says(desk, anna, "same", "Van Anna");
    auto const second = says(desk, bram, "same", "Van Bram");

    EXPECT_EQ(second.at("text"), "Van Bram");
    ASSERT_EQ(messages_of(desk, anna).size(), 1U);
    EXPECT_EQ(messages_of(desk, anna)[0].at("text"), "Van Anna");
    EXPECT_EQ(conversations_of(desk, chat).size(), 2U);
}

TEST(ClientMessage, ShowsRepliesAndNeverANoteOrAnothersReply) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const anna = visitor(desk, chat);
    auto const bram = visitor(desk, chat);
    auto const conversation = says(desk, anna, "1", "Hallo").at("conversation_id").get<std::string>();
    auto const brams = says(desk, bram, "1", "Hallo").at("conversation_id").get<std::string>();
    agent_writes(desk, chat, conversation, "note", "SENTINEL-NOTE");
    agent_writes(desk, chat, conversation, "reply", "Dag Anna");
    agent_writes(desk, chat, brams, "reply", "SENTINEL-BRAM");

    auto const response = desk.call(from_site("GET", "/client/v1/messages", anna));

    auto const shown = json_of(response).at("items");
    ASSERT_EQ(shown.size(), 2U);
    EXPECT_EQ(shown[0].at("text"), "Hallo");
    EXPECT_EQ(shown[1].at("text"), "Dag Anna");
    EXPECT_EQ(shown[1].at("direction"), "out");
    EXPECT_EQ(shown[1].at("sender").at("name"), "admin");
    EXPECT_FALSE(shown[1].at("sender").contains("id"));
    EXPECT_EQ(response.body.find("SENTINEL"), std::string::npos);
}

// As delivery leaves it, at the moment at which it reaches the visitor.
struct Show {
    AccountId account;
    std::string message;
    Result<void> operator()(db::Transaction& transaction) const {
        static constexpr auto send = db::Statement{"test.show", R"sql(
            WITH attempt AS (
                INSERT INTO delivery_attempts (account_id, message_id, attempt, inbox_id, external_id, state, sent_at)
                SELECT $1, m.id, 1, m.inbox_id, m.id || '.1', 'sent', clock_timestamp() + interval '1 minute'
                  FROM messages m WHERE m.account_id = $1 AND m.id = $2
                ON CONFLICT (account_id, message_id, attempt)
                DO UPDATE SET state = 'sent', sent_at = excluded.sent_at, external_id = excluded.external_id
            )
            UPDATE messages SET status = 'sent', external_id = id || '.1' WHERE account_id = $1 AND id = $2)sql"};
        transaction.run(send, {account, message});
        return {};
    }
};

TEST(ClientMessage, WrittenBeforeAndShownAfterIsCaughtUp) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const anna = visitor(desk, chat);
    auto const conversation = says(desk, anna, "1", "Hallo").at("conversation_id").get<std::string>();
    auto const write = [&](nlohmann::json body) {
        body["kind"] = "reply";
        auto const answer = desk.call(request("POST", "/api/v1/conversations/" + conversation + "/messages",
                                              chat.staff.tokens.at(Role::admin), body.dump()));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return json_of(answer).value("id", "");
    };
    auto const phrase =
        desk.call(request("POST", "/api/v1/forbidden-phrases", chat.staff.tokens.at(Role::admin),
                          R"({"phrase": "gegarandeerd", "explanation": ""})"));
    ASSERT_EQ(phrase.status, 201) << phrase.body;
    auto const planned = write({{"client_id", "p"},
                                {"text", "Gepland"},
                                {"send_at", to_rfc3339(SystemClock{}.now() + std::chrono::hours{24})}});
    auto const asked = write({{"client_id", "a"}, {"text", "Gegarandeerd goed"}, {"ask_approval", true}});
    agent_writes(desk, chat, conversation, "reply", "Meteen");
    auto const last = says(desk, anna, "2", "Nog iets").at("id").get<std::string>();
    auto const after = [&](std::string const& id) {
        auto texts = std::vector<std::string>{};
        auto const page = json_of(desk.call(from_site("GET", "/client/v1/messages?after=" + id, anna)));
        for (auto const& item : page.at("items")) { texts.push_back(item.at("text")); }
        return texts;
    };
    EXPECT_TRUE(after(last).empty());

    for (auto const& id : {planned, asked}) {
        ASSERT_TRUE(
            desk.house().databases.desk.run_here(chat.staff.account.value, Show{chat.staff.account, id}));
    }

    EXPECT_EQ(after(last), (std::vector<std::string>{"Gepland", "Gegarandeerd goed"}));
    auto const page = json_of(desk.call(from_site("GET", "/client/v1/messages?limit=1&after=" + last, anna)));
    EXPECT_EQ(page.at("items").size(), 2U);
    EXPECT_FALSE(page.at("has_more").get<bool>()) << "what was shown late takes no place of a page";
    EXPECT_EQ(desk.call(from_site("POST", "/client/v1/read", anna, {{"message_id", asked}})).status, 204);
    EXPECT_EQ(messages_of(desk, anna)[1].at("status"), "read") << "it was shown no later";
}

TEST(ClientMessage, IsReadWhenTheVisitorSaysSo) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const anna = visitor(desk, chat);
    auto const bram = visitor(desk, chat);
    auto const conversation = says(desk, anna, "1", "Hallo").at("conversation_id").get<std::string>();
    auto const reply = agent_writes(desk, chat, conversation, "reply", "Dag");
    auto const status = [&] { return messages_of(desk, anna)[1].at("status").get<std::string>(); };
    EXPECT_EQ(status(), "sent");

    EXPECT_EQ(desk.call(from_site("POST", "/client/v1/read", bram, {{"message_id", reply}})).status, 204);
    EXPECT_EQ(status(), "sent");
    EXPECT_EQ(desk.call(from_site("POST", "/client/v1/read", anna,
                                  {{"message_id", reply}, {"status", "delivered"}}))
                  .status,
              204);
    EXPECT_EQ(status(), "delivered");
    EXPECT_EQ(desk.call(from_site("POST", "/client/v1/read", anna, {{"message_id", reply}})).status, 204);
    EXPECT_EQ(status(), "read");
}

TEST(ClientMessage, IsReadByTheDeskWhenAnAgentLooked) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const anna = visitor(desk, chat);
    auto const said = says(desk, anna, "1", "Hallo");
    auto const conversation = said.at("conversation_id").get<std::string>();
    EXPECT_EQ(said.at("status"), "sent");

    auto const looked = desk.call(request("PUT", "/api/v1/conversations/" + conversation + "/read",
                                          chat.staff.tokens.at(Role::admin), "{}"));

    EXPECT_LT(looked.status, 300) << looked.body;
    EXPECT_EQ(messages_of(desk, anna)[0].at("status"), "read");
}

TEST(ClientMessage, OfAnUnknownVisitorStaysWithThemWhenTheyLogIn) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const token = visitor(desk, chat);
    says(desk, token, "1", "Nog onbekend");

    auto const same = visitor(desk, chat, {{"identity", proof_of("dora")}, {"visitor_token", token}});
    says(desk, same, "2", "Nu bekend");

    EXPECT_EQ(same, token);
    EXPECT_EQ(messages_of(desk, token).size(), 2U);
    EXPECT_EQ(conversations_of(desk, chat).size(), 1U);
}

// Anybody in a browser may say that they are somebody, and an agent may believe it.
TEST(ClientMessage, OfAProvedCustomerIsNeverShownToWhomAnAgentMergedWithThem) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const proved = visitor(desk, chat, {{"identity", proof_of("dora")}});
    auto const stranger = visitor(desk, chat);
    auto const conversation_in = [&](std::string const& token, char const* id) {
        return says(desk, token, id, "Van mij").at("conversation_id").get<std::string>();
    };
    auto const contact_in = [&](std::string const& conversation) {
        auto const target = "/api/v1/conversations/" + conversation;
        auto const shown = json_of(desk.call(request("GET", target, chat.staff.tokens.at(Role::admin))));
        return shown.at("contact").at("id").get<std::string>();
    };
    auto const of_proved = conversation_in(proved, "1");
    auto const of_stranger = conversation_in(stranger, "1");
    auto const body = nlohmann::json{{"contact_id", contact_in(of_stranger)}};
    auto const merged = desk.call(request("POST", "/api/v1/contacts/" + contact_in(of_proved) + "/merge",
                                          chat.staff.tokens.at(Role::admin), body.dump()));
    ASSERT_EQ(merged.status, 200) << merged.body;

    EXPECT_EQ(conversation_in(stranger, "2"), of_stranger);
    EXPECT_EQ(conversation_in(proved, "2"), of_proved);
    auto const again = visitor(desk, chat, {{"identity", proof_of("dora")}});
    EXPECT_EQ(conversation_in(again, "1"), of_proved);
    agent_writes(desk, chat, of_stranger, "reply", "Voor een onbekende");
    agent_writes(desk, chat, of_proved, "reply", "SENTINEL-DORA");

    auto const texts = [&](std::string const& token) {
        auto found = std::vector<std::string>{};
        for (auto const& each : messages_of(desk, token)) { found.push_back(each.at("text")); }
        return found;
    };
    EXPECT_EQ(texts(stranger), (std::vector<std::string>{"Van mij", "Van mij", "Voor een onbekende"}));
    EXPECT_EQ(texts(proved), (std::vector<std::string>{"Van mij", "Van mij", "Van mij", "SENTINEL-DORA"}));
    EXPECT_EQ(texts(again), texts(proved));
}

TEST(ClientMessage, IsRefusedWhenItIsNone) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const token = visitor(desk, chat);
    auto const status = [&](nlohmann::json const& body) {
        return desk.call(from_site("POST", "/client/v1/messages", token, body)).status;
    };

    EXPECT_EQ(status({{"client_id", "1"}}), 422);
    EXPECT_EQ(status({{"client_id", "1"}, {"text", "  "}}), 422);
    EXPECT_EQ(status({{"text", "x"}}), 422);
    EXPECT_EQ(status({{"client_id", "a b"}, {"text", "x"}}), 422);
    EXPECT_EQ(status({{"client_id", "1"}, {"text", std::string(10'001, 'x')}}), 422);
    EXPECT_EQ(status({{"client_id", "1"}, {"text", "x"}, {"extra", 1}}), 422);
    EXPECT_EQ(status({{"client_id", "1"}, {"attachment_ids", {"1"}}}), 422);
}

TEST(ClientMessage, IsNotWrittenInAFlood) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const token = visitor(desk, chat);
    auto refused = http::Response{};

    for (auto count = 0; count < 40 && refused.status != 429; ++count) {
        auto const body = nlohmann::json{{"client_id", "same"}, {"text", "x"}};
        refused = desk.call(from_site("POST", "/client/v1/messages", token, body));
    }

    EXPECT_EQ(refused.status, 429);
    EXPECT_FALSE(header(refused.headers, "Retry-After").empty());
    EXPECT_EQ(header(refused.headers, "Access-Control-Allow-Origin"), site_origin);
}

}  // namespace
}  // namespace balie::test
