// What becomes of a text, for every way in which MessageBird's generations can answer or fail to.
#include <connectors/messagebird/connector.hpp>

#include "support/files.hpp"
#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace balie::connectors::messagebird {
namespace {

using test::run;
using test::ScriptedHttpClient;

class MessageBirdSend : public testing::Test {
protected:
    OutboundMessage a_text() const {
        auto message = OutboundMessage{};
        message.opaque = "41.1";
        message.recipient = {IdentityValue{IdentityKind::phone, "31655500001"}};
        message.text = "Hallo \"daar\"";
        return message;
    }
    OutboundMessage a_file(AttachmentKind kind, std::string mime) const {
        auto message = a_text();
        message.text.clear();
        auto& file = message.attachments.emplace_back();
        file.kind = kind;
        file.mime = std::move(mime);
        file.name = "meter \"1\"";
        file.url = "https://desk.example.test/files/T-1_a";
        return message;
    }
    static Secrets of_america() {
        auto values = of("classic").values();
        values["originator"] = "+1 202 555 0100";
        return Secrets{std::move(values)};
    }
    SendOutcome send(OutboundMessage message) { return run(connector_.send(std::move(message), secrets_)); }
    static Secrets of(std::string generation) {
        return Secrets{{{"generation", std::move(generation)},
                        {"access_key", "fictional"},
                        {"originator", "+31855500100"},
                        {"channel_id", "ch-1"},
                        {"workspace_id", "ws-1"},
                        {"api_base", "https://api.example.test/"}}};
    }

    ScriptedHttpClient http_;
    MessageBird connector_{http_};
    Secrets secrets_ = of("classic");
};

TEST_F(MessageBirdSend, AsksTheClassicInterfaceAsDocumented) {
    http_.will_answer(201, R"({"id":"abc","recipients":{"items":[{"status":"sent"}]}})");

    auto const outcome = send(a_text());

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_EQ(outcome.external_id, "abc");
    auto const& call = http_.calls().at(0);
    EXPECT_EQ(call.method, "POST");
    EXPECT_EQ(call.url, "https://api.example.test/messages");
    EXPECT_EQ(header(call.headers, "Authorization"), "AccessKey fictional");
    EXPECT_EQ(call.body,
              R"({"originator":"31855500100","body":"Hallo \"daar\"","recipients":["31655500001"],)"
              R"("reference":"41.1","datacoding":"auto"})");
}

TEST_F(MessageBirdSend, AsksTheChannelsInterfaceAsDocumented) {
    secrets_ = of("channels");
    http_.will_answer(202, R"({"id":"def","status":"accepted"})");

    EXPECT_EQ(send(a_text()).external_id, "def");
    auto const& call = http_.calls().at(0);
    EXPECT_EQ(call.url, "https://api.example.test/workspaces/ws-1/channels/ch-1/messages");
    EXPECT_EQ(
        call.body,
        R"({"receiver":{"contacts":[{"identifierKey":"phonenumber","identifierValue":"+31655500001"}]},)"
        R"("body":{"type":"text","text":{"text":"Hallo \"daar\""}},"reference":"41.1"})");
}

// A call whose answer was lost is made again under the same key, and is the same message.
TEST_F(MessageBirdSend, AsksTheInterfaceOf2026AsItsLibraryDoes) {
    auto values = of("bird").values();
    values["api_base"].clear();
    values["access_key"] = "bk_eu1_fictional";
    secrets_ = Secrets{values, InboxId{7}};
    http_.will_answer(202, R"({"id":"sms_own1","status":"accepted"})");
    http_.will_fail(CallStage::after_first_byte);

    EXPECT_EQ(send(a_text()).external_id, "sms_own1");
    auto const& call = http_.calls().at(0);
    EXPECT_EQ(call.url, "https://eu1.platform.bird.com/v1/sms/messages");
    EXPECT_EQ(header(call.headers, "Authorization"), "Bearer bk_eu1_fictional");
    EXPECT_EQ(header(call.headers, "Idempotency-Key"), "balie-7-41.1");
    EXPECT_EQ(call.body, R"({"to":"+31655500001","from":"+31855500100","text":"Hallo \"daar\"",)"
                         R"("category":"transactional","metadata":{"reference":"41.1"}})");
    EXPECT_EQ(send(a_text()).verdict, Verdict::retry);
    EXPECT_EQ(header(http_.calls().at(1).headers, "Idempotency-Key"), "balie-7-41.1");
}

