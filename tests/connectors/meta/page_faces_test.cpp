// Files by address, names of customers, subscriptions and health of pages and Instagram accounts.
#include <connectors/instagram/connector.hpp>
#include <connectors/messenger/connector.hpp>

#include "support/files.hpp"
#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace balie::connectors {
namespace {

using test::run;
using test::ScriptedHttpClient;

class PageFaces : public testing::Test {
protected:
    Result<FetchedMedia> fetch(std::string url) {
        auto attachment = InboundAttachment{};
        attachment.url = std::move(url);
        return run(messenger_.media_source()->fetch(attachment, secrets_, to_, 100));
    }

    ScriptedHttpClient http_;
    messenger::Messenger messenger_{http_};
    instagram::Instagram instagram_{http_};
    Secrets secrets_{
        {{"page_id", "4101"}, {"access_token", "fictional"}, {"api_base", "https://graph.example.test"}}};
    test::TemporaryFolder folder_;
    std::filesystem::path to_ = folder_.path() / "file";
};

TEST_F(PageFaces, AFileIsFetchedWithoutTheToken) {
    http_.will_answer(200, "JPEG", {{"Content-Type", "image/jpeg"}});

    auto const fetched = fetch("https://cdn.example.test/1");

    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->mime, "image/jpeg");
    EXPECT_EQ(fetched->bytes, 4U);
    EXPECT_EQ(test::bytes_of(to_), "JPEG");
    EXPECT_EQ(header(http_.calls().at(0).headers, "Authorization"), "");
    EXPECT_EQ(http_.calls()[0].answer_bytes_max, 100U);
    EXPECT_EQ(http_.calls()[0].url.find("fictional"), std::string::npos);
}

TEST_F(PageFaces, AFileThatCannotBeHadSaysWhy) {
    http_.will_answer(403, "");
    EXPECT_EQ(fetch("https://cdn.example.test/1").error().code, ErrorCode::not_found);
    http_.will_answer(500, "");
    EXPECT_EQ(fetch("https://cdn.example.test/1").error().code, ErrorCode::unavailable);
    http_.will_fail(CallStage::before_first_byte, true);
    EXPECT_EQ(fetch("https://cdn.example.test/1").error().code, ErrorCode::unprocessable);
    http_.will_fail(CallStage::after_first_byte, false, true);
    EXPECT_EQ(fetch("https://cdn.example.test/1").error().code, ErrorCode::too_large);
    auto const asked = http_.calls().size();
    EXPECT_EQ(fetch("http://cdn.example.test/1").error().code, ErrorCode::unprocessable);
    EXPECT_EQ(fetch("https://a@evil.example.test/1").error().code, ErrorCode::unprocessable);
    EXPECT_EQ(fetch("").error().code, ErrorCode::not_found);
    EXPECT_EQ(http_.calls().size(), asked);
}

