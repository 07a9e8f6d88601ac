// Public posts that nobody addressed to the desk are found, and come in as if they had been told.
#include "integration/ingest/search_streams.hpp"

namespace balie::test {
namespace {

TEST_F(SearchStreams, BringPublicConversationsToClaim) {
    stream("#fail");
    square->will_show({a_post("1900", "Alweer een storing bij Noorderlicht #fail")});

    round();

    EXPECT_EQ(world.count("conversations",
                          "public AND status = 'open' AND assignee_id IS NULL AND waiting_since "
                          "IS NOT NULL AND sentiment = -1"),
              1);
    EXPECT_EQ(world.count("messages", "external_id = '1900' AND direction = 'in'"), 1);
    EXPECT_EQ(labels(), "#fail");
    EXPECT_EQ(of_stream("found"), "1");
    EXPECT_EQ(of_stream("since_id"), "1900");
    EXPECT_EQ(world.text("SELECT type FROM events WHERE account_id = $A ORDER BY seq DESC LIMIT 1"),
              "conversation.updated");
}

TEST_F(SearchStreams, GoOnFromTheNewestPostAndDoubleNothing) {
    stream("#fail");
    square->will_show({a_post("1901", "twee"), a_post("1900", "een")});
    round();
    round();
    EXPECT_EQ(square->asked.size(), 1U);

    square->will_show({a_post("1901", "twee")});  // a platform that gives it once more
    round_after(1min);

    ASSERT_EQ(square->asked.size(), 2U);
    EXPECT_EQ(square->asked[1].since_id, "1901");
    EXPECT_EQ(world.count("messages"), 2);
    EXPECT_EQ(world.count("conversations"), 2);
    EXPECT_EQ(world.count("conversations", "unread_count = 1"), 2);
}

TEST_F(SearchStreams, AndAMentionAreOneMessageWhicheverIsFirst) {
    stream("#fail");
    ASSERT_TRUE(world.write({a_post("1900", "@noorderlicht #fail")}));
    square->will_show(
        {a_post("1901", "@noorderlicht nog eens #fail"), a_post("1900", "@noorderlicht #fail")});

    round();
    ASSERT_TRUE(world.write({a_post("1901", "@noorderlicht nog eens #fail")}));

    EXPECT_EQ(world.count("messages"), 2);
    EXPECT_EQ(world.count("conversations"), 2);
    EXPECT_EQ(world.count("conversation_labels"), 2);
    EXPECT_EQ(world.count("conversations", "unread_count = 1"), 2);
}

TEST_F(SearchStreams, ThatFindTheSamePostBothMarkIt) {
    stream("#fail");
    stream("Storing", "storing Noorderlicht");
    square->will_show({a_post("1900", "Storing #fail")});
    square->will_show({a_post("1900", "Storing #fail")});

    round();

    EXPECT_EQ(world.count("messages"), 1);
    EXPECT_EQ(labels(), "#fail, Storing");
}

// What cannot be stored waits in the quarantine in the platform's own words, each page by itself; the rest comes in.
TEST_F(SearchStreams, KeepWhatCannotBeStoredAsThePlatformGaveIt) {
    stream("#fail");
    auto const endless = std::string(2'000, '7');
    for (auto const* const id : {"1990", "1980"}) {
        auto poisoned = a_post(std::string{id} + "1", "in geen index");
        poisoned.contact.identities.front().value = endless;
        square->will_show({a_post(id, "goed"), std::move(poisoned)},
                          id == std::string_view{"1990"} ? "more" : "");
    }

    round();

    EXPECT_EQ(world.count("messages"), 2);
    EXPECT_EQ(world.text("SELECT string_agg(convert_from(body, 'UTF8'), ', ' ORDER BY id) FROM quarantine "
                         "WHERE account_id = $A"),
              "page of 1980, page of 1990");
}

TEST_F(SearchStreams, MarkAThreadByItsNewestPost) {
    stream("#fail");
    square->will_show(
        {a_post("1901", "Opgelost, bedankt!", "1900"), a_post("1900", "Slecht bereikbaar #fail")});

    round();

    EXPECT_EQ(world.count("conversations"), 1);
    EXPECT_EQ(world.count("conversations", "sentiment = 1"), 1);
    EXPECT_EQ(world.text("SELECT text FROM messages WHERE account_id = $A ORDER BY id LIMIT 1"),
              "Slecht bereikbaar #fail");
}

TEST_F(SearchStreams, FollowThePagesAndGoOnWhereTheyWereCut) {
    stream("#fail");
    for (auto page = 0; page < 5; ++page) {
        square->will_show({a_post(std::to_string(1'990 - page), "een van veel")},
                          "page" + std::to_string(page));
    }

    round();

    ASSERT_EQ(square->asked.size(), 5U);
    EXPECT_EQ(square->asked[1].next, "page0");
    EXPECT_EQ(of_stream("since_id"), "");
    EXPECT_EQ(of_stream("until_id"), "1986");

    square->will_show({a_post("1985", "de laatste")});
    round_after(1min);

    EXPECT_EQ(square->asked.at(5).until_id, "1986");
    EXPECT_EQ(square->asked[5].next, "");
    EXPECT_EQ(of_stream("since_id"), "1990");
    EXPECT_EQ(of_stream("until_id"), "");
    EXPECT_EQ(world.count("messages"), 6);
}

TEST_F(SearchStreams, WaitTogetherWhenThePlatformCountsAnew) {
    stream("#fail");
    stream("Storing", "storing");
    square->will_refuse(ErrorCode::throttled, 300s);

    round();
    EXPECT_EQ(square->asked.size(), 1U);
    round_after(299s);
    EXPECT_EQ(square->asked.size(), 1U);
    EXPECT_EQ(world.count("search_streams", "problem IS NOT NULL"), 0);
    square->will_show({a_post("1900", "Storing #fail")});
    round_after(2s);

    EXPECT_EQ(square->asked.size(), 3U);
    EXPECT_EQ(world.count("messages"), 1);
}

TEST_F(SearchStreams, SayWhyThePlatformGivesNoAnswer) {
    stream("#fail");
    square->will_refuse(ErrorCode::forbidden);
    round();
    EXPECT_EQ(of_stream("problem"), "not_allowed");
    EXPECT_EQ(of_stream("problem_detail"), "words of the platform");
    EXPECT_EQ(world.text("SELECT type FROM events WHERE account_id = $A ORDER BY seq DESC LIMIT 1"),
              "inbox.updated");

    round_after(16min);

    EXPECT_EQ(of_stream("problem"), "");
    EXPECT_EQ(square->asked.size(), 2U);
}

TEST_F(SearchStreams, ThatAreOffAreNotAsked) {
    stream("#fail");
    as_superuser_in_balie("UPDATE search_streams SET enabled = false WHERE account_id = " +
                          to_string(world.account));
    round();
    EXPECT_TRUE(square->asked.empty());

    as_superuser_in_balie("UPDATE search_streams SET enabled = true WHERE account_id = " +
                          to_string(world.account));
    as_superuser_in_balie("UPDATE inboxes SET needs_reauthorization = true WHERE account_id = " +
                          to_string(world.account));
    round();
    EXPECT_TRUE(square->asked.empty());
}

// The posts are in, but the node died before it wrote down how far it came.
TEST_F(SearchStreams, AskAgainAfterALostRoundAndDoubleNothing) {
    stream("#fail");
    square->will_show({a_post("1900", "Storing #fail")});
    round();
    as_superuser_in_balie("UPDATE search_streams SET since_id = NULL, due_at = now() WHERE account_id = " +
                          to_string(world.account));
    square->will_show({a_post("1900", "Storing #fail")});

    round_after(5min);

    EXPECT_EQ(world.count("messages"), 1);
    EXPECT_EQ(labels(), "#fail");
}

}  // namespace
}  // namespace balie::test