TEST_F(MessageBirdSend, TreatsARefusalOf2026ByItsStatus) {
    secrets_ = of("bird");
    auto const after = [this](int status) {
        http_.will_answer(status, R"({"error":{"type":"t","code":"E10001","message":"Not so"}})");
        return send(a_text());
    };

    EXPECT_EQ(after(422).verdict, Verdict::rejected);
    EXPECT_EQ(after(422).reason, "Not so");
    EXPECT_EQ(after(422).detail, "E10001");
    EXPECT_EQ(after(401).verdict, Verdict::reauthorize);
    EXPECT_EQ(after(402).verdict, Verdict::reauthorize);
    EXPECT_EQ(after(409).verdict, Verdict::retry);
    EXPECT_EQ(after(429).verdict, Verdict::retry);
    EXPECT_EQ(after(503).verdict, Verdict::retry);
}

TEST_F(MessageBirdSend, AsksForAnMmsWhereThereAreFiles) {
    secrets_ = of_america();
    http_.will_answer(201, R"({"id":"abc"})");
    auto message = a_file(AttachmentKind::image, "image/png");
    message.text = "Zie hier";
    message.attachments.push_back(message.attachments[0]);

    EXPECT_EQ(send(message).external_id, "abc");
    auto const& call = http_.calls().at(0);
    EXPECT_EQ(call.url, "https://api.example.test/mms");
    EXPECT_EQ(call.body, R"({"originator":"12025550100","body":"Zie hier","recipients":["31655500001"],)"
                         R"("mediaUrls":["https://desk.example.test/files/T-1_a",)"
                         R"("https://desk.example.test/files/T-1_a"],"reference":"41.1"})");
}

TEST_F(MessageBirdSend, PutsAFileIntoTheBodyOfAChannel) {
    secrets_ = of("channels");
    auto const body_of = [&](OutboundMessage message) {
        http_.will_answer(202, R"({"id":"def"})");
        EXPECT_EQ(send(std::move(message)).verdict, Verdict::accepted);
        auto const& body = http_.calls().back().body;
        return body.substr(body.find(R"("body":)"));
    };

    EXPECT_EQ(
        body_of(a_file(AttachmentKind::image, "image/png")),
        R"("body":{"type":"image","image":{"images":[{"mediaUrl":"https://desk.example.test/files/T-1_a"}]}},)"
        R"("reference":"41.1"})");
    EXPECT_EQ(body_of(a_file(AttachmentKind::document, "application/pdf")),
              R"("body":{"type":"file","file":{"files":[{"mediaUrl":"https://desk.example.test/files/T-1_a",)"
              R"("contentType":"application/pdf","filename":"meter \"1\""}]}},"reference":"41.1"})");
}

TEST_F(MessageBirdSend, TakesFilesWhereTheInboxCanSendThem) {
    EXPECT_EQ(connector_.capabilities_of(of("classic")).attachments_max, 0U);
    EXPECT_EQ(connector_.capabilities_of(of("bird")).attachments_max, 0U);
    EXPECT_EQ(connector_.capabilities_of(of("channels")).attachments_max, 1U);
    EXPECT_EQ(connector_.capabilities_of(of_america()).attachments_max, 10U);
    EXPECT_EQ(connector_.capabilities_of(of("classic")).carries, "sms");
    EXPECT_EQ(connector_.capabilities_of(of("channels")).carries, "");
    auto const picture = a_file(AttachmentKind::image, "image/png");
    auto hidden = picture;
    hidden.attachments[0].url.clear();

    EXPECT_EQ(send(picture).code, "attachment_unsupported");
    secrets_ = of("bird");
    EXPECT_EQ(send(picture).code, "attachment_unsupported");
    secrets_ = of("channels");
    EXPECT_EQ(send(hidden).code, "no_public_address");
    EXPECT_TRUE(http_.calls().empty());
}

TEST_F(MessageBirdSend, SaysWhatItCannotSend) {
    auto without_region = of("bird").values();
    without_region["api_base"].clear();
    secrets_ = Secrets{std::move(without_region)};
    EXPECT_EQ(send(a_text()).code, "no_region");
    secrets_ = Secrets{{{"generation", "channels"}, {"access_key", "k"}}};
    EXPECT_EQ(send(a_text()).code, "no_channel");
    secrets_ = Secrets{{{"generation", "classic"}}};
    EXPECT_EQ(send(a_text()).verdict, Verdict::reauthorize);
    secrets_ = of("classic");
    auto word = a_text();
    word.recipient = {IdentityValue{IdentityKind::external, "PostNL"}};
    EXPECT_EQ(send(word).code, "no_address");
    EXPECT_TRUE(http_.calls().empty());
}

struct AnswerCase {
    int status;
    std::string body;
    Verdict verdict;
};

