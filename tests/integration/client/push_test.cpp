// A reply that no client takes is told to the organisation's back end; one that a client takes is not.
#include "integration/client/chat.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/fake_clock.hpp"

#include "client/push_message.hpp"
#include "client/push_rounds.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/standard_webhook.hpp>

#include <boost/asio/co_spawn.hpp>

#include <gtest/gtest.h>

#include <deque>

namespace balie::test {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

auto const push_secret = "whsec_" + to_base64("a-secret-of-the-back-end");

class BackEnd final : public HttpClient {
public:
    using Answer = boost::system::result<HttpAnswer, CallFailure>;

    std::deque<int> answers;
    std::vector<HttpCall> calls;

    Task<Answer> call(HttpCall call) override {
        calls.push_back(std::move(call));
        auto answer = HttpAnswer{};
        answer.status = answers.empty() ? 204 : answers.front();
        if (!answers.empty()) { answers.pop_front(); }
        co_return Answer{std::move(answer)};
    }
};

class Push : public testing::Test {
protected:
    Push() {
        auto const body = json{
            {"settings", {{"push_url", "https://app.winkel.example/push"}, {"push_secret", push_secret}}}};
        auto const set = desk_.call(request("PATCH", "/api/v1/inboxes/" + chat_.inbox,
                                            chat_.staff.tokens.at(Role::admin), body.dump()));
        EXPECT_EQ(set.status, 200) << set.body;
    }

    // Answers the reply, as it stands when the channel has taken it.
    std::string reply_to(std::string const& token, std::string const& text = "Het komt morgen.") {
        auto const conversation = messages_of(desk_, token).at(0).at("conversation_id").get<std::string>();
        auto const body = json{{"client_id", random_uuid()}, {"kind", "reply"}, {"text", text}};
        auto const written =
            json_of(desk_.call(request("POST", "/api/v1/conversations/" + conversation + "/messages",
                                       chat_.staff.tokens.at(Role::admin), body.dump())));
        return written.value("id", "");
    }
    void mark_sent(std::string const& reply) {
        as_superuser_in_balie("UPDATE messages SET status = 'sent', external_id = id || '.1' WHERE id = " +
                              reply + " AND account_id = " + to_string(chat_.staff.account));
    }
    void round() {
        auto ended = false;
        auto& network = desk_.house().network;
        boost::asio::co_spawn(network, rounds_.round(), [&](std::exception_ptr) { ended = true; });
        network.restart();
        auto const until = std::chrono::steady_clock::now() + 30s;
        while (!ended && std::chrono::steady_clock::now() < until) { network.run_one_until(until); }
        ASSERT_TRUE(ended);
    }
    std::int64_t waiting() const {
        return as_superuser_in_balie("SELECT count(*) AS number FROM client_pushes WHERE account_id = " +
                                     to_string(chat_.staff.account))
            .front()
            .integer("number");
    }

