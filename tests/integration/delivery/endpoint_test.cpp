// Replies that leave as signed webhooks: a receiver that fails first gets the same webhook again, and once it has taken
// it, never more.
#include "integration/delivery/outgoing.hpp"

#include "store/inboxes.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/standard_webhook.hpp>
#include <connectors/api/connector.hpp>

#include <gtest/gtest.h>

#include <deque>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

auto const secret = "whsec_" + to_base64("a-secret-of-the-endpoint");

// A receiver whose answers are written down: a status, or none at all (0).
class Receiver final : public HttpClient {
public:
    using Answer = boost::system::result<HttpAnswer, CallFailure>;

    std::deque<int> answers;
    std::vector<HttpCall> calls;

    Task<Answer> call(HttpCall call) override {
        calls.push_back(std::move(call));
        auto const status = answers.empty() ? 200 : answers.front();
        if (!answers.empty()) { answers.pop_front(); }
        if (status == 0) {
            auto failure = CallFailure{};
            failure.stage = CallStage::after_first_byte;
            co_return Answer{std::move(failure)};
        }
        auto answer = HttpAnswer{};
        answer.status = status;
        co_return Answer{std::move(answer)};
    }
};

class Endpoint : public testing::Test {
protected:
    Endpoint() {
        auto const connect = [this](db::Transaction& transaction) -> Result<bool> {
            auto inbox = store::inboxes::lock(transaction, out_.account(), out_.inbox()).value();
            inbox.settings = {{"endpoint_url", "https://shop.example.test/desk"},
                              {"inbox_key", to_string(inbox.id) + "-x"}};
            inbox.sealed["endpoint_secret"] =
                out_.box().seal(store::SecretPlace{inbox.account, inbox.id, "endpoint_secret"}, secret);
            store::inboxes::update(transaction, inbox);
            return true;
        };
        database().run_here(out_.account().value, connect).value();
        auto options = delivery::Options{};
        options.poll = 20ms;
        delivery_ = std::make_unique<delivery::Delivery>(
            out_.context, database(), journal_, out_.box(), [this](Channel) -> Connector* { return &api_; },
            out_.clock, options);
        delivery_->start();
    }
    ~Endpoint() override { wait_for(delivery_->drain(5s)); }

    // Lets the pauses between tries pass, but no time while a try is under way: its lease would end.
    bool ends_as(MessageId message, std::string const& status, std::chrono::seconds step = 1s) {
        auto const waiting =
            "SELECT count(*) AS number FROM outbox WHERE state = 'queued' AND message_id = " +
            to_string(message) + " AND account_id = " + to_string(out_.account());
        return out_.until([&] {
            if (out_.look(message).status == status) { return true; }
            if (out_.number(waiting) == 1) { out_.clock.advance(step); }
            return false;
        });
    }

    Outgoing out_;
    Receiver receiver_;
    connectors::api::Api api_{receiver_, {}, "https://desk.example.test"};
    journal::Journal journal_{database(), [](AccountId, std::int64_t) {}};
    std::unique_ptr<delivery::Delivery> delivery_;
};

TEST_F(Endpoint, ThatFailsFirstGetsTheSameWebhookAgain) {
    receiver_.answers = {503, 0, 500, 200};
    auto const message = out_.queue(out_.a_conversation(), "Het komt morgen.");

    ASSERT_TRUE(ends_as(message, "sent"));

    ASSERT_EQ(receiver_.calls.size(), 4U);
    auto const id = "balie_" + to_string(message) + ".1";
    for (auto const& call : receiver_.calls) {
        EXPECT_EQ(header(call.headers, "webhook-id"), id);
        auto const now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        EXPECT_TRUE(verify_standard_webhook(secret, call.headers, call.body, now));
    }
    EXPECT_EQ(out_.look(message).external_id, id);
    EXPECT_EQ(out_.look(message).outbox_rows, 0);
    out_.settle();
    EXPECT_EQ(receiver_.calls.size(), 4U);
}

TEST_F(Endpoint, ThatRefusesAMessageGetsTheNextOne) {
    receiver_.answers = {422};
    auto const conversation = out_.a_conversation();
    auto const refused = out_.queue(conversation, "Te lang?");
    ASSERT_TRUE(ends_as(refused, "failed"));
    auto const next = out_.queue(conversation, "Korter.");
    ASSERT_TRUE(ends_as(next, "sent"));

    EXPECT_EQ(out_.look(refused).error, "422");
    EXPECT_EQ(receiver_.calls.size(), 2U);
}

// Half an hour of tries, and a person decides; the same webhook is not sent in the meantime by anybody else.
TEST_F(Endpoint, ThatStaysAwayLetsTheMessageFail) {
    receiver_.answers = std::deque<int>(400, 503);
    auto const message = out_.queue(out_.a_conversation(), "Hallo?");

    ASSERT_TRUE(ends_as(message, "failed", 20s));

    EXPECT_GT(receiver_.calls.size(), 5U);
    EXPECT_EQ(out_.look(message).error, "503");
}

}  // namespace
}  // namespace balie::test
