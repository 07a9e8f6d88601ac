// What becomes of a text, for every way in which Twilio can answer or fail to; and what else is asked of it.
#include <connectors/twilio/connector.hpp>

#include "support/files.hpp"
#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>

namespace balie::connectors::twilio {
namespace {

using test::run;
using test::ScriptedHttpClient;

constexpr auto taken = R"({"sid":"SM_OUT1","status":"queued","num_segments":"1","error_code":null})";

class TwilioSend : public testing::Test {
protected:
    OutboundMessage a_text() const {
        auto message = OutboundMessage{};
        message.opaque = "41.1";
        message.recipient = {IdentityValue{IdentityKind::phone, "31655500001"}};
        message.text = "Hallo & welkom €5";
        return message;
    }
    OutboundMessage a_picture() const {
        auto message = a_text();
        message.text.clear();
        auto& file = message.attachments.emplace_back();
        file.kind = AttachmentKind::image;
        file.mime = "image/png";
        file.url = "https://desk.example.test/files/T-1_a";
        return message;
    }
    SendOutcome send(OutboundMessage message) { return run(connector_.send(std::move(message), secrets_)); }
    static Secrets with(std::map<std::string, std::string, std::less<>> more) {
        more.insert({{"account_sid", "AC01"}, {"auth_token", "fictional"}});
        more.insert({"api_base", "https://api.example.test/"});
        return Secrets{std::move(more)};
    }

