// What replies and mentions on X stand under, asked of its API.
#include <connectors/x/public_posts.hpp>

#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace balie::connectors::x {
namespace {

using test::run;

class XPosts : public testing::Test {
protected:
    Result<PublicPost> post(std::string const& key) { return run(PublicPosts{http_}.post(key, secrets_)); }

    test::ScriptedHttpClient http_;
    Secrets secrets_{{{"user_id", "7001"},
                      {"consumer_key", "ck"},
                      {"consumer_secret", "cs"},
                      {"access_token", "at"},
                      {"access_token_secret", "ats"},
                      {"api_base", "https://api.example.test"}}};
};

TEST_F(XPosts, HaveTheirWordsTheirAuthorAndTheirPicture) {
    http_.will_answer(200, R"({"data":{"id":"1900","text":"Vannacht werken wij aan het net &amp; de mast",
        "author_id":"7001","created_at":"2026-11-20T09:30:00.000Z","attachments":{"media_keys":["3_1","7_2"]}},
        "includes":{"users":[{"id":"7001","name":"Noorderlicht","username":"noorderlicht"}],
        "media":[{"media_key":"7_2","type":"video","preview_image_url":"https://cdn.example.test/still.jpg",
        "url":"https://cdn.example.test/film.mp4"}]}})");

    auto const found = post("1900");

    ASSERT_TRUE(found) << found.error().detail;
    EXPECT_EQ(found->text, "Vannacht werken wij aan het net & de mast");
    EXPECT_EQ(found->url, "https://x.com/i/status/1900");
    EXPECT_EQ(found->author, "Noorderlicht");
    EXPECT_EQ(found->picture, "https://cdn.example.test/still.jpg");
    ASSERT_TRUE(found->created_at);
    EXPECT_EQ(to_rfc3339(*found->created_at), "2026-11-20T09:30:00Z");
    EXPECT_EQ(http_.calls().at(0).method, "GET");
    EXPECT_TRUE(http_.calls()[0].url.starts_with("https://api.example.test/2/tweets/1900?expansions="));
    EXPECT_TRUE(header(http_.calls()[0].headers, "Authorization").starts_with("OAuth "));
}

TEST_F(XPosts, AreShownWholeWhenTheyAreLong) {
    http_.will_answer(
        200, R"({"data":{"id":"1900","text":"Het begin…","note_tweet":{"text":"Het begin en het eind"}}})");

    EXPECT_EQ(post("1900").value().text, "Het begin en het eind");
}

TEST_F(XPosts, ThatAreGoneAreNotAskedForAgain) {
    http_.will_answer(
        200,
        R"({"errors":[{"title":"Not Found Error","type":"https://api.twitter.com/2/problems/resource-not-found"}]})");
    EXPECT_EQ(post("1900").error().code, ErrorCode::not_found);
    http_.will_answer(200, R"({"data":{"id":"1901","text":"Een andere"}})");
    EXPECT_EQ(post("1900").error().code, ErrorCode::not_found);
}

TEST_F(XPosts, AreAskedForAgainWhenThePlatformIsNotThere) {
    http_.will_answer(503, "{}");
    EXPECT_EQ(post("1900").error().code, ErrorCode::unavailable);
    http_.will_answer(200, "no json");
    EXPECT_EQ(post("1900").error().code, ErrorCode::unavailable);
    http_.will_fail(CallStage::before_first_byte);
    EXPECT_EQ(post("1900").error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace balie::connectors::x
