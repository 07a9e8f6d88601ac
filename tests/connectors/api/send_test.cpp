// What goes out to an organisation's own program, and what its answers mean.
#include <connectors/api/connector.hpp>

#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/standard_webhook.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace balie::test {
namespace {

using connectors::api::Api;

constexpr auto moment = Time{std::chrono::seconds{1'777'000'000}};
auto const secret = "whsec_" + to_base64("fictional-endpoint-secret");

class StoppedClock final : public Clock {
public:
    Time now() const override { return moment; }
};

class ApiSend : public testing::Test {
protected:
    static Secrets settings() {
        return Secrets{{{"endpoint_url", "https://shop.example.test/desk"},
                        {"endpoint_secret", secret},
                        {"inbox_key", "100001-fictional"}}};
    }
    static OutboundMessage a_message() {
        auto message = OutboundMessage{"1042.1", {}};
        message.recipient = {{IdentityKind::external, "klant-12"}, {IdentityKind::phone, "31612345678"}};
        message.text = "Het komt morgen.";
        return message;
    }
    SendOutcome send(OutboundMessage message = a_message(), Secrets secrets = settings()) {
        return run(api_.send(std::move(message), std::move(secrets)));
    }
    SendOutcome send_answered(int status, Headers headers = {}) {
        http_.will_answer(status, "", std::move(headers));
        return send();
    }
    nlohmann::json body() const { return nlohmann::json::parse(http_.calls().back().body); }

    ScriptedHttpClient http_;
    Api api_{http_, {}, "https://desk.example.test", std::make_unique<StoppedClock>()};
};

TEST_F(ApiSend, IsASignedWebhookOfItsOwnId) {
    http_.will_answer(204, "");

    auto const outcome = send();

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_EQ(outcome.external_id, "balie_1042.1");
    auto const& call = http_.calls().back();
    EXPECT_EQ(call.method, "POST");
    EXPECT_EQ(call.url, "https://shop.example.test/desk");
    EXPECT_EQ(call.redirects_max, 0U);
    EXPECT_EQ(header(call.headers, "webhook-id"), "balie_1042.1");
    EXPECT_TRUE(verify_standard_webhook(secret, call.headers, call.body, moment));
    EXPECT_EQ(body(), nlohmann::json::parse(R"({"type":"message.created","timestamp":"2026-04-24T03:06:40Z",
        "data":{"id":"balie_1042.1","message_id":"1042","inbox_id":"100001","text":"Het komt morgen.","attachments":[],
                "contact":{"external_id":"klant-12","phone":"+31612345678"}}})"));
}

TEST_F(ApiSend, HasLinksToItsFiles) {
    http_.will_answer(200, "");
    auto message = a_message();
    auto file = OutboundAttachment{};
    file.kind = AttachmentKind::image;
    file.mime = "image/png";
    file.name = "kaart.png";
    file.id = "77";
    message.attachments = {file};
    message.reply_to_external_id = "m-1";

    send(message);

    auto const data = body().at("data");
    EXPECT_EQ(data.at("reply_to_id"), "m-1");
    auto const shown = data.at("attachments").at(0);
    EXPECT_EQ(shown.at("id"), "77");
    EXPECT_EQ(shown.at("mime"), "image/png");
    auto const mac = to_hex(hmac_sha256("fictional-endpoint-secret", "file.100001.77.1777086400"));
    EXPECT_EQ(shown.at("url"),
              "https://desk.example.test/webhooks/api/100001/files/77?expires=1777086400&signature=" + mac);
}

TEST_F(ApiSend, TellsReactions) {
    http_.will_answer(200, "");
    http_.will_answer(200, "");
    auto message = a_message();
    message.text.clear();
    message.reaction = OutboundReaction{"m-1", "\xF0\x9F\x91\x8D"};

    send(message);
    EXPECT_EQ(body().at("type"), "reaction.created");
    EXPECT_EQ(body().at("data").at("message_id"), "m-1");
    EXPECT_EQ(body().at("data").at("emoji"), "\xF0\x9F\x91\x8D");

    message.reaction->emoji.clear();
    send(message);
    EXPECT_EQ(body().at("type"), "reaction.deleted");
    EXPECT_FALSE(body().at("data").contains("emoji"));
}

TEST_F(ApiSend, IsTriedAgainWhereTheReceiverMayYetTakeIt) {
    for (auto const status : {408, 409, 425, 429, 500, 502, 503, 504}) {
        EXPECT_EQ(send_answered(status).verdict, Verdict::retry) << status;
    }
    EXPECT_EQ(send_answered(503, {{"Retry-After", "7"}}).retry_after, std::chrono::seconds{7});
}

// Known again by its id: what is in doubt elsewhere is repeated here.
TEST_F(ApiSend, IsTriedAgainWhenNobodyAnswered) {
    http_.will_fail(CallStage::after_first_byte);
    EXPECT_EQ(send().verdict, Verdict::retry);
    http_.will_fail(CallStage::before_first_byte);
    EXPECT_EQ(send().verdict, Verdict::retry);

    EXPECT_EQ(header(http_.calls()[0].headers, "webhook-id"), header(http_.calls()[1].headers, "webhook-id"));
}

TEST_F(ApiSend, IsRefusedWithWhatIsWrong) {
    for (auto const status : {400, 413, 415, 422}) {
        EXPECT_EQ(send_answered(status).verdict, Verdict::rejected) << status;
    }
    http_.will_fail(CallStage::before_first_byte, true);
    auto const outcome = send();
    EXPECT_EQ(outcome.verdict, Verdict::rejected);
    EXPECT_EQ(outcome.code, "address_refused");
}

TEST_F(ApiSend, AsksForMendingWhereNoMessageCanFareBetter) {
    for (auto const status : {301, 401, 403, 404, 410}) {
        EXPECT_EQ(send_answered(status).verdict, Verdict::reauthorize) << status;
    }
    EXPECT_EQ(send(a_message(), Secrets{{{"endpoint_url", "https://shop.example.test"}}}).verdict,
              Verdict::reauthorize);
}

TEST_F(ApiSend, FindsOutWhetherTheEndpointIsThere) {
    http_.will_answer(200, "");
    auto const checks = run(api_.health()->health(settings()));

    ASSERT_TRUE(checks);
    ASSERT_EQ(checks->size(), 2U);
    EXPECT_TRUE(checks->at(0).ok);
    EXPECT_TRUE(checks->at(1).ok);
    EXPECT_EQ(body().at("type"), "ping");

    http_.will_answer(500, "");
    auto const broken = run(api_.health()->health(settings()));
    EXPECT_FALSE(broken->at(1).ok);
}

}  // namespace
}  // namespace balie::test
