// What is known of inboxes serves while the database hangs, and nothing is under way any more at the end.
#include "ingest/inbox_directory.hpp"

#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"
#include "integration/support/fake_socket.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>

#include <future>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

db::PoolOptions one_connection() {
    auto options = pool_options();
    options.connections = 1;
    return options;
}

// Every entry is stale at once, so that each question reads anew.
class InboxDirectory : public testing::Test {
protected:
    ~InboxDirectory() override { let_go(); }

    Result<std::shared_ptr<ingest::KnownInbox const>> find(InboxId inbox) {
        return wait_for(directory_.find(inbox));
    }
    // The pool's only thread is busy with something that does not end, and does not fail either.
    void hang() {
        auto wait = [gate = gate_.get_future().share()] { gate.wait(); };
        boost::asio::co_spawn(context(), database_.on_thread(std::move(wait)),
                              [this](std::exception_ptr, Result<void>) { is_hanging_ = false; });
        is_hanging_ = true;
        context().restart();
        context().poll();
    }
    bool let_go() {
        if (is_hanging_) { gate_.set_value(); }
        return run_until(context(), [this] { return !is_hanging_; }) && wait_for(directory_.drain(20s));
    }

    World world_;
    store::SecretBox box_ =
        store::SecretBox::open_key_file(folder() / ("key" + to_hex(random_bytes(4)))).value();
    db::Database database_{one_connection()};
    ingest::InboxDirectory directory_{database_, box_, {0ms, 50ms}};
    std::promise<void> gate_;
    bool is_hanging_ = false;
};

TEST_F(InboxDirectory, AnswersWithWhatItHoldsWhileTheDatabaseHangs) {
    auto const first = find(world_.inbox);
    ASSERT_TRUE(first);
    hang();

    auto const during = find(world_.inbox);
    auto const again = find(world_.inbox);
    auto const unknown = find(InboxId{1});

    ASSERT_TRUE(during && again);
    EXPECT_EQ(*during, *first);
    EXPECT_EQ(*again, *first);
    EXPECT_EQ(unknown.error().code, ErrorCode::unavailable);
    EXPECT_FALSE(wait_for(directory_.drain(1ms)));
    EXPECT_TRUE(let_go());
    EXPECT_TRUE(find(world_.inbox));
}

}  // namespace
}  // namespace balie::test
