// The optional faces: files, templates, signs and health.
#include <connectors/whatsapp/connector.hpp>

#include <balie/base/crypto.hpp>

#include "support/files.hpp"
#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace balie::connectors::whatsapp {
namespace {

using test::bytes_of;
using test::run;
using test::ScriptedHttpClient;

constexpr auto place = R"({"url":"https://cdn.example.test/1","mime_type":"image/jpeg","file_size":4})";

class WhatsAppFaces : public testing::Test {
protected:
    Result<FetchedMedia> fetch(std::string sha256 = {}, std::size_t bytes_max = 100) {
        auto attachment = InboundAttachment{};
        attachment.media_id = "4411";
        attachment.sha256 = std::move(sha256);
        return run(connector_.media_source()->fetch(attachment, secrets_, to_, bytes_max));
    }

    ScriptedHttpClient http_;
    WhatsApp connector_{http_};
    Secrets secrets_{{{"phone_number_id", "700"},
                      {"waba_id", "800"},
                      {"access_token", "fictional"},
                      {"api_base", "https://graph.example.test"}}};
    test::TemporaryFolder folder_;
    std::filesystem::path to_ = folder_.path() / "file";
};

TEST_F(WhatsAppFaces, AFileIsLookedUpAndFetchedWithTheToken) {
    http_.will_answer(200, place);
    http_.will_answer(200, "JPEG");

    auto const fetched = fetch(sha256("JPEG"));

    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->mime, "image/jpeg");
    EXPECT_EQ(fetched->bytes, 4U);
    EXPECT_EQ(bytes_of(to_), "JPEG");
    EXPECT_EQ(http_.calls().at(0).url, "https://graph.example.test/v23.0/4411?phone_number_id=700");
    auto const& download = http_.calls().at(1);
    EXPECT_EQ(download.url, "https://cdn.example.test/1");
    EXPECT_EQ(header(download.headers, "Authorization"), "Bearer fictional");
    EXPECT_EQ(download.redirects_max, 3U);
    EXPECT_EQ(download.answer_bytes_max, 100U);
}

TEST_F(WhatsAppFaces, AnotherFileThanTheAnnouncedOneIsThrownAway) {
    http_.will_answer(200, place);
    http_.will_answer(200, "EVIL");

    auto const fetched = fetch(sha256("JPEG"));

    ASSERT_FALSE(fetched);
    EXPECT_EQ(fetched.error().code, ErrorCode::unprocessable);
    EXPECT_FALSE(std::filesystem::exists(to_));
}

TEST_F(WhatsAppFaces, TheLookUpsDigestCountsWhenTheWebhookHadNone) {
    http_.will_answer(200,
                      R"({"url":"https://cdn.example.test/1","sha256":")" + to_hex(sha256("JPEG")) + R"("})");
    http_.will_answer(200, "EVIL");

    EXPECT_EQ(fetch().error().code, ErrorCode::unprocessable);
}

TEST_F(WhatsAppFaces, AFileThatIsTooLargeIsNotFetched) {
    http_.will_answer(200, place);

    EXPECT_EQ(fetch({}, 3).error().code, ErrorCode::too_large);
    EXPECT_EQ(http_.calls().size(), 1U);
}

TEST_F(WhatsAppFaces, LookUpsThatFail) {
    http_.will_answer(404, "");
    EXPECT_EQ(fetch().error().code, ErrorCode::not_found);
    http_.will_answer(400, R"({"error":{"code":100,"error_subcode":33,"message":"no"}})");
    EXPECT_EQ(fetch().error().code, ErrorCode::not_found);
    http_.will_answer(401, R"({"error":{"code":190,"message":"no"}})");
    EXPECT_EQ(fetch().error().code, ErrorCode::unavailable);
    http_.will_answer(200, "{}");
    EXPECT_EQ(fetch().error().code, ErrorCode::unavailable);
    http_.will_fail(CallStage::before_first_byte);
    EXPECT_EQ(fetch().error().code, ErrorCode::unavailable);
}

TEST_F(WhatsAppFaces, DownloadsThatFail) {
    http_.will_answer(200, place);
    http_.will_answer(404, "");
    EXPECT_EQ(fetch().error().code, ErrorCode::unavailable);
    http_.will_answer(200, place);
    http_.will_fail(CallStage::after_first_byte, false, true);
    EXPECT_EQ(fetch().error().code, ErrorCode::too_large);
    http_.will_answer(200, place);
    http_.will_fail(CallStage::before_first_byte, true);
    EXPECT_EQ(fetch().error().code, ErrorCode::unprocessable);
}

TEST_F(WhatsAppFaces, AFileWithoutIdIsNeverCalledFor) {
    auto attachment = InboundAttachment{};
    attachment.url = "http://169.254.169.254/";

    EXPECT_EQ(run(connector_.media_source()->fetch(attachment, secrets_, to_, 100)).error().code,
              ErrorCode::not_found);
    EXPECT_TRUE(http_.calls().empty());
}

TEST_F(WhatsAppFaces, TemplatesComePageByPage) {
    http_.will_answer(
        200,
        R"({"data":[{"name":"ophaal","language":"nl","category":"UTILITY","status":"APPROVED","components":[{"type":"BODY","text":"Hoi {{1}}"}]},7],
        "paging":{"cursors":{"after":"A B"},"next":"https://elsewhere.example.test/?access_token=x"}})");
    http_.will_answer(200,
                      R"({"data":[{"name":"tweede","language":"en"}],"paging":{"cursors":{"after":"C"}}})");

    auto const templates = run(connector_.template_source()->templates(secrets_));

    ASSERT_TRUE(templates);
    ASSERT_EQ(templates->size(), 2U);
    EXPECT_EQ(templates->at(0).name, "ophaal");
    EXPECT_EQ(templates->at(0).status, "APPROVED");
    EXPECT_EQ(templates->at(0).components, R"([{"type":"BODY","text":"Hoi {{1}}"}])");
    EXPECT_EQ(templates->at(1).components, "[]");
    ASSERT_EQ(http_.calls().size(), 2U);
    EXPECT_TRUE(http_.calls()[1].url.starts_with("https://graph.example.test/v23.0/800/message_templates?"));
    EXPECT_TRUE(http_.calls()[1].url.ends_with("&after=A%20B"));
}