    ScriptedHttpClient http_;
    Twilio connector_{http_};
    Secrets secrets_ = with({{"from", "+31855500100"}});
};

TEST_F(TwilioSend, AsksAsDocumented) {
    http_.will_answer(201, taken);

    auto const outcome = send(a_text());

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_EQ(outcome.external_id, "SM_OUT1");
    ASSERT_EQ(http_.calls().size(), 1U);
    auto const& call = http_.calls()[0];
    EXPECT_EQ(call.method, "POST");
    EXPECT_EQ(call.url, "https://api.example.test/2010-04-01/Accounts/AC01/Messages.json");
    EXPECT_EQ(header(call.headers, "Authorization"), "Basic " + to_base64("AC01:fictional"));
    EXPECT_EQ(header(call.headers, "Content-Type"), "application/x-www-form-urlencoded");
    EXPECT_EQ(call.body, "To=%2B31655500001&From=%2B31855500100&Body=Hallo%20%26%20welkom%20%E2%82%AC5");
    EXPECT_EQ(call.redirects_max, 0U);
}

TEST_F(TwilioSend, GoesOverAServiceOrOverWhatsApp) {
    secrets_ = with({{"messaging_service_sid", "MG01"}});
    http_.will_answer(201, taken);
    send(a_text());
    secrets_ = with({{"from", "whatsapp:+31855500100"}});
    http_.will_answer(201, taken);
    send(a_text());
    auto by_id = a_text();
    by_id.recipient = {IdentityValue{IdentityKind::bsuid, "NL.4455"}};
    http_.will_answer(201, taken);
    send(by_id);

    EXPECT_TRUE(http_.calls()[0].body.starts_with("To=%2B31655500001&MessagingServiceSid=MG01&Body="));
    EXPECT_TRUE(http_.calls()[1].body.starts_with(
        "To=whatsapp%3A%2B31655500001&From=whatsapp%3A%2B31855500100&Body="));
    EXPECT_TRUE(http_.calls()[2].body.starts_with("To=whatsapp%3ANL.4455&"));
}

TEST_F(TwilioSend, NamesTheAddressesOfFiles) {
    auto message = a_picture();
    message.attachments.push_back(message.attachments[0]);
    message.attachments[1].url = "https://desk.example.test/files/T-2_b";
    http_.will_answer(201, taken);
    EXPECT_EQ(send(message).verdict, Verdict::accepted);
    message.text = "Zie hier";
    http_.will_answer(201, taken);
    EXPECT_EQ(send(message).verdict, Verdict::accepted);

    auto const to = std::string{"To=%2B31655500001&From=%2B31855500100"};
    auto const files = std::string{
        "&MediaUrl=https%3A%2F%2Fdesk.example.test%2Ffiles%2FT-1_a"
        "&MediaUrl=https%3A%2F%2Fdesk.example.test%2Ffiles%2FT-2_b"};
    EXPECT_EQ(http_.calls()[0].body, to + files);
    EXPECT_EQ(http_.calls()[1].body, to + "&Body=Zie%20hier" + files);
}

TEST_F(TwilioSend, OverWhatsAppAMessageHasOneFile) {
    secrets_ = with({{"from", "whatsapp:+31855500100"}});
    auto message = a_picture();
    http_.will_answer(201, taken);

    EXPECT_EQ(send(message).verdict, Verdict::accepted);
    message.attachments.push_back(message.attachments[0]);
    EXPECT_EQ(send(message).code, "too_many_attachments");
    EXPECT_EQ(http_.calls().size(), 1U);
}

std::size_t bytes_max(Capabilities const& can, AttachmentKind kind) {
    for (auto const& limit : can.media) {
        if (limit.kind == kind) { return limit.bytes_max; }
    }
    return 0;
}

TEST_F(TwilioSend, ANumberForTextsCanDoOtherThingsThanOneForWhatsApp) {
    auto const& texts = connector_.capabilities_of(with({{"from", "+31855500100"}}));
    auto const& service = connector_.capabilities_of(with({{"messaging_service_sid", "MG01"}}));
    auto const& whatsapp = connector_.capabilities_of(with({{"from", "whatsapp:+31855500100"}}));
    EXPECT_EQ(texts.carries, "sms");
    EXPECT_EQ(whatsapp.carries, "whatsapp");

    EXPECT_EQ(texts.attachments_max, 10U);
    EXPECT_EQ(bytes_max(texts, AttachmentKind::image), 5U << 20U);
    EXPECT_EQ(bytes_max(texts, AttachmentKind::document), 500'000U);
    EXPECT_EQ(texts.text_unit, TextUnit::sms_segments);
    EXPECT_EQ(&service, &texts);
    EXPECT_EQ(whatsapp.attachments_max, 1U);
    EXPECT_EQ(whatsapp.caption_max, 0U);
    EXPECT_EQ(bytes_max(whatsapp, AttachmentKind::document), 16U << 20U);
    EXPECT_EQ(whatsapp.text_unit, TextUnit::characters);
    EXPECT_TRUE(connector_.capabilities().depends_on_settings);
}

struct ErrorCase {
    int status;
    std::string body;
    Verdict verdict;
    int retry_after;  // -1: not said
};

ErrorCase a_code(int status, int code, Verdict verdict, int retry_after = -1) {
    auto const body = R"({"code":)" + std::to_string(code) + R"(,"message":"A title","status":400})";
    return {status, body, verdict, retry_after};
}

class TwilioError : public TwilioSend, public testing::WithParamInterface<ErrorCase> {};

TEST_P(TwilioError, IsTreatedByItsCodeAndElseByItsStatus) {
    http_.will_answer(GetParam().status, GetParam().body);

    auto const outcome = send(a_text());

    EXPECT_EQ(outcome.verdict, GetParam().verdict) << outcome.code;
    EXPECT_EQ(outcome.retry_after ? outcome.retry_after->count() : -1, GetParam().retry_after);
}

INSTANTIATE_TEST_SUITE_P(
    Codes, TwilioError,
    testing::Values(a_code(429, 20429, Verdict::retry, 2), a_code(401, 20003, Verdict::reauthorize),
                    a_code(400, 21610, Verdict::rejected), a_code(400, 21211, Verdict::rejected),
                    a_code(400, 21614, Verdict::rejected), a_code(400, 21408, Verdict::rejected),
                    a_code(400, 21612, Verdict::rejected), a_code(400, 30001, Verdict::retry, 60),
                    a_code(400, 30003, Verdict::rejected), a_code(400, 30004, Verdict::rejected),
                    a_code(400, 30007, Verdict::rejected), a_code(400, 63016, Verdict::window_closed),
                    a_code(400, 63017, Verdict::retry, 60), a_code(400, 63018, Verdict::retry, 60),
                    a_code(400, 11200, Verdict::retry, 60), a_code(400, 12300, Verdict::rejected),
                    a_code(400, 21620, Verdict::rejected), a_code(400, 21623, Verdict::rejected),
                    a_code(400, 30019, Verdict::rejected), a_code(400, 63019, Verdict::retry, 60),
                    a_code(400, 21606, Verdict::reauthorize), a_code(400, 99999, Verdict::rejected)));

INSTANTIATE_TEST_SUITE_P(
    Statuses, TwilioError,
    testing::Values(ErrorCase{429, "", Verdict::retry, -1}, ErrorCase{500, "<html>", Verdict::retry, -1},
                    ErrorCase{503, "{}", Verdict::retry, -1}, ErrorCase{504, "", Verdict::uncertain, -1},
                    ErrorCase{401, "", Verdict::reauthorize, -1}, ErrorCase{400, "no", Verdict::rejected, -1},
                    ErrorCase{201, "", Verdict::uncertain, -1},
                    ErrorCase{201, R"({"sid":7})", Verdict::uncertain, -1}));

TEST_F(TwilioSend, KnowsHowFarACallCame) {
    http_.will_fail(CallStage::before_first_byte);
    http_.will_fail(CallStage::after_first_byte);
    http_.will_fail(CallStage::before_first_byte, true);

    EXPECT_EQ(send(a_text()).verdict, Verdict::retry);
    EXPECT_EQ(send(a_text()).verdict, Verdict::uncertain);
    EXPECT_EQ(send(a_text()).verdict, Verdict::rejected);
}

TEST_F(TwilioSend, CallsNobodyForWhatCannotBeSent) {
    auto nobody = a_text();
    nobody.recipient.clear();
    auto picture = a_text();
    picture.attachments.emplace_back();
    auto pictures = a_picture();
    pictures.attachments.assign(11, pictures.attachments[0]);
    auto reaction = a_text();
    reaction.reaction = OutboundReaction{"SM1", "👍"};
    auto long_text = a_text();
    long_text.text = std::string(1'601, 'a');

    EXPECT_EQ(send(nobody).code, "no_address");
    EXPECT_EQ(send(picture).code, "no_public_address");
    EXPECT_EQ(send(pictures).code, "too_many_attachments");
    EXPECT_EQ(send(reaction).code, "reaction_unsupported");
    EXPECT_EQ(send(long_text).code, "too_long");
    secrets_ = Secrets{{{"account_sid", "AC01"}, {"from", "+31855500100"}}};
    EXPECT_EQ(send(a_text()).verdict, Verdict::reauthorize);
    EXPECT_TRUE(http_.calls().empty());
}

TEST_F(TwilioSend, AnInboxOfWhatsAppIsNotThatOfTheSameNumber) {
    EXPECT_EQ(connector_.address(with({{"from", "+31 85 550 0100"}})), "31855500100");
    EXPECT_EQ(connector_.address(with({{"from", "whatsapp:+31855500100"}})), "whatsapp:31855500100");
    EXPECT_EQ(connector_.address(with({{"messaging_service_sid", "MG01"}})), "MG01");
}

TEST_F(TwilioSend, ListsWhatCameInMeanwhile) {
    http_.will_answer(200, R"({"messages":[
        {"sid":"SM1","direction":"inbound","from":"+31655500001","to":"+31855500100","body":"een","num_media":"0",
         "date_sent":"Thu, 01 Jan 2026 00:49:29 +0000"},
        {"sid":"SM2","direction":"outbound-api","from":"+31855500100","to":"+31655500001","body":"twee"}],
        "next_page_uri":"/2010-04-01/Accounts/AC01/Messages.json?Page=1"})");
    http_.will_answer(200, R"({"messages":[
        {"sid":"MM3","direction":"inbound","from":"+31655500001","to":"+31855500100","body":"","num_media":"1"}],
        "next_page_uri":null})");
    http_.will_answer(200, R"({"media_list":[
        {"uri":"/2010-04-01/Accounts/AC01/Messages/MM3/Media/ME1.json","content_type":"image/jpeg"}]})");

    auto const missed = run(connector_.catch_up()->since(*parse_time("2025-12-31T23:00:00Z"), secrets_));

    ASSERT_TRUE(missed);
    ASSERT_EQ(missed->size(), 2U);
    auto const& text = std::get<InboundMessage>(missed->at(1).events.at(0));
    EXPECT_EQ(text.external_id, "SM1") << "Twilio tells of the newest first";
    EXPECT_EQ(text.address, "31855500100");
    EXPECT_EQ(text.platform_at, parse_time("2026-01-01T00:49:29Z"));
    auto const& picture = std::get<InboundMessage>(missed->at(0).events.at(0));
    ASSERT_EQ(picture.attachments.size(), 1U);
    EXPECT_EQ(picture.attachments[0].url,
              "https://api.example.test/2010-04-01/Accounts/AC01/Messages/MM3/Media/ME1");
    EXPECT_EQ(http_.calls()[0].url,
              "https://api.example.test/2010-04-01/Accounts/AC01/Messages.json?PageSize=200"
              "&To=%2B31855500100&DateSent%3E=2025-12-31T23%3A00%3A00Z");
    EXPECT_EQ(http_.calls()[1].url, "https://api.example.test/2010-04-01/Accounts/AC01/Messages.json?Page=1");
}