TEST_F(PageFaces, ACustomersNameIsAskedFor) {
    http_.will_answer(
        200,
        R"({"first_name":"Sanne","last_name":"Fictief","id":"51","profile_pic":"https://cdn.example.test/51.jpg"})");
    http_.will_answer(200, R"({"name":"Sanne F","username":"klant_fictief"})");

    auto const person =
        run(messenger_.profile_source()->profile(IdentityValue{IdentityKind::psid, "51"}, secrets_));
    auto const follower =
        run(instagram_.profile_source()->profile(IdentityValue{IdentityKind::igsid, "62"}, secrets_));

    ASSERT_TRUE(person && follower);
    EXPECT_EQ(person->name, "Sanne Fictief");
    ASSERT_TRUE(person->picture);
    EXPECT_EQ(person->picture->url, "https://cdn.example.test/51.jpg");
    EXPECT_FALSE(follower->picture);
    EXPECT_EQ(follower->name, "Sanne F");
    EXPECT_EQ(follower->username, "klant_fictief");
    EXPECT_EQ(http_.calls().at(0).url,
              "https://graph.example.test/v23.0/51?fields=first_name,last_name,profile_pic");
    EXPECT_EQ(http_.calls().at(1).url,
              "https://graph.example.test/v23.0/62?fields=name,username,profile_pic");
}

TEST_F(PageFaces, WhoMayNotBeLookedAtIsNotFound) {
    auto const ask = [this](IdentityKind kind) {
        return run(messenger_.profile_source()->profile(IdentityValue{kind, "51"}, secrets_)).error().code;
    };
    http_.will_answer(400, R"({"error":{"code":100,"error_subcode":33}})");
    EXPECT_EQ(ask(IdentityKind::psid), ErrorCode::not_found);
    http_.will_answer(500, "");
    EXPECT_EQ(ask(IdentityKind::psid), ErrorCode::unavailable);
    EXPECT_EQ(ask(IdentityKind::external), ErrorCode::not_found);
    EXPECT_EQ(http_.calls().size(), 2U);
}

// Whoever has only ticked a box has no address to be told at.
TEST_F(PageFaces, SignsNameTheCustomer) {
    auto const from = [](IdentityKind kind, std::string value) {
        return LastInbound{"m_1", {kind, std::move(value)}};
    };
    http_.will_answer(200, R"({"recipient_id":"5301"})");
    http_.will_answer(200, R"({"recipient_id":"6201"})");
    http_.will_answer(400, R"({"error":{"code":10,"error_subcode":2018278,"message":"too late"}})");

    EXPECT_TRUE(run(messenger_.signals()->mark_read(from(IdentityKind::psid, "5301"), secrets_)));
    EXPECT_TRUE(run(instagram_.signals()->typing(from(IdentityKind::igsid, "6201"), secrets_)));
    EXPECT_FALSE(run(messenger_.signals()->typing(from(IdentityKind::psid, "5301"), secrets_)));
    EXPECT_TRUE(run(messenger_.signals()->typing(from(IdentityKind::external, "user_ref:1"), secrets_)));

    ASSERT_EQ(http_.calls().size(), 3U);
    EXPECT_EQ(http_.calls()[0].url, "https://graph.example.test/v23.0/4101/messages");
    EXPECT_EQ(http_.calls()[0].body, R"({"recipient":{"id":"5301"},"sender_action":"mark_seen"})");
    EXPECT_EQ(http_.calls()[1].body, R"({"recipient":{"id":"6201"},"sender_action":"typing_on"})");
}

TEST_F(PageFaces, TheAppIsSubscribedToWhatTheChannelReads) {
    http_.will_answer(200, R"({"success":true})");

    EXPECT_TRUE(run(messenger_.subscription()->subscribe("https://desk.example.test/x", secrets_)));

    EXPECT_EQ(http_.calls().at(0).method, "POST");
    EXPECT_TRUE(http_.calls()[0].url.starts_with(
        "https://graph.example.test/v23.0/4101/subscribed_apps?subscribed_fields=messages%2C"));
}

TEST_F(PageFaces, HealthTellsATokenFromASubscription) {
    auto const checks_after = [this](int status, std::string page, std::string apps) {
        http_.will_answer(status, std::move(page));
        http_.will_answer(200, std::move(apps));
        return run(messenger_.health()->health(secrets_)).value();
    };

    auto const good = checks_after(200, R"({"id":"4101","name":"Winkel"})",
                                   R"({"data":[{"subscribed_fields":["messages"]}]})");
    auto const bad = checks_after(400, R"({"error":{"code":190,"message":"expired"}})",
                                  R"({"data":[{"subscribed_fields":["feed"]}]})");

    EXPECT_TRUE(good.at(0).ok && good.at(1).ok);
    EXPECT_EQ(good.at(0).detail, "Winkel");
    EXPECT_FALSE(bad.at(0).ok);
    EXPECT_EQ(bad.at(0).detail, "expired");
    EXPECT_FALSE(bad.at(1).ok);
}

}  // namespace
}  // namespace balie::connectors