TEST_F(WhatsAppFaces, TemplatesThatDoNotCome) {
    http_.will_answer(401, R"({"error":{"code":190,"message":"expired"}})");
    auto const refused = run(connector_.template_source()->templates(secrets_));
    EXPECT_EQ(refused.error().reason, "reauthorize");
    http_.will_answer(200, "[]");
    EXPECT_EQ(run(connector_.template_source()->templates(secrets_)).error().code, ErrorCode::unavailable);
}

TEST_F(WhatsAppFaces, SignsAreSmallPosts) {
    http_.will_answer(200, R"({"success":true})");
    http_.will_answer(200, R"({"success":true})");
    http_.will_answer(400, R"({"error":{"code":100,"message":"no"}})");

    auto const said = LastInbound{"wamid.IN", {IdentityKind::phone, "31600000001"}};

    EXPECT_TRUE(run(connector_.signals()->mark_read(said, secrets_)));
    EXPECT_TRUE(run(connector_.signals()->typing(said, secrets_)));
    EXPECT_EQ(run(connector_.signals()->typing(said, secrets_)).error().reason, "100");
    EXPECT_EQ(http_.calls().at(0).url, "https://graph.example.test/v23.0/700/messages");
    EXPECT_NE(http_.calls().at(1).body.find("typing_indicator"), std::string::npos);
}

TEST_F(WhatsAppFaces, HealthNamesWhatIsWrong) {
    http_.will_answer(200, R"({"display_phone_number":"+31 85 550 0100","quality_rating":"GREEN"})");
    http_.will_answer(200, R"({"data":[{"whatsapp_business_api_data":{"id":"1"}}]})");
    auto const good = run(connector_.health()->health(secrets_));
    http_.will_answer(401, R"({"error":{"code":190,"message":"The session has expired"}})");
    http_.will_answer(200, R"({"data":[]})");
    auto const bad = run(connector_.health()->health(secrets_));

    ASSERT_TRUE(good && bad);
    ASSERT_EQ(good->size(), 3U);
    EXPECT_TRUE(good->at(0).ok && good->at(1).ok && good->at(2).ok);
    EXPECT_EQ(good->at(1).detail, "+31 85 550 0100, quality GREEN");
    EXPECT_EQ(bad->at(0).name, "token");
    EXPECT_FALSE(bad->at(0).ok);
    EXPECT_EQ(bad->at(0).detail, "The session has expired");
    EXPECT_EQ(bad->at(2).name, "webhook_subscription");
    EXPECT_FALSE(bad->at(2).ok);
}

}  // namespace
}  // namespace balie::connectors::whatsapp