// As its body is kept in the quarantine, so it is read when somebody replays it.
TEST_F(TwilioSend, WhatTheListTellsIsReadAgainFromItsBody) {
    http_.will_answer(200, R"({"messages":[
        {"sid":"SM1","direction":"inbound","from":"+31655500001","to":"+31855500100","body":"één & twee=3","num_media":"0"},
        {"sid":"","direction":"inbound","from":"","to":"+31855500100","body":"van niemand","num_media":"0"}],
        "next_page_uri":null})");

    auto const missed = run(connector_.catch_up()->since(Time{}, secrets_));

    ASSERT_TRUE(missed);
    ASSERT_EQ(missed->size(), 2U) << "what cannot be read is not left out";
    auto const headers = Headers{{"Content-Type", missed->at(1).content_type}};
    auto const none = Fields{};
    auto const again = connector_.parse(WebhookRequest{"POST", "", none, headers, missed->at(1).body});
    ASSERT_TRUE(again);
    EXPECT_EQ(std::get<InboundMessage>(again->at(0)).external_id, "SM1");
    EXPECT_EQ(std::get<InboundMessage>(again->at(0)).text, "één & twee=3");
    EXPECT_NE(missed->at(0).body.find("van%20niemand"), std::string::npos);
}

TEST_F(TwilioSend, AFileThatIsGoneDoesNotHoldUpTheList) {
    http_.will_answer(200, R"({"messages":[
        {"sid":"MM3","direction":"inbound","from":"+31655500001","to":"+31855500100","body":"een foto","num_media":"1"}],
        "next_page_uri":null})");
    http_.will_answer(404, "");

    auto const missed = run(connector_.catch_up()->since(Time{}, secrets_));

    ASSERT_TRUE(missed);
    ASSERT_EQ(missed->size(), 1U);
    auto const& message = std::get<InboundMessage>(missed->at(0).events.at(0));
    EXPECT_EQ(message.text, "een foto");
    EXPECT_TRUE(message.attachments.empty());
}