    Desk& desk_ = Desk::shared();
    Chat chat_ = a_chat(desk_);
    FakeClock clock_;
    BackEnd back_end_;
    client::PushRounds rounds_{desk_.house().network, desk_.house().databases.desk,
                               desk_.house().inbox_directory, back_end_, clock_};
};

TEST_F(Push, TellsOfAReplyThatNobodyTook) {
    auto person = proof_of("klant-7");
    person["name"] = "Noor";
    auto const token = visitor(desk_, chat_, {{"identity", person}});
    says(desk_, token, "a", "Waar is mijn pakket?");
    auto const reply = reply_to(token);
    mark_sent(reply);

    round();
    EXPECT_TRUE(back_end_.calls.empty()) << "a client still has time";
    clock_.advance(6s);
    round();
    round();

    ASSERT_EQ(back_end_.calls.size(), 1U);
    auto const& call = back_end_.calls.front();
    EXPECT_EQ(call.url, "https://app.winkel.example/push");
    EXPECT_EQ(header(call.headers, "webhook-id"), "push_" + reply);
    EXPECT_TRUE(verify_standard_webhook(push_secret, call.headers, call.body, clock_.now()));
    auto const body = json::parse(call.body);
    EXPECT_EQ(body.at("type"), "message.created");
    EXPECT_EQ(body.at("data").at("id"), reply);
    EXPECT_EQ(body.at("data").at("text"), "Het komt morgen.");
    EXPECT_EQ(body.at("data").at("contact"), (json{{"external_id", "klant-7"}, {"name", "Noor"}}));
    EXPECT_EQ(waiting(), 0);
}

TEST_F(Push, IsNotMadeOfWhatAClientTook) {
    auto const token = visitor(desk_, chat_);
    says(desk_, token, "a", "Dag");
    auto const reply = reply_to(token);
    mark_sent(reply);
    auto const took = desk_.call(
        from_site("POST", "/client/v1/read", token, {{"message_id", reply}, {"status", "delivered"}}));
    ASSERT_EQ(took.status, 204) << took.body;

    clock_.advance(6s);
    round();

    EXPECT_TRUE(back_end_.calls.empty());
    EXPECT_EQ(waiting(), 0);
}

TEST_F(Push, WaitsForTheReplyToBeSent) {
    auto const token = visitor(desk_, chat_);
    says(desk_, token, "a", "Dag");
    auto const reply = reply_to(token);

    clock_.advance(6s);
    round();
    EXPECT_TRUE(back_end_.calls.empty());
    EXPECT_EQ(waiting(), 1);
    mark_sent(reply);
    clock_.advance(6s);
    round();
    EXPECT_EQ(back_end_.calls.size(), 1U);
}

TEST_F(Push, IsTriedAgainUntilItIsTaken) {
    auto const token = visitor(desk_, chat_);
    says(desk_, token, "a", "Dag");
    mark_sent(reply_to(token));
    back_end_.answers = {503, 500, 204};

    for (auto i = 0; i < 12; ++i) {
        clock_.advance(10s);
        round();
    }

    ASSERT_EQ(back_end_.calls.size(), 3U);
    EXPECT_EQ(header(back_end_.calls[0].headers, "webhook-id"),
              header(back_end_.calls[2].headers, "webhook-id"));
    EXPECT_EQ(waiting(), 0);
}

TEST_F(Push, GivesUpAfterHalfAnHourAndAtOnceWhereItIsUnwanted) {
    auto const token = visitor(desk_, chat_);
    says(desk_, token, "a", "Dag");
    mark_sent(reply_to(token));
    back_end_.answers = std::deque<int>(300, 503);
    for (auto i = 0; i < 60 && waiting() > 0; ++i) {
        clock_.advance(1min);
        round();
    }
    EXPECT_EQ(waiting(), 0);
    EXPECT_GT(back_end_.calls.size(), 4U);

    mark_sent(reply_to(token, "Nog iets"));
    back_end_.answers = {410};
    back_end_.calls.clear();
    clock_.advance(6s);
    round();
    EXPECT_EQ(back_end_.calls.size(), 1U);
    EXPECT_EQ(waiting(), 0);
}

TEST_F(Push, NothingWaitsWithoutAnAddress) {
    auto const other = a_chat(desk_);
    auto const token = visitor(desk_, other);
    auto const said = says(desk_, token, "a", "Dag");
    auto const body = json{{"client_id", "x"}, {"kind", "reply"}, {"text", "Dag"}};
    auto const written = desk_.call(request(
        "POST", "/api/v1/conversations/" + said.at("conversation_id").get<std::string>() + "/messages",
        other.staff.tokens.at(Role::admin), body.dump()));

    EXPECT_EQ(written.status, 201);
    EXPECT_EQ(as_superuser_in_balie("SELECT count(*) AS number FROM client_pushes WHERE account_id = " +
                                    to_string(other.staff.account))
                  .front()
                  .integer("number"),
              0);
}

}  // namespace
}  // namespace balie::test
