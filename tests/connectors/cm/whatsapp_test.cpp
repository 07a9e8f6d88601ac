// An inbox whose `via` is WhatsApp: its window, its lengths and files, and the templates that an admin wrote down.
#include <connectors/cm/connector.hpp>

#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace balie::connectors::cm {
namespace {

using nlohmann::json;
using test::run;
using test::ScriptedHttpClient;

constexpr auto two_templates = R"([
    {"name": "storing", "language": "nl", "header": "Dag {{1}}", "body": "Wij komen {{1}} tussen {{2}}.",
     "footer": "Voorbeeld BV", "buttons": [{"type": "URL", "text": "Volgen", "url": "https://example.test/{{1}}"}]},
    {"name": "storing", "language": "en", "category": "MARKETING", "body": "We are on our way."}])";

class CmWhatsApp : public testing::Test {
protected:
    Secrets with(std::map<std::string, std::string, std::less<>> more) const {
        auto values = secrets_.values();
        for (auto& [name, value] : more) { values[name] = value; }
        return Secrets{std::move(values)};
    }
    static OutboundMessage a_template(std::string components) {
        auto message = OutboundMessage{};
        message.opaque = "41.1";
        message.recipient = {IdentityValue{IdentityKind::phone, "31655500001"}};
        message.template_ = OutboundTemplate{"storing", "nl", std::move(components)};
        return message;
    }
    json sent(OutboundMessage message) {
        http_.will_answer(200, R"({"errorCode":0,"messages":[{"messageErrorCode":0}]})");
        EXPECT_EQ(run(connector_.send(std::move(message), secrets_)).verdict, Verdict::accepted);
        return json::parse(http_.calls().back().body)["messages"]["msg"][0];
    }
    json parameters(std::string components) {
        auto const message = sent(a_template(std::move(components)));
        return message["richContent"]["conversation"][0]["template"]["whatsapp"]["components"];
    }

    ScriptedHttpClient http_;
    Cm connector_{http_};
    Secrets secrets_{{{"product_token", "fictional"},
                      {"webhook_secret", "a b&c"},
                      {"from", "0031855500100"},
                      {"via", "WhatsApp"},
                      {"template_namespace", "f1c710_a"},
                      {"templates", two_templates}}};
};

TEST_F(CmWhatsApp, HasItsOwnWindowLengthsAndReceipts) {
    auto const& can = connector_.capabilities_of(secrets_);

    EXPECT_EQ(can.reply_window, std::chrono::hours{24});
    EXPECT_EQ(can.text_max, 4'096U);
    EXPECT_EQ(can.text_unit, TextUnit::characters);
    EXPECT_EQ(can.caption_max, 0U);
    EXPECT_TRUE(can.delivered_receipts && can.read_receipts && can.files_by_address);
    auto const papers = std::ranges::find(can.media, AttachmentKind::document, &MediaLimit::kind);
    EXPECT_EQ(papers->bytes_max, std::size_t{100} << 20U);
    EXPECT_TRUE(std::ranges::count(papers->mimes, "application/msword"));
}

TEST_F(CmWhatsApp, IsNotWhatTheOtherWaysAre) {
    for (auto const* const via : {"", "SMS", "RCS"}) {
        auto const& can = connector_.capabilities_of(with({{"via", via}}));
        EXPECT_FALSE(can.reply_window) << via;
        EXPECT_FALSE(can.templates || can.read_receipts) << via;
        EXPECT_EQ(can.text_unit, TextUnit::sms_segments) << via;
    }
}

TEST_F(CmWhatsApp, CountsNoPartsOfATextMessage) {
    auto message = a_template("");
    message.template_.reset();
    message.text = "Hallo";

    auto const item = sent(std::move(message));

    EXPECT_EQ(item["body"], (json{{"type", "auto"}, {"content", "Hallo"}}));
    EXPECT_FALSE(item.contains("maximumNumberOfMessageParts") || item.contains("richContent"));
}

TEST_F(CmWhatsApp, SendsATemplateInCmsForm) {
    auto const item =
        sent(a_template(R"([{"type":"body","parameters":[{"type":"text","text":"maandag"}]}])"));

    EXPECT_EQ(item["allowedChannels"], json::array({"WhatsApp"}));
    EXPECT_EQ(item["body"]["content"], "storing");
    EXPECT_EQ(item["richContent"], json::parse(R"({"conversation":[{"template":{"whatsapp":{
        "namespace":"f1c710_a","element_name":"storing",
        "language":{"policy":"deterministic","code":"nl"},
        "components":[{"type":"body","parameters":[{"type":"text","text":"maandag"}]}]}}}]})"));
}

TEST_F(CmWhatsApp, SendsATemplateWithoutBlanks) { EXPECT_EQ(parameters(""), json::array()); }

TEST_F(CmWhatsApp, CountsButtonsFromZeroAsNumbers) {
    auto const parts = parameters(
        R"([{"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"7"}]}])");

    EXPECT_EQ(parts[0], json::parse(R"({"type":"button","sub_type":"url","index":1,
                                        "parameters":[{"type":"text","text":"7"}]})"));
}