TEST_F(TwilioSend, SaysWhenTheListCannotBeHad) {
    http_.will_answer(401, "");
    http_.will_answer(429, "");
    http_.will_answer(200, "nothing");

    EXPECT_EQ(run(connector_.catch_up()->since(Time{}, secrets_)).error().code, ErrorCode::forbidden);
    EXPECT_EQ(run(connector_.catch_up()->since(Time{}, secrets_)).error().code, ErrorCode::throttled);
    EXPECT_EQ(run(connector_.catch_up()->since(Time{}, secrets_)).error().code, ErrorCode::unavailable);
}

TEST_F(TwilioSend, GivesItsTokenToTwilioAlone) {
    auto const folder = test::TemporaryFolder{};
    auto const token_for = [&](std::string const& url) {
        auto attachment = InboundAttachment{};
        attachment.url = url;
        http_.will_answer(200, "");
        (void)run(connector_.media_source()->fetch(attachment, secrets_, folder.path() / "f", 1'000));
        return std::string{header(http_.calls().back().headers, "Authorization")};
    };

    EXPECT_FALSE(token_for("https://api.twilio.com/2010-04-01/x").empty());
    EXPECT_FALSE(token_for("https://api.example.test/x").empty());
    EXPECT_TRUE(token_for("https://eviltwilio.com/x").empty());
    EXPECT_TRUE(token_for("https://api.twilio.com.evil.test/x").empty());
    EXPECT_TRUE(token_for("https://evil.test@api.twilio.com/x").empty());
    EXPECT_TRUE(token_for("http://api.twilio.com/x").empty());
    EXPECT_EQ(http_.calls().back().redirects_max, 3U);
}

TEST_F(TwilioSend, TellsOfItsHealth) {
    http_.will_answer(200, R"({"status":"active"})");
    http_.will_answer(200, R"({"status":"suspended"})");
    http_.will_answer(401, R"({"code":20003,"message":"Authenticate"})");
    http_.will_answer(503, "");

    EXPECT_TRUE(run(connector_.health()->health(secrets_)).value().at(1).ok);
    EXPECT_FALSE(run(connector_.health()->health(secrets_)).value().at(1).ok);
    auto const refused = run(connector_.health()->health(secrets_)).value();
    EXPECT_EQ(refused.size(), 1U);
    EXPECT_FALSE(refused.at(0).ok);
    EXPECT_FALSE(run(connector_.health()->health(secrets_)));
}

}  // namespace
}  // namespace balie::connectors::twilio
