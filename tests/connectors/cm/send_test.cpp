// What becomes of a text, for every way in which CM can answer or fail to; and its key in the address.
#include <connectors/cm/connector.hpp>
#include <connectors/cm/xml.hpp>

#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace balie::connectors::cm {
namespace {

using test::run;
using test::ScriptedHttpClient;

class CmSend : public testing::Test {
protected:
    OutboundMessage a_text() const {
        auto message = OutboundMessage{};
        message.opaque = "41.1";
        message.recipient = {IdentityValue{IdentityKind::phone, "31655500001"}};
        message.text = "Hallo";
        return message;
    }
    OutboundMessage a_file(AttachmentKind kind, std::string mime) const {
        auto message = a_text();
        message.text.clear();
        auto& file = message.attachments.emplace_back();
        file.kind = kind;
        file.mime = std::move(mime);
        file.name = "meter.png";
        file.url = "https://desk.example.test/files/T-1_a";
        return message;
    }
    void go(std::string via) {
        auto values = secrets_.values();
        values["via"] = std::move(via);
        secrets_ = Secrets{std::move(values)};
    }
    SendOutcome send(OutboundMessage message) { return run(connector_.send(std::move(message), secrets_)); }

    ScriptedHttpClient http_;
    Cm connector_{http_};
    Secrets secrets_{{{"product_token", "fictional"},
                      {"webhook_secret", "a b&c"},
                      {"from", "0031855500100"},
                      {"api_base", "https://gw.example.test/"}}};
};

TEST_F(CmSend, AsksAsDocumented) {
    http_.will_answer(200, R"({"details":"1 created","errorCode":0,"messages":[{"messageErrorCode":0}]})");

    auto const outcome = send(a_text());

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_EQ(outcome.external_id, "41.1");
    auto const& call = http_.calls().at(0);
    EXPECT_EQ(call.url, "https://gw.example.test/v1.0/message");
    EXPECT_EQ(call.body,
              R"({"messages":{"authentication":{"productToken":"fictional"},"msg":[{"from":"0031855500100",)"
              R"("to":[{"number":"0031655500001"}],"body":{"type":"auto","content":"Hallo"},)"
              R"("minimumNumberOfMessageParts":1,"maximumNumberOfMessageParts":8,"reference":"41.1",)"
              R"("allowedChannels":["SMS"]}]}})");
}

TEST_F(CmSend, NamesTheAddressOfAFileOnWaysThatTakeOne) {
    auto const said = [&](OutboundMessage message) {
        http_.will_answer(200, R"({"errorCode":0,"messages":[{"messageErrorCode":0}]})");
        EXPECT_EQ(send(std::move(message)).verdict, Verdict::accepted);
        auto const& body = http_.calls().back().body;
        return body.substr(body.find(R"("allowedChannels")"));
    };
    go("RCS");
    EXPECT_EQ(said(a_file(AttachmentKind::image, "image/png")),
              R"("allowedChannels":["RCS"],"richContent":{"conversation":[{"media":{"mediaName":"meter.png",)"
              R"("mediaUri":"https://desk.example.test/files/T-1_a","mimeType":"image/png",)"
              R"("mediaHeight":"medium"}}]}}]}})");
    EXPECT_EQ(said(a_text()), R"("allowedChannels":["RCS"]}]}})");
    go("WhatsApp");
    EXPECT_EQ(
        said(a_file(AttachmentKind::document, "application/pdf")),
        R"("allowedChannels":["WhatsApp"],"richContent":{"conversation":[{"media":{"mediaName":"meter.png",)"
        R"("mediaUri":"https://desk.example.test/files/T-1_a","mimeType":"application/pdf"}}]}}]}})");
}

// CM refuses a body without content, also where rich content is what the customer sees.
TEST_F(CmSend, NeverLeavesTheBodyEmpty) {
    auto const words = [&](OutboundMessage message) {
        http_.will_answer(200, R"({"errorCode":0,"messages":[{"messageErrorCode":0}]})");
        EXPECT_EQ(send(std::move(message)).verdict, Verdict::accepted);
        auto const& body = http_.calls().back().body;
        auto const from = body.find(R"("content":)");
        return body.substr(from, body.find('}', from) - from);
    };
    go("WhatsApp");
    auto nameless = a_file(AttachmentKind::image, "image/png");
    nameless.attachments[0].name.clear();

    EXPECT_EQ(words(a_file(AttachmentKind::image, "image/png")), R"("content":"meter.png")");
    EXPECT_EQ(words(std::move(nameless)), R"("content":"image")");
}

TEST_F(CmSend, SendsNoFileAsASimpleTextMessage) {
    EXPECT_EQ(send(a_file(AttachmentKind::image, "image/png")).code, "attachment_unsupported");
    EXPECT_EQ(connector_.capabilities_of(secrets_).attachments_max, 0U);
    EXPECT_EQ(connector_.capabilities_of(secrets_).carries, "sms");
    go("RCS");
    EXPECT_EQ(connector_.capabilities_of(secrets_).carries, "rcs");
    go("WhatsApp");
    EXPECT_EQ(connector_.capabilities_of(secrets_).carries, "whatsapp");
    EXPECT_EQ(connector_.capabilities_of(secrets_).attachments_max, 1U);
    auto hidden = a_file(AttachmentKind::image, "image/png");
    hidden.attachments[0].url.clear();
    EXPECT_EQ(send(hidden).code, "no_public_address");
    EXPECT_TRUE(http_.calls().empty());
}

TEST_F(CmSend, KnowsTheWaysThatAnInboxCanTake) {
    for (auto const* const via : {"", "SMS", "RCS", "WhatsApp"}) {
        go(via);
        EXPECT_TRUE(connector_.judge(secrets_)) << via;
    }
    go("Pigeon");
    auto const judged = connector_.judge(secrets_);
    ASSERT_FALSE(judged);
    EXPECT_EQ(judged.error().field, "settings.via");
}

struct AnswerCase {
    int status;
    std::string body;
    Verdict verdict;
};

AnswerCase a_code(int code, Verdict verdict) {
    return {400, R"({"details":"A title","errorCode":)" + std::to_string(code) + "}", verdict};
}

class CmAnswer : public CmSend, public testing::WithParamInterface<AnswerCase> {};

TEST_P(CmAnswer, IsTreatedByItsCodeAndElseByItsStatus) {
    http_.will_answer(GetParam().status, GetParam().body);

    EXPECT_EQ(send(a_text()).verdict, GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(
    All, CmAnswer,
    testing::Values(a_code(101, Verdict::reauthorize), a_code(102, Verdict::reauthorize),
                    a_code(103, Verdict::reauthorize), a_code(202, Verdict::rejected),
                    a_code(303, Verdict::rejected), a_code(401, Verdict::rejected),
                    a_code(402, Verdict::rejected), a_code(500, Verdict::retry),
                    a_code(999, Verdict::rejected),
                    AnswerCase{200, R"({"errorCode":201,"messages":[{"messageErrorCode":303}]})",
                               Verdict::rejected},
                    AnswerCase{401, "", Verdict::reauthorize}, AnswerCase{429, "", Verdict::retry},
                    AnswerCase{503, "", Verdict::retry}, AnswerCase{504, "", Verdict::uncertain},
                    AnswerCase{200, "", Verdict::uncertain}, AnswerCase{200, "{}", Verdict::uncertain}));

TEST_F(CmSend, KnowsHowFarACallCame) {
    http_.will_fail(CallStage::before_first_byte);
    http_.will_fail(CallStage::after_first_byte);

    EXPECT_EQ(send(a_text()).verdict, Verdict::retry);
    EXPECT_EQ(send(a_text()).verdict, Verdict::uncertain);
}

TEST_F(CmSend, ItsAddressCarriesTheKeyThatItAsksFor) {
    EXPECT_EQ(connector_.webhook_query(secrets_), "key=a%20b%26c");
    EXPECT_EQ(connector_.webhook_query(Secrets{}), "");
}

TEST(CmXml, TakesNoDocumentTypeNoEntityAndNoDepth) {
    auto deep = std::string{};
    for (auto i = 0; i < 1'000; ++i) { deep += "<a>"; }

    EXPECT_TRUE(read_xml("<a b='1'>x<c/></a>"));
    for (auto const& bytes :
         {std::string{"<!DOCTYPE a><a/>"}, std::string{"<a>&lol;</a>"}, deep, std::string{"<a><b></a></b>"},
          std::string{"<a/><a/>"}, std::string{"<a"}, std::string{"<a x></a>"}, std::string{}}) {
        EXPECT_FALSE(read_xml(bytes)) << bytes.substr(0, 40);
    }
}

}  // namespace
}  // namespace balie::connectors::cm
