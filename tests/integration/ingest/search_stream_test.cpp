// Public posts that nobody addressed to the desk are found, and come in as if they had been told.
#include "ingest/search_stream_rounds.hpp"
#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"
#include "integration/support/fake_clock.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <utility>

namespace balie::test {
namespace {

using namespace std::chrono_literals;
using Answer = boost::system::result<PostPage, PostRefusal>;

InboundMessage a_post(std::string id, std::string text, std::string thread = {}) {
    auto post = InboundMessage{};
    post.address = "200000000000001";
    post.contact.identities.emplace_back(IdentityKind::x_user, "7301");
    post.contact.name = "Sanne";
    post.content_type = ContentType::post;
    post.text = std::move(text);
    post.thread_key = thread.empty() ? id : std::move(thread);
    post.external_id = std::move(id);
    return post;
}

// Gives what is laid down for it, and nothing when that is used up.
class Square final : public PostSearch {
public:
    std::deque<Answer> answers;
    std::vector<PostQuestion> asked;

    std::function<void()> meanwhile;  // once, while the platform answers

    Task<Answer> search(PostQuestion question, Secrets) override {
        asked.push_back(std::move(question));
        if (auto const happens = std::exchange(meanwhile, {})) { happens(); }
        if (answers.empty()) { co_return Answer{PostPage{}}; }
        auto answer = std::move(answers.front());
        answers.pop_front();
        co_return answer;
    }

    // The newest first.
    void will_show(std::vector<InboundMessage> posts, std::string next = {}) {
        auto page = PostPage{};
        page.newest_id = posts.front().external_id;
        page.oldest_id = posts.back().external_id;
        page.next = std::move(next);
        page.given = static_cast<std::int64_t>(posts.size());
        for (auto& post : posts) { page.posts.emplace_back(std::move(post)); }
        answers.emplace_back(std::move(page));
    }
    void will_refuse(ErrorCode code, std::optional<std::chrono::seconds> retry_after = {}) {
        answers.emplace_back(PostRefusal{Error{code, "words of the platform"}, retry_after});
    }
};

// Answers "slow" only when it was asked something else, or after a while that no platform takes.
class SlowSquare final : public PostSearch {
public:
    std::vector<std::string> answered;

    Task<Answer> search(PostQuestion question, Secrets) override {
        auto timer = boost::asio::steady_timer{co_await boost::asio::this_coro::executor};
        for (auto tries = 0; tries < 2'000 && question.query == "slow" && answered.empty(); ++tries) {
            timer.expires_after(1ms);
            co_await timer.async_wait(boost::asio::use_awaitable);
        }
        answered.push_back(question.query);
        co_return Answer{PostPage{}};
    }
};

class SearchStreams : public testing::Test {
protected:
    // A round asks every inbox on X: what a test leaves behind is not the next one's.
    SearchStreams() {
        as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE channel = 'x'");
        as_superuser_in_balie("UPDATE inboxes SET channel = 'x' WHERE account_id = " +
                              to_string(world.account));
        auto own = std::make_unique<Square>();
        square = own.get();
        auto searches = ingest::PostSearches{};
        searches.emplace(Channel::x, std::move(own));
        rounds.emplace(context(), world.database, world.journal, box, std::move(searches), world.writer,
                       clock);
    }
    ~SearchStreams() override {
        as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE account_id = " +
                              to_string(world.account));
    }

    void stream(std::string const& name, std::string const& query = "#fail Noorderlicht") {
        stream_in(world, name, query);
    }
    static void stream_in(World const& there, std::string const& name, std::string const& query) {
        as_superuser_in_balie(
            "INSERT INTO search_streams (account_id, id, inbox_id, name, query, begins_at, due_at) VALUES (" +
            to_string(there.account) + ", nextval('search_stream_ids'), " + to_string(there.inbox) + ", '" +
            name + "', '" + query + "', now() - interval '1 hour', now() - interval '1 minute')");
    }
    void change(std::string const& what) {
        as_superuser_in_balie(what + " WHERE account_id = " + to_string(world.account));
    }
    static Task<bool> once(ingest::SearchStreamRounds& rounds) {
        co_await rounds.round();
        co_return true;
    }
    void round() { wait_for(once(*rounds)); }
    void round_after(std::chrono::microseconds span) {
        clock.advance(span);
        round();
    }
    std::string labels() {
        return world.text(
            "SELECT coalesce(string_agg(l.name, ', ' ORDER BY l.name), '') AS names FROM conversation_labels "
            "c "
            "JOIN labels l ON l.account_id = c.account_id AND l.id = c.label_id WHERE c.account_id = $A");
    }
    std::string of_stream(std::string const& column) {
        return world.text("SELECT coalesce(" + column +
                          "::text, '') FROM search_streams WHERE account_id = $A");
    }

