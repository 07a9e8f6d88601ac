// What becomes of a message, for every way in which a platform can answer or fail to.
#include <connectors/whatsapp/connector.hpp>

#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace balie::connectors::whatsapp {
namespace {

using test::run;
using test::ScriptedHttpClient;

constexpr auto taken =
    R"({"messaging_product":"whatsapp","contacts":[{"input":"31655500001"}],"messages":[{"id":"wamid.OUT1"}]})";

std::string an_error(int code, std::string const& more = {}) {
    auto const number = std::to_string(code);
    return R"({"error":{"message":"(#)" + number + R"() A title","type":"OAuthException","code":)" + number +
           more + R"(,"error_data":{"messaging_product":"whatsapp","details":"A detail"}}})";
}

class WhatsAppSend : public testing::Test {
protected:
    OutboundMessage a_text() const {
        auto message = OutboundMessage{};
        message.opaque = "41.1";
        message.recipient = {IdentityValue{IdentityKind::phone, "31655500001"}};
        message.text = "Hallo";
        return message;
    }
    OutboundMessage a_picture() const {
        auto message = a_text();
        auto attachment = OutboundAttachment{};
        attachment.kind = AttachmentKind::image;
        attachment.mime = "image/jpeg";
        attachment.name = "foto.jpg";
        attachment.file = "/data/media/1";
        message.attachments.push_back(attachment);
        return message;
    }
    SendOutcome send(OutboundMessage message) { return run(connector_.send(std::move(message), secrets_)); }

    ScriptedHttpClient http_;
    WhatsApp connector_{http_};
    Secrets secrets_{{{"phone_number_id", "700100200300"},
                      {"access_token", "fictional"},
                      {"api_base", "https://graph.example.test/"}}};
};

TEST_F(WhatsAppSend, AsksAsDocumented) {
    http_.will_answer(200, taken);

    auto const outcome = send(a_text());

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_EQ(outcome.external_id, "wamid.OUT1");
    ASSERT_EQ(http_.calls().size(), 1U);
    auto const& call = http_.calls()[0];
    EXPECT_EQ(call.method, "POST");
    EXPECT_EQ(call.url, "https://graph.example.test/v23.0/700100200300/messages");
    EXPECT_EQ(header(call.headers, "Authorization"), "Bearer fictional");
    EXPECT_EQ(header(call.headers, "Content-Type"), "application/json");
    EXPECT_EQ(header(call.headers, "User-Agent"), "Balie/1.0.0");
    EXPECT_EQ(call.redirects_max, 0U);
}

TEST_F(WhatsAppSend, CallsThePlatformItselfUnlessToldOtherwise) {
    secrets_ = Secrets{{{"phone_number_id", "7"}, {"access_token", "fictional"}}};
    http_.will_answer(200, taken);

    send(a_text());

    EXPECT_EQ(http_.calls().at(0).url, "https://graph.facebook.com/v23.0/7/messages");
}

struct ErrorCase {
    int status;
    int code;
    Verdict verdict;
    int retry_after;  // -1: not said
};

class WhatsAppError : public WhatsAppSend, public testing::WithParamInterface<ErrorCase> {};

TEST_P(WhatsAppError, IsTreatedByItsCode) {
    http_.will_answer(GetParam().status, an_error(GetParam().code));

    auto const outcome = send(a_text());

    EXPECT_EQ(outcome.verdict, GetParam().verdict);
    EXPECT_EQ(outcome.code, std::to_string(GetParam().code));
    EXPECT_EQ(outcome.reason, "A title");
    EXPECT_EQ(outcome.detail, "A detail");
    EXPECT_EQ(outcome.retry_after ? outcome.retry_after->count() : -1, GetParam().retry_after);
}

INSTANTIATE_TEST_SUITE_P(
    Codes, WhatsAppError,
    testing::Values(ErrorCase{400, 4, Verdict::retry, 60}, ErrorCase{400, 80007, Verdict::retry, 60},
                    ErrorCase{400, 130429, Verdict::retry, 2}, ErrorCase{400, 131056, Verdict::retry, 4},
                    ErrorCase{400, 133016, Verdict::retry, 3600}, ErrorCase{500, 131000, Verdict::retry, -1},
                    ErrorCase{400, 131016, Verdict::retry, -1}, ErrorCase{400, 131053, Verdict::retry, -1},
                    ErrorCase{500, 1, Verdict::retry, -1}, ErrorCase{503, 2, Verdict::retry, -1},
                    ErrorCase{400, 131048, Verdict::retry, 3600},
                    ErrorCase{400, 131049, Verdict::rejected, -1}));

INSTANTIATE_TEST_SUITE_P(
    Final, WhatsAppError,
    testing::Values(
        ErrorCase{400, 131047, Verdict::window_closed, -1}, ErrorCase{400, 131026, Verdict::rejected, -1},
        ErrorCase{400, 131050, Verdict::rejected, -1}, ErrorCase{400, 130472, Verdict::rejected, -1},
        ErrorCase{400, 131051, Verdict::rejected, -1}, ErrorCase{400, 131052, Verdict::rejected, -1},
        ErrorCase{400, 131008, Verdict::rejected, -1}, ErrorCase{400, 131009, Verdict::rejected, -1},
        ErrorCase{400, 100, Verdict::rejected, -1}, ErrorCase{400, 132000, Verdict::rejected, -1},
        ErrorCase{404, 132001, Verdict::rejected, -1}, ErrorCase{400, 132016, Verdict::rejected, -1},
        ErrorCase{400, 131062, Verdict::rejected, -1}, ErrorCase{400, 131021, Verdict::rejected, -1},
        ErrorCase{400, 137000, Verdict::rejected, -1}, ErrorCase{400, 999999, Verdict::rejected, -1},
        ErrorCase{200, 131026, Verdict::rejected, -1}));

INSTANTIATE_TEST_SUITE_P(Account, WhatsAppError,
                         testing::Values(ErrorCase{401, 0, Verdict::reauthorize, -1},
                                         ErrorCase{401, 190, Verdict::reauthorize, -1},
                                         ErrorCase{403, 10, Verdict::reauthorize, -1},
                                         ErrorCase{403, 200, Verdict::reauthorize, -1},
                                         ErrorCase{403, 299, Verdict::reauthorize, -1},
                                         ErrorCase{400, 368, Verdict::reauthorize, -1},
                                         ErrorCase{403, 131031, Verdict::reauthorize, -1},
                                         ErrorCase{400, 131042, Verdict::reauthorize, -1},
                                         ErrorCase{400, 131045, Verdict::reauthorize, -1},
                                         ErrorCase{400, 131057, Verdict::reauthorize, -1}));

struct StatusCase {
    int status;
    std::string body;
    Verdict verdict;
};

class WhatsAppStatus : public WhatsAppSend, public testing::WithParamInterface<StatusCase> {};

TEST_P(WhatsAppStatus, DecidesWhenThereIsNoCode) {
    http_.will_answer(GetParam().status, GetParam().body);

    EXPECT_EQ(send(a_text()).verdict, GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(
    Answers, WhatsAppStatus,
    testing::Values(StatusCase{429, "", Verdict::retry}, StatusCase{500, "<html>", Verdict::retry},
                    StatusCase{502, "", Verdict::retry}, StatusCase{503, "{}", Verdict::retry},
                    StatusCase{504, "", Verdict::uncertain}, StatusCase{408, "", Verdict::retry},
                    StatusCase{401, "", Verdict::reauthorize}, StatusCase{403, "", Verdict::reauthorize},
                    StatusCase{400, "no", Verdict::rejected}, StatusCase{302, "", Verdict::rejected},
                    StatusCase{200, "", Verdict::uncertain},
                    StatusCase{200, "{\"messages\":[]}", Verdict::uncertain},
                    StatusCase{200, "{\"messages\":[{\"id\":7}]}", Verdict::uncertain},
                    StatusCase{200, "{\"messages\":[{\"id\":\"wam", Verdict::uncertain},
                    StatusCase{400, an_error(999'999, ",\"is_transient\":true"), Verdict::retry}));

TEST_F(WhatsAppSend, WaitsAsLongAsThePlatformSays) {
    http_.will_answer(429, an_error(130429), {{"retry-after", "17"}});

    EXPECT_EQ(send(a_text()).retry_after, std::chrono::seconds{17});
}

TEST_F(WhatsAppSend, DoesNotBelieveASillyWait) {
    for (auto const* wait : {"", "-5", "soon", "Wed, 21 Oct 2026 07:28:00 GMT"}) {
        http_.will_answer(503, "", {{"Retry-After", wait}});
        EXPECT_FALSE(send(a_text()).retry_after) << wait;
    }
    http_.will_answer(503, "", {{"Retry-After", "999999999"}});
    EXPECT_EQ(send(a_text()).retry_after, std::chrono::seconds{86'400});
}

TEST_F(WhatsAppSend, KnowsHowFarACallCame) {
    http_.will_fail(CallStage::before_first_byte);
    http_.will_fail(CallStage::after_first_byte);
    http_.will_fail(CallStage::before_first_byte, true);

    EXPECT_EQ(send(a_text()).verdict, Verdict::retry);
    EXPECT_EQ(send(a_text()).verdict, Verdict::uncertain);
    EXPECT_EQ(send(a_text()).verdict, Verdict::rejected);
}

TEST_F(WhatsAppSend, CallsNobodyForWhatCannotBeSent) {
    auto nobody = a_text();
    nobody.recipient.clear();

    EXPECT_EQ(send(nobody).code, "no_address");
    secrets_ = Secrets{{{"phone_number_id", "7"}}};
    EXPECT_EQ(send(a_text()).verdict, Verdict::reauthorize);
    EXPECT_TRUE(http_.calls().empty());
}

TEST_F(WhatsAppSend, UploadsAFileAndThenSendsItsId) {
    http_.will_answer(200, R"({"id":"991"})");
    http_.will_answer(200, taken);

    auto const outcome = send(a_picture());

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    ASSERT_EQ(http_.calls().size(), 2U);
    auto const& upload = http_.calls()[0];
    EXPECT_EQ(upload.url, "https://graph.example.test/v23.0/700100200300/media");
    ASSERT_EQ(upload.parts.size(), 3U);
    EXPECT_EQ(upload.parts[0].name + '=' + upload.parts[0].value, "messaging_product=whatsapp");
    EXPECT_EQ(upload.parts[1].name + '=' + upload.parts[1].value, "type=image/jpeg");
    EXPECT_EQ(upload.parts[2].file, "/data/media/1");
    EXPECT_EQ(upload.parts[2].file_name, "foto.jpg");
    EXPECT_NE(http_.calls()[1].body.find(R"("image":{"id":"991","caption":"Hallo"})"), std::string::npos);
}

TEST_F(WhatsAppSend, AFailedUploadIsNeverUncertain) {
    http_.will_fail(CallStage::after_first_byte);
    http_.will_answer(200, "not json");
    http_.will_answer(504, "");
    http_.will_answer(400, an_error(100));
    http_.will_answer(401, an_error(190));

    EXPECT_EQ(send(a_picture()).verdict, Verdict::retry);
    EXPECT_EQ(send(a_picture()).verdict, Verdict::retry);
    EXPECT_EQ(send(a_picture()).verdict, Verdict::retry);
    EXPECT_EQ(send(a_picture()).verdict, Verdict::rejected);
    EXPECT_EQ(send(a_picture()).verdict, Verdict::reauthorize);
    EXPECT_EQ(http_.calls().size(), 5U);
}

}  // namespace
}  // namespace balie::connectors::whatsapp
