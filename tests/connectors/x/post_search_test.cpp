// Recent posts of everybody, asked of X's API.
#include <connectors/x/post_search.hpp>

#include <connectors/x/dialect.hpp>

#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace balie::connectors::x {
namespace {

using namespace std::chrono_literals;
using test::run;

constexpr auto page = R"({
  "data": [
    {"id": "1990000000000000009", "author_id": "7301", "text": "Alweer storing bij Noorderlicht &amp; niemand belt terug #fail",
     "created_at": "2026-11-22T10:00:09.000Z", "conversation_id": "1990000000000000009",
     "edit_history_tweet_ids": ["1990000000000000009"], "attachments": {"media_keys": ["3_9"]}},
    {"id": "1990000000000000008", "author_id": "7302", "text": "@iemand ja, Noorderlicht ook",
     "created_at": "2026-11-22T10:00:08.000Z", "conversation_id": "1990000000000000001",
     "in_reply_to_user_id": "7301", "referenced_tweets": [{"type": "replied_to", "id": "1990000000000000001"}]},
    {"id": "1990000000000000007", "author_id": "7303", "text": "RT @iemand: Noorderlicht",
     "referenced_tweets": [{"type": "retweeted", "id": "1990000000000000001"}]},
    {"id": "1990000000000000006", "author_id": "7001", "text": "Noorderlicht heeft een storing", "conversation_id": "1990000000000000006"},
    {"id": "1990000000000000005", "author_id": "7304", "text": "@noorderlicht hallo Noorderlicht", "conversation_id": "1990000000000000005",
     "entities": {"mentions": [{"id": "7001", "username": "noorderlicht", "start": 0, "end": 13}]}},
    "no post",
    {"text": "without an id"}
  ],
  "includes": {"users": [{"id": "7301", "name": "Sanne", "username": "sanne"}],
               "media": [{"media_key": "3_9", "type": "photo", "url": "https://cdn.example.test/9.jpg"}]},
  "meta": {"newest_id": "1990000000000000009", "oldest_id": "1990000000000000005", "result_count": 6, "next_token": "b26v89c19z"}
})";

class XSearch : public testing::Test {
protected:
    auto search(PostQuestion question) {
        return run(RecentPosts{http_}.search(std::move(question), secrets_));
    }
    PostQuestion question(std::string query = "\"#fail\" Noorderlicht -is:retweet") {
        return {std::move(query),
                std::chrono::time_point_cast<Time::duration>(std::chrono::system_clock::now()) - 1h};
    }

    test::ScriptedHttpClient http_;
    Secrets secrets_{{{"user_id", "7001"},
                      {"consumer_key", "ck"},
                      {"consumer_secret", "cs"},
                      {"access_token", "at"},
                      {"access_token_secret", "ats"},
                      {"api_base", "https://api.example.test"}}};
};

InboundMessage message(PostPage const& found, std::size_t at) {
    return std::get<InboundMessage>(found.posts.at(at));
}

TEST_F(XSearch, FindsPostsOfOthersWithTheIdsOfAWebhook) {
    http_.will_answer(200, page);

    auto const found = search(question());

    ASSERT_TRUE(found);
    ASSERT_EQ(found->posts.size(), 3U);
    auto const first = message(*found, 0);
    EXPECT_EQ(first.external_id, "1990000000000000009");
    EXPECT_EQ(first.address, "7001");
    EXPECT_EQ(first.thread_key, "1990000000000000009");
    EXPECT_EQ(first.content_type, ContentType::post);
    EXPECT_EQ(first.direction, Direction::in);
    EXPECT_EQ(first.text, "Alweer storing bij Noorderlicht & niemand belt terug #fail");
    EXPECT_EQ(first.contact.identities.front(), (IdentityValue{IdentityKind::x_user, "7301"}));
    EXPECT_EQ(first.contact.username, "sanne");
    EXPECT_EQ(first.attachments.at(0).url, "https://cdn.example.test/9.jpg");
    EXPECT_EQ(message(*found, 1).reply_to_external_id, "1990000000000000001");
    EXPECT_EQ(message(*found, 1).thread_key, "1990000000000000001");
}