TEST_F(CmWhatsApp, NamesAFileOfATemplateAsCmDoes) {
    auto const parts = parameters(R"([{"type":"header","parameters":[
        {"type":"image","image":{"link":"https://example.test/a/logo.PNG?v=2"}},
        {"type":"document","document":{"link":"https://example.test/9","filename":"rekening.pdf"}},
        {"type":"video","media":{"mediaName":"x.mp4","mediaUri":"https://example.test/x.mp4"}}]}])");

    EXPECT_EQ(parts[0]["parameters"], json::parse(R"([
        {"type":"image","media":{"mediaName":"logo.PNG","mediaUri":"https://example.test/a/logo.PNG?v=2",
                                 "mimeType":"image/png"}},
        {"type":"document","media":{"mediaName":"rekening.pdf","mediaUri":"https://example.test/9",
                                    "mimeType":"application/pdf"}},
        {"type":"video","media":{"mediaName":"x.mp4","mediaUri":"https://example.test/x.mp4"}}])"));
}

TEST_F(CmWhatsApp, SendsNoTemplateThatCmCannotTake) {
    for (auto const* const components :
         {"{}", "[1]", "[{}]", R"([{"type":"body","parameters":[{}]}])",
          R"([{"type":"header","parameters":[{"type":"image","image":{}}]}])",
          R"([{"type":"body","parameters":[{"type":"text","parameter_name":"dag","text":"x"}]}])"}) {
        auto const outcome = run(connector_.send(a_template(components), secrets_));
        EXPECT_EQ(outcome.verdict, Verdict::rejected) << components;
        EXPECT_EQ(outcome.code, "bad_template") << components;
    }
    EXPECT_TRUE(http_.calls().empty());
}

TEST_F(CmWhatsApp, HasNoTemplatesWithoutTheirNamespace) {
    auto const without = with({{"template_namespace", ""}});

    EXPECT_TRUE(connector_.capabilities_of(secrets_).templates);
    EXPECT_FALSE(connector_.capabilities_of(without).templates);
    EXPECT_EQ(connector_.capabilities_of(without).reply_window, std::chrono::hours{24});
    EXPECT_EQ(run(connector_.send(a_template(""), without)).code, "template_unsupported");
    EXPECT_EQ(run(connector_.send(a_template(""), with({{"via", "SMS"}}))).code, "template_unsupported");
}

TEST_F(CmWhatsApp, ListsWhatTheAdminWroteDown) {
    auto const all = run(connector_.template_source()->templates(secrets_)).value();

    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].name, "storing");
    EXPECT_EQ(all[0].language, "nl");
    EXPECT_EQ(all[0].status, "APPROVED");
    EXPECT_EQ(all[0].category, "UTILITY");
    EXPECT_EQ(json::parse(all[0].components), json::parse(R"([
        {"type":"HEADER","format":"TEXT","text":"Dag {{1}}"},
        {"type":"BODY","text":"Wij komen {{1}} tussen {{2}}."},
        {"type":"FOOTER","text":"Voorbeeld BV"},
        {"type":"BUTTONS","buttons":[{"type":"URL","text":"Volgen","url":"https://example.test/{{1}}"}]}])"));
    EXPECT_EQ(all[1].category, "MARKETING");
    EXPECT_TRUE(run(connector_.template_source()->templates(with({{"via", ""}}))).value().empty());
    EXPECT_TRUE(run(connector_.template_source()->templates(with({{"templates", " "}}))).value().empty());
    EXPECT_TRUE(http_.calls().empty());
}

TEST_F(CmWhatsApp, TakesNoTemplatesThatItCannotRead) {
    EXPECT_TRUE(connector_.judge(secrets_));
    for (auto const* const written :
         {"storing", "{}", "[1]", R"([{"name":"a","language":"nl"}])", R"([{"name":"a","body":"b"}])",
          R"([{"name":"a","language":"nl","body":7}])",
          R"([{"name":"a","language":"nl","body":"b","boddy":"c"}])",
          R"([{"name":"a","language":"nl","body":"Dag {{naam}}"}])",
          R"([{"name":"a","language":"nl","body":"Dag {{1"}])",
          R"([{"name":"a","language":"nl","body":"b","buttons":{}}])"}) {
        auto const judged = connector_.judge(with({{"templates", written}}));
        ASSERT_FALSE(judged) << written;
        EXPECT_EQ(judged.error().field, "settings.templates") << written;
    }
}

struct FailureCase {
    std::string code;
    bool closes;
};

class CmFailure : public CmWhatsApp, public testing::WithParamInterface<FailureCase> {};

// 62 is CM's number, 131047 Meta's own.
TEST_P(CmFailure, ClosesTheWindowWhenItSaysSo) {
    auto const body = R"({"messages":{"msg":{"reference":"41.1","status":{"code":"3","errorCode":")" +
                      GetParam().code + R"("}}}})";
    auto const query = Fields{};
    auto const headers = Headers{};
    auto const request = WebhookRequest{"POST", "https://desk.example.test/", query, headers, body};

    auto const events = connector_.parse(request).value();

    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(std::get<DeliveryUpdate>(events[0]).window_closed, GetParam().closes);
}

INSTANTIATE_TEST_SUITE_P(All, CmFailure,
                         testing::Values(FailureCase{"62", true}, FailureCase{"131047", true},
                                         FailureCase{"59", false}, FailureCase{"", false}));

}  // namespace
}  // namespace balie::connectors::cm