    World world;
    TemporaryFolder files;
    store::SecretBox box = store::SecretBox::open_key_file(files.path() / "key").value();
    FakeClock clock;
    Square* square = nullptr;
    std::optional<ingest::SearchStreamRounds> rounds;
};

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

TEST_F(SearchStreams, PauseAtTheirCeilingAndGoOnWhereTheyWere) {
    stream("#fail");
    change("UPDATE search_streams SET hourly_posts_max = 10");
    auto flood = std::vector<InboundMessage>{};
    for (auto post = 0; post < 10; ++post) { flood.push_back(a_post(std::to_string(1'990 - post), "fail")); }
    square->will_show(flood, "there is more");

    round();

    ASSERT_EQ(square->asked.size(), 1U);
    EXPECT_EQ(square->asked[0].posts_max, 10);
    EXPECT_EQ(of_stream("problem"), "ceiling_reached");
    EXPECT_EQ(world.text("SELECT type FROM events WHERE account_id = $A ORDER BY seq DESC LIMIT 1"),
              "inbox.updated");
    round_after(59min);
    EXPECT_EQ(square->asked.size(), 1U);

    round_after(2min);

    ASSERT_EQ(square->asked.size(), 2U);
    EXPECT_EQ(square->asked[1].until_id, "1981");
    EXPECT_EQ(of_stream("problem"), "");
}

TEST_F(SearchStreams, OfASlowInboxHoldNoOther) {
    auto other = World{};
    as_superuser_in_balie("UPDATE inboxes SET channel = 'x' WHERE account_id = " + to_string(other.account));
    stream("slow", "slow");
    stream_in(other, "quick", "quick");
    auto own = std::make_unique<SlowSquare>();
    auto* const slow = own.get();
    auto searches = ingest::PostSearches{};
    searches.emplace(Channel::x, std::move(own));
    rounds.emplace(context(), world.database, world.journal, box, std::move(searches), world.writer, clock);

    round();

    as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE account_id = " +
                          to_string(other.account));
    EXPECT_EQ(slow->answered, (std::vector<std::string>{"quick", "slow"}));
}

TEST_F(SearchStreams, LeaveWhatANewerHolderWroteDown) {
    stream("#fail");
    square->will_show({a_post("1900", "Storing #fail")});
    square->meanwhile = [this] { change("UPDATE search_streams SET fence = fence + 1, since_id = '2000'"); };

    round();

    EXPECT_EQ(of_stream("since_id"), "2000");
    EXPECT_EQ(labels(), "#fail");
}

TEST_F(SearchStreams, RenamedDuringAWalkBearTheNewName) {
    stream("#fail");
    square->will_show({a_post("1900", "Storing #fail")});
    square->meanwhile = [this] { change("UPDATE search_streams SET name = 'Faal'"); };

    round();

    EXPECT_EQ(labels(), "Faal");
    EXPECT_EQ(world.count("labels"), 1);
}

TEST_F(SearchStreams, RemovedDuringAWalkDoNotBringTheirLabelBack) {
    stream("#fail");
    square->will_show({a_post("1900", "Storing #fail")});
    square->meanwhile = [this] { change("DELETE FROM search_streams"); };

    round();

    EXPECT_EQ(world.count("labels"), 0);
    EXPECT_EQ(world.count("messages"), 1);
}

TEST_F(SearchStreams, KeepTheSoundOfTheNewestPostWhenAWalkWasCut) {
    stream("#fail");
    auto const now = world.clock.now();
    auto newest = a_post("1990", "Opgelost, bedankt!", "1900");
    newest.platform_at = now - 1min;
    square->will_show({newest}, "page0");
    for (auto page = 1; page < 5; ++page) {
        square->will_show({a_post(std::to_string(1'990 - page), "een van veel")}, "page");
    }
    round();
    auto older = a_post("1900", "Slecht bereikbaar #fail");
    older.platform_at = now - 10min;
    square->will_show({older});

    round_after(1min);

    EXPECT_EQ(world.count("conversations", "sentiment = 1"), 1);
    EXPECT_EQ(world.count("conversations", "sentiment = -1"), 0);
    EXPECT_EQ(world.count("conversation_labels"), 5);
}

// The database was away when they were to be written.
TEST_F(SearchStreams, LabelAlsoWhatCouldNotBeWrittenAtFirst) {
    auto options = ingest::WriterOptions{};
    options.account_events_max = 0;
    auto full = ingest::Writer{context().get_executor(), world.database, world.journal, clock, {}, options};
    auto own = std::make_unique<Square>();
    auto* const first = own.get();
    auto searches = ingest::PostSearches{};
    searches.emplace(Channel::x, std::move(own));
    auto refused = ingest::SearchStreamRounds{context(),           world.database, world.journal, box,
                                              std::move(searches), full,           clock};
    stream("#fail");
    first->will_show({a_post("1900", "Storing #fail")});
    wait_for(once(refused));
    EXPECT_EQ(world.count("messages"), 0);
    ASSERT_TRUE(world.write({a_post("1900", "Storing #fail")}));  // the mention, out of the spool
    square->will_show({a_post("1900", "Storing #fail")});

    round_after(6min);

    EXPECT_EQ(square->asked.at(0).since_id, "");
    EXPECT_EQ(world.count("messages"), 1);
    EXPECT_EQ(labels(), "#fail");
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
