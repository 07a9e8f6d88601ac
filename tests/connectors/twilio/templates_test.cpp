// What WhatsApp lets a Twilio sender begin with: how contents are listed as templates, and how one is sent.
#include <connectors/twilio/connector.hpp>
#include <connectors/twilio/templates.hpp>

#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace balie::connectors::twilio {
namespace {

using nlohmann::json;
using test::run;
using test::ScriptedHttpClient;

constexpr auto sid = "HX00000000000000000000000000000001";

class TwilioTemplates : public testing::Test {
protected:
    static Secrets of(std::string from) {
        return Secrets{{{"account_sid", "AC01"},
                        {"auth_token", "fictional"},
                        {"from", std::move(from)},
                        {"api_base", "https://api.example.test"}}};
    }
    static json content(std::string type, json form, std::string status = "approved") {
        return {{"sid", sid},
                {"friendly_name", "storing"},
                {"language", "nl"},
                {"variables", {{"1", "Noor"}, {"2", "maandag"}, {"3", "Utrecht"}}},
                {"types", {{type, std::move(form)}}},
                {"approval_requests", {{"category", "UTILITY"}, {"content_type", type}, {"status", status}}}};
    }
    static std::string page(std::vector<json> const& contents, json next = nullptr) {
        return json{{"contents", contents}, {"meta", {{"next_page_url", std::move(next)}}}}.dump();
    }
    std::vector<TemplateText> list() {
        return run(connector_.template_source()->templates(of("whatsapp:+31855500100"))).value();
    }
    static OutboundMessage a_template(std::string name, std::string components) {
        auto message = OutboundMessage{};
        message.opaque = "41.1";
        message.recipient = {IdentityValue{IdentityKind::phone, "31655500001"}};
        message.template_ = OutboundTemplate{std::move(name), "nl", std::move(components)};
        return message;
    }

    ScriptedHttpClient http_;
    Twilio connector_{http_};
};

TEST_F(TwilioTemplates, AreListedPageByPageAndOnlyOfWhatsApp) {
    http_.will_answer(200, page({content("twilio/text", {{"body", "Dag {{1}}, tot {{2}}."}})},
                                "https://elsewhere.example.test/v1/ContentAndApprovals?PageSize=100&Page=1"));
    http_.will_answer(200, page({content("twilio/text", {{"body", "Dag"}}, "pending")}));

    auto const all = list();

    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].name, "storing/" + std::string{sid});
    EXPECT_EQ(all[0].language + ' ' + all[0].category + ' ' + all[0].status, "nl UTILITY approved");
    EXPECT_EQ(json::parse(all[0].components),
              json::parse(R"([{"type":"BODY","text":"Dag {{1}}, tot {{2}}.",)"
                          R"("example":{"body_text":[["Noor","maandag"]]}}])"));
    EXPECT_EQ(all[1].status, "pending");
    EXPECT_EQ(http_.calls().at(0).url, "https://api.example.test/v1/ContentAndApprovals?PageSize=100");
    EXPECT_EQ(http_.calls().at(1).url, "https://api.example.test/v1/ContentAndApprovals?PageSize=100&Page=1");
    EXPECT_TRUE(run(connector_.template_source()->templates(of("+31855500100"))).value().empty());
    EXPECT_EQ(http_.calls().size(), 2U);
}

TEST_F(TwilioTemplates, AreAskedOfTheRegionsOwnHost) {
    http_.will_answer(200, page({}));
    auto secrets = of("whatsapp:+31855500100").values();
    secrets["api_base"] = "https://api.dublin.ie1.twilio.com/";

    EXPECT_TRUE(run(connector_.template_source()->templates(Secrets{std::move(secrets)})));
    EXPECT_EQ(http_.calls().at(0).url,
              "https://content.dublin.ie1.twilio.com/v1/ContentAndApprovals?PageSize=100");
}

TEST_F(TwilioTemplates, ShowTheExampleOfEachBlankOnce) {
    http_.will_answer(200, page({content("twilio/text", {{"body", "{{1}}, ja {{1}}: {{2}}"}})}));

    EXPECT_EQ(json::parse(list().at(0).components)[0].at("example"),
              json::parse(R"({"body_text":[["Noor","maandag"]]})"));
}

