// Public conversations get the post under which they stand.
#include "ingest/post_rounds.hpp"
#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"
#include "integration/support/fake_clock.hpp"
#include "store/conversations.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

class Wall final : public PostSource {
public:
    std::optional<Error> fault = {};
    std::vector<std::string> asked;

    Task<Result<PublicPost>> post(std::string thread_key, Secrets) override {
        asked.push_back(thread_key);
        if (fault) { co_return *fault; }
        auto shown = PublicPost{"Vannacht werken wij aan het net.", "https://www.example.test/77"};
        shown.created_at = parse_time("2026-11-20T09:30:00Z").value();
        co_return shown;
    }
};

class Posts : public testing::Test {
protected:
    // A round asks every page: what a test leaves behind is not the next one's.
    Posts() {
        as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE channel = 'facebook'");
        as_superuser_in_balie("UPDATE inboxes SET channel = 'facebook' WHERE account_id = " +
                              to_string(world.account));
        auto own = std::make_unique<Wall>();
        wall = own.get();
        auto sources = ingest::PostSources{};
        sources.emplace(Channel::facebook, std::move(own));
        rounds.emplace(context(), world.database, world.journal, box, std::move(sources), clock);
    }
    ~Posts() override {
        as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE account_id = " +
                              to_string(world.account));
    }

    void comments(std::string const& id, std::string const& post) {
        auto comment = a_message(id, "31600000001", "Hoe lang duurt dat?");
        comment.thread_key = post;
        comment.content_type = ContentType::comment;
        ASSERT_TRUE(world.write({comment}));
    }
    static Task<bool> once(ingest::PostRounds& rounds) {
        co_await rounds.round();
        co_return true;
    }
    void round() { wait_for(once(*rounds)); }
    std::optional<PublicPost> shown() {
        auto const id =
            parse_id<Conversation>(world.text("SELECT id FROM conversations WHERE account_id = $A"));
        auto find = [&](db::Transaction& transaction) -> Result<std::optional<PublicPost>> {
            return store::conversations::find_many(transaction, world.account, {*id}).at(0).post;
        };
        return world.database.run_here(world.account.value, find).value();
    }

    World world;
    TemporaryFolder files;
    store::SecretBox box = store::SecretBox::open_key_file(files.path() / "key").value();
    FakeClock clock;
    Wall* wall = nullptr;
    std::optional<ingest::PostRounds> rounds;
};

TEST_F(Posts, AreAskedForOnceAndTold) {
    comments("c1", "77");
    comments("c2", "77");
    auto const before = world.told_seq;

    round();
    round();

    EXPECT_EQ(wall->asked, std::vector<std::string>{"77"});
    ASSERT_TRUE(shown());
    EXPECT_EQ(shown()->text, "Vannacht werken wij aan het net.");
    EXPECT_EQ(shown()->url, "https://www.example.test/77");
    EXPECT_EQ(to_rfc3339(*shown()->created_at), "2026-11-20T09:30:00Z");
    EXPECT_GT(world.told_seq, before);
    EXPECT_EQ(world.text("SELECT type FROM events WHERE account_id = $A ORDER BY seq DESC LIMIT 1"),
              "conversation.updated");
}

TEST_F(Posts, OfACustomerOrOfPrivateWordsAreNotAskedFor) {
    comments("78", "78");
    ASSERT_TRUE(world.write({a_message("m1", "31600000002", "In vertrouwen")}));

    round();
    round();

    EXPECT_TRUE(wall->asked.empty());
}

TEST_F(Posts, ThatThePlatformDoesNotShowAreLeftAlone) {
    comments("c1", "77");
    wall->fault = Error{ErrorCode::not_found, "gone"};

    round();
    clock.advance(48h);
    round();

    EXPECT_EQ(wall->asked.size(), 1U);
    EXPECT_FALSE(shown());
}

TEST_F(Posts, OutliveATokenThatIsRefused) {
    comments("c1", "77");
    comments("c2", "78");
    wall->fault = Error{ErrorCode::forbidden, "Error validating access token"};
    round();
    EXPECT_EQ(wall->asked.size(), 1U);

    wall->fault.reset();
    clock.advance(2h);
    round();

    EXPECT_EQ(wall->asked.size(), 3U);
}

TEST_F(Posts, AreAskedForAgainForAboutADay) {
    comments("c1", "77");
    wall->fault = Error{ErrorCode::unavailable, "no answer"};

    round();
    round();
    EXPECT_EQ(wall->asked.size(), 1U);
    for (auto hours = 0; hours < 7 * 24; hours += 7) {
        clock.advance(7h);
        round();
    }
    EXPECT_EQ(wall->asked.size(), 12U);
    wall->fault.reset();
    clock.advance(48h);
    round();
    EXPECT_FALSE(shown());
}

}  // namespace
}  // namespace balie::test