TEST_F(XSearch, LeavesOutRepostsAndItsOwnButCountsThem) {
    http_.will_answer(200, page);

    auto const found = search(question());

    EXPECT_EQ(found->newest_id, "1990000000000000009");
    EXPECT_EQ(found->oldest_id, "1990000000000000005");
    EXPECT_EQ(found->next, "b26v89c19z");
    EXPECT_EQ(found->given, 7) << "what cannot be read counts, too";
    for (auto const& event : found->posts) {
        EXPECT_NE(std::get<InboundMessage>(event).contact.identities.front().value, "7001");
    }
}

// A page that could not be stored is kept in these bytes, and comes in by them when it is replayed.
TEST_F(XSearch, KeepsAPageInBytesThatReadAsTheSamePosts) {
    http_.will_answer(200, page);
    auto const found = search(question());
    ASSERT_TRUE(found);

    auto const again = parse(found->body);

    ASSERT_TRUE(again);
    ASSERT_EQ(again->size(), found->posts.size());
    for (auto at = std::size_t{0}; at < again->size(); ++at) {
        auto const replayed = std::get<InboundMessage>(again->at(at));
        EXPECT_EQ(replayed.external_id, message(*found, at).external_id);
        EXPECT_EQ(replayed.address, "7001");
        EXPECT_EQ(replayed.text, message(*found, at).text);
        EXPECT_EQ(replayed.content, message(*found, at).content);
    }
}

TEST(XSearchPage, ThatIsKeptWithoutPostsIsNoWebhook) {
    EXPECT_FALSE(parse(R"({"for_user_id":"7001","search":{}})"));
    EXPECT_FALSE(parse(R"({"search":[]})"));
}

TEST_F(XSearch, SaysWhatAPostIsToTheAccount) {
    http_.will_answer(200, page);

    auto const found = search(question());

    EXPECT_NE(message(*found, 0).content.find(R"("relation":"found")"), std::string::npos);
    EXPECT_NE(message(*found, 1).content.find(R"("relation":"found")"), std::string::npos);
    EXPECT_NE(message(*found, 2).content.find(R"("relation":"mention")"), std::string::npos);
}

TEST_F(XSearch, AsksInThePlatformsWords) {
    http_.will_answer(200, R"({"meta":{"result_count":0}})");
    auto asked = question();
    asked.since_id = "9000000000000000001";
    asked.until_id = "9000000000000000009";
    asked.next = "b26v89c19z";

    auto const found = search(asked);

    ASSERT_TRUE(found);
    EXPECT_TRUE(found->posts.empty());
    EXPECT_EQ(found->newest_id, "");
    EXPECT_EQ(found->next, "");
    auto const& call = http_.calls().at(0);
    EXPECT_EQ(call.method, "GET");
    EXPECT_TRUE(
        call.url.starts_with("https://api.example.test/2/tweets/search/recent?query="
                             "%22%23fail%22%20Noorderlicht%20-is%3Aretweet&"))
        << call.url;
    EXPECT_NE(call.url.find("&since_id=9000000000000000001"), std::string::npos);
    EXPECT_NE(call.url.find("&until_id=9000000000000000009"), std::string::npos);
    EXPECT_NE(call.url.find("&next_token=b26v89c19z"), std::string::npos);
    EXPECT_NE(call.url.find("&max_results=100&"), std::string::npos);
    EXPECT_TRUE(header(call.headers, "Authorization").starts_with("OAuth "));
}

TEST_F(XSearch, AsksForNoMoreThanIsWanted) {
    for (auto const& [wanted, asked] : {std::pair{40, "40"}, std::pair{3, "10"}, std::pair{900, "100"}}) {
        auto few = question();
        few.posts_max = wanted;
        http_.will_answer(200, page);

        auto const found = search(few);

        ASSERT_TRUE(found);
        EXPECT_NE(http_.calls().back().url.find("&max_results=" + std::string{asked} + "&"),
                  std::string::npos);
    }
}