// Twilio numbers blanks through the whole; the desk counts each part's from one.
TEST_F(TwilioTemplates, KeepTheNumbersOfTheirBlanks) {
    auto form = json{{"header_text", "Voor {{1}}"},
                     {"body", "{{2}} in {{3}}"},
                     {"footer", "Noorderlicht"},
                     {"actions", {{{"type", "QUICK_REPLY"}, {"title", "Goed"}, {"id", "ok"}}}}};
    http_.will_answer(200, page({content("whatsapp/card", std::move(form))}));

    auto const components = json::parse(list().at(0).components);

    EXPECT_EQ(components[0].at("text"), "Voor {{1}}");
    EXPECT_EQ(components[1].at("text"), "{{number_2}} in {{number_3}}");
    EXPECT_EQ(components[2].at("text"), "Noorderlicht");
    EXPECT_EQ(components[3].at("buttons")[0].at("text"), "Goed");
    EXPECT_EQ(
        content_variables(
            R"([{"type":"header","parameters":[{"type":"text","text":"Noor"}]},{"type":"body","parameters":)"
            R"([{"type":"text","parameter_name":"number_2","text":"Maandag"},)"
            R"({"type":"text","parameter_name":"number_3","text":"\"Utrecht\""}]}])"),
        R"({"1":"Noor","2":"Maandag","3":"\"Utrecht\""})");
}

TEST_F(TwilioTemplates, ThatNobodyHereCanFillInAreLeftOut) {
    auto link = json{{"body", "Kijk"},
                     {"actions", {{{"type", "URL"}, {"title", "Hier"}, {"url", "https://x.nl/{{1}}"}}}}};
    auto other = content("twilio/text", {{"body", "Dag"}});
    other["sid"] = "HX1";
    auto shared = json{{"header_text", "Voor {{1}}"}, {"body", "Dag {{1}}"}};
    auto braces = std::string{};
    for (auto number = 0; number < 100'000; ++number) { braces += "{{"; }
    http_.will_answer(200, page({content("twilio/call-to-action", std::move(link)),
                                 content("twilio/location", {{"latitude", 52.1}}), other, json("x"),
                                 content("whatsapp/card", std::move(shared)),
                                 content("twilio/text", {{"body", braces + "}}"}})}));

    EXPECT_TRUE(list().empty());
}

TEST_F(TwilioTemplates, SayWhyTheyCannotBeHad) {
    auto const ask = [this](int status, std::string body) {
        http_.will_answer(status, std::move(body));
        return run(connector_.template_source()->templates(of("whatsapp:+31855500100"))).error();
    };

    EXPECT_EQ(ask(401, R"({"code":20003,"message":"Authenticate"})").reason, "reauthorize");
    EXPECT_EQ(ask(200, "x").code, ErrorCode::unavailable);
    EXPECT_EQ(ask(503, "").code, ErrorCode::unavailable);
}

TEST_F(TwilioTemplates, AreSentByTheirSid) {
    http_.will_answer(201, R"({"sid":"SM_OUT1"})");
    auto const components = R"([{"type":"body","parameters":[{"type":"text","text":"Noor & co"}]}])";
    auto const send = [&](std::string name, std::string from) {
        return run(connector_.send(a_template(std::move(name), components), of(std::move(from))));
    };

    EXPECT_EQ(send("storing/" + std::string{sid}, "whatsapp:+31855500100").external_id, "SM_OUT1");
    EXPECT_EQ(http_.calls().at(0).body,
              "To=whatsapp%3A%2B31655500001&From=whatsapp%3A%2B31855500100&ContentSid=" + std::string{sid} +
                  "&ContentVariables=%7B%221%22%3A%22Noor%20%26%20co%22%7D");
    EXPECT_EQ(send("storing", "whatsapp:+31855500100").code, "bad_template");
    EXPECT_EQ(send("storing/" + std::string{sid}, "+31855500100").code, "template_unsupported");
    EXPECT_EQ(http_.calls().size(), 1U);
}

}  // namespace
}  // namespace balie::connectors::twilio
