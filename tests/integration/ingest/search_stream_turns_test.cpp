// Search streams wait their turn, and what happens to one while its platform answers is not undone.
#include "integration/ingest/search_streams.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace balie::test {
namespace {

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

}  // namespace
}  // namespace balie::test