// X refuses a beginning of more than seven days ago.
TEST_F(XSearch, ReachesBackAWeekAtMost) {
    http_.will_answer(200, R"({"meta":{"result_count":0}})");
    http_.will_answer(200, R"({"meta":{"result_count":0}})");
    auto asked = question();
    asked.since -= std::chrono::hours{30 * 24};
    auto const week_ago =
        first_id_at(std::chrono::time_point_cast<Time::duration>(std::chrono::system_clock::now()) -
                    std::chrono::hours{7 * 24});

    search(asked);
    asked.since_id = "12345";
    search(asked);

    for (auto const& call : http_.calls()) {
        auto const at = call.url.find("&since_id=") + 10;
        auto const since = call.url.substr(at, call.url.find('&', at) - at);
        EXPECT_EQ(since.size(), week_ago.size());
        EXPECT_GT(since, week_ago);
    }
}

TEST(XSearchIds, HoldTheirMillisecond) {
    EXPECT_EQ(first_id_at(parse_time("2026-11-22T00:00:00Z").value()),
              std::to_string((1'795'305'600'000 - 1'288'834'974'657) << 22));
    EXPECT_EQ(first_id_at(Time{}), "0");
}

TEST_F(XSearch, WaitsUntilThePlatformCountsAnew) {
    auto const reset = std::chrono::duration_cast<std::chrono::seconds>(
                           std::chrono::system_clock::now().time_since_epoch()) +
                       300s;
    http_.will_answer(429, R"({"title":"Too Many Requests"})",
                      {{"x-rate-limit-reset", std::to_string(reset.count())}});

    auto const found = search(question());

    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().error.code, ErrorCode::throttled);
    ASSERT_TRUE(found.error().retry_after);
    EXPECT_GT(*found.error().retry_after, 250s);
    EXPECT_LE(*found.error().retry_after, 300s);
}

TEST_F(XSearch, TellsRefusalsApart) {
    struct Case {
        int status;
        char const* body;
        ErrorCode code;
    };
    auto const cases = std::to_array<Case>({
        {400,
         R"({"errors":[{"message":"There were errors processing your request: no viable alternative"}],"title":"Invalid Request"})",
         ErrorCode::unprocessable},
        {401, R"({"title":"Unauthorized"})", ErrorCode::forbidden},
        {402, R"({"title":"CreditsDepleted"})", ErrorCode::forbidden},
        {403, R"({"title":"Client Forbidden","type":"https://api.twitter.com/2/problems/client-forbidden"})",
         ErrorCode::forbidden},
        {503, "{}", ErrorCode::unavailable},
        {200, "no json", ErrorCode::unavailable},
        {200, R"({"errors":[]})", ErrorCode::unavailable},
    });
    for (auto const& each : cases) {
        http_.will_answer(each.status, each.body);
        auto const found = search(question());
        ASSERT_FALSE(found) << each.status;
        EXPECT_EQ(found.error().error.code, each.code) << each.status << ' ' << each.body;
    }
    http_.will_fail(CallStage::before_first_byte);
    EXPECT_EQ(search(question()).error().error.code, ErrorCode::unavailable);
}

TEST_F(XSearch, IsNotAskedWithoutKeys) {
    secrets_ = Secrets{{{"user_id", "7001"}}};

    EXPECT_EQ(search(question()).error().error.code, ErrorCode::forbidden);
    EXPECT_TRUE(http_.calls().empty());
}

// Every cut of a page is read or refused, and nothing falls over.
TEST(XSearchPage, SurvivesAnyCut) {
    auto const whole = std::string_view{page};
    for (auto length = std::size_t{0}; length < whole.size(); ++length) {
        auto const read = read_page(whole.substr(0, length), "7001");
        EXPECT_FALSE(read) << length;
    }
}

TEST(XSearchPage, TakesMembersOfWrongTypesForAbsent) {
    for (auto const* const body :
         {R"({"data":{},"meta":[]})", R"({"data":[1,null,[],{}],"meta":{"next_token":7}})",
          R"({"data":[{"id":[],"author_id":{},"text":9,"referenced_tweets":4,"entities":[]}]})"}) {
        auto const read = read_page(body, "7001");
        if (read) { EXPECT_TRUE(read->posts.empty()) << body; }
    }
}

}  // namespace
}  // namespace balie::connectors::x