AnswerCase a_code(int code, Verdict verdict) {
    return {422, R"({"errors":[{"code":)" + std::to_string(code) + R"(,"description":"A title"}]})", verdict};
}

class MessageBirdAnswer : public MessageBirdSend, public testing::WithParamInterface<AnswerCase> {};

TEST_P(MessageBirdAnswer, IsTreatedByItsCodeAndElseByItsStatus) {
    http_.will_answer(GetParam().status, GetParam().body);

    EXPECT_EQ(send(a_text()).verdict, GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(
    All, MessageBirdAnswer,
    testing::Values(a_code(2, Verdict::reauthorize), a_code(9, Verdict::rejected),
                    a_code(20, Verdict::rejected), a_code(25, Verdict::reauthorize),
                    a_code(99, Verdict::retry), a_code(777, Verdict::rejected),
                    AnswerCase{401, "", Verdict::reauthorize}, AnswerCase{429, "", Verdict::retry},
                    AnswerCase{500, "x", Verdict::retry}, AnswerCase{504, "", Verdict::uncertain},
                    AnswerCase{201, "x", Verdict::uncertain}, AnswerCase{400, "", Verdict::rejected}));

TEST_F(MessageBirdSend, KeepsWhatThePlatformSaidOfARefusal) {
    secrets_ = of("channels");
    http_.will_answer(
        422,
        R"({"code":"InvalidPayload","message":"One or more fields are invalid","details":{"body.text":["must not be empty"]}})");
    auto const refused = send(a_text());
    http_.will_answer(403, "<html>\nBlocked by the operator\n</html>");
    auto const blocked = send(a_text());

    EXPECT_EQ(refused.verdict, Verdict::rejected);
    EXPECT_EQ(refused.reason, "One or more fields are invalid");
    EXPECT_EQ(refused.detail, R"(InvalidPayload: {"body.text":["must not be empty"]})");
    EXPECT_EQ(blocked.verdict, Verdict::reauthorize);
    EXPECT_EQ(blocked.reason, "The platform answered with HTTP 403");
    EXPECT_EQ(blocked.detail, "<html> Blocked by the operator </html>");
}

TEST_F(MessageBirdSend, KnowsHowFarACallCame) {
    http_.will_fail(CallStage::before_first_byte);
    http_.will_fail(CallStage::after_first_byte);

    EXPECT_EQ(send(a_text()).verdict, Verdict::retry);
    EXPECT_EQ(send(a_text()).verdict, Verdict::uncertain);
}

TEST_F(MessageBirdSend, TellsOfItsKey) {
    http_.will_answer(200, R"({"amount":5})");
    http_.will_answer(401, R"({"errors":[{"code":2,"description":"Request not allowed"}]})");
    http_.will_answer(503, "");

    EXPECT_TRUE(run(connector_.health()->health(secrets_)).value().at(0).ok);
    EXPECT_EQ(http_.calls().at(0).url, "https://api.example.test/balance");
    EXPECT_FALSE(run(connector_.health()->health(secrets_)).value().at(0).ok);
    EXPECT_FALSE(run(connector_.health()->health(secrets_)));
}

TEST_F(MessageBirdSend, GivesItsKeyToMessageBirdAlone) {
    auto const folder = test::TemporaryFolder{};
    auto const key_for = [&](std::string const& url) {
        auto attachment = InboundAttachment{};
        attachment.url = url;
        http_.will_answer(200, "");
        (void)run(connector_.media_source()->fetch(attachment, secrets_, folder.path() / "f", 1'000));
        return std::string{header(http_.calls().back().headers, "Authorization")};
    };

    EXPECT_FALSE(key_for("https://media.messagebird.com/x").empty());
    EXPECT_FALSE(key_for("https://media.api.bird.com/x").empty());
    EXPECT_TRUE(key_for("https://notbird.com/x").empty());
    EXPECT_TRUE(key_for("https://media.example.test/x").empty());
}

TEST_F(MessageBirdSend, ReadsAReportThatComesAsAQuery) {
    auto const query = Fields{{"id", "abc"}, {"reference", "41.1"}, {"status", "delivered"}};
    auto const none = Headers{};
    auto const request = WebhookRequest{"GET", "https://desk.example.test/x", query, none, ""};

    auto const events = connector_.parse(request);

    ASSERT_TRUE(events);
    EXPECT_EQ(std::get<DeliveryUpdate>(events->at(0)).status, DeliveryStatus::delivered);
    EXPECT_EQ(std::get<DeliveryUpdate>(events->at(0)).opaque, "41.1");
}

}  // namespace
}  // namespace balie::connectors::messagebird
