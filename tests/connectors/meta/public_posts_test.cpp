// What comments stand under, asked of the Graph API.
#include <connectors/meta/public_posts.hpp>

#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace balie::connectors {
namespace {

using test::run;

class MetaPosts : public testing::Test {
protected:
    Result<PublicPost> post(meta::PostFields const& fields, std::string const& key) {
        return run(meta::PublicPosts{http_, fields}.post(key, secrets_));
    }

    test::ScriptedHttpClient http_;
    Secrets secrets_{{{"access_token", "fictional"}, {"api_base", "https://graph.example.test"}}};
};

TEST_F(MetaPosts, OfAPageHasItsWordsItsAddressAndItsPicture) {
    http_.will_answer(200, R"({"id":"4101_77","message":"Vannacht werken wij aan het net.",
        "permalink_url":"https://www.facebook.com/4101/posts/77","full_picture":"https://cdn.example.test/77.jpg",
        "created_time":"2026-11-20T09:30:00+0000","from":{"name":"Noorderlicht","id":"4101"}})");

    auto const found = post(meta::facebook_post, "4101_77");

    ASSERT_TRUE(found);
    EXPECT_EQ(found->text, "Vannacht werken wij aan het net.");
    EXPECT_EQ(found->url, "https://www.facebook.com/4101/posts/77");
    EXPECT_EQ(found->picture, "https://cdn.example.test/77.jpg");
    EXPECT_EQ(found->author, "Noorderlicht");
    ASSERT_TRUE(found->created_at);
    EXPECT_EQ(to_rfc3339(*found->created_at), "2026-11-20T09:30:00Z");
    EXPECT_EQ(http_.calls().at(0).url,
              "https://graph.example.test/v23.0/4101_77"
              "?fields=message,permalink_url,created_time,from,full_picture");
    EXPECT_EQ(http_.calls()[0].method, "GET");
}

TEST_F(MetaPosts, OfAnAccountIsItsCaptionAndOfAFilmItsStill) {
    http_.will_answer(200,
                      R"({"id":"180","caption":"Zonsopgang","media_type":"VIDEO","username":"noorderlicht",
        "media_url":"https://cdn.example.test/film.mp4","thumbnail_url":"https://cdn.example.test/still.jpg",
        "permalink":"https://www.instagram.com/p/x","timestamp":"2026-11-20T09:30:00+0000"})");

    auto const found = post(meta::instagram_post, "180");

    ASSERT_TRUE(found);
    EXPECT_EQ(found->text, "Zonsopgang");
    EXPECT_EQ(found->author, "noorderlicht");
    EXPECT_EQ(found->picture, "https://cdn.example.test/still.jpg");
    EXPECT_EQ(http_.calls().at(0).url,
              "https://graph.example.test/v23.0/180"
              "?fields=caption,permalink,timestamp,username,media_url,media_type,thumbnail_url");
}

TEST_F(MetaPosts, NamesNoAddressThatCouldRunInABrowser) {
    http_.will_answer(
        200,
        R"json({"message":"x","permalink_url":"javascript:alert(1)","full_picture":"http://a.test/1"})json");

    auto const found = post(meta::facebook_post, "1");

    ASSERT_TRUE(found);
    EXPECT_EQ(found->url, "");
    EXPECT_EQ(found->picture, "");
}

TEST_F(MetaPosts, ThatCannotBeHadSaysWhetherToAskAgain) {
    http_.will_answer(503, R"({"error":{"code":2,"message":"Service temporarily unavailable"}})");
    EXPECT_EQ(post(meta::facebook_post, "1").error().code, ErrorCode::unavailable);
    http_.will_fail(CallStage::before_first_byte);
    EXPECT_EQ(post(meta::facebook_post, "1").error().code, ErrorCode::unavailable);
    http_.will_answer(400, R"({"error":{"code":100,"error_subcode":33,"message":"Object does not exist"}})");
    EXPECT_EQ(post(meta::facebook_post, "1").error().code, ErrorCode::not_found);
    http_.will_answer(200, R"({"id":"1"})");
    EXPECT_EQ(post(meta::facebook_post, "1").error().code, ErrorCode::not_found);
    http_.will_answer(200, "<html>");
    EXPECT_EQ(post(meta::facebook_post, "1").error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace balie::connectors
