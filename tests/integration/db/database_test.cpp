// Transactions against a real PostgreSQL: what is kept, what is run again, what is refused.
#include "db/database.hpp"

#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <thread>

namespace balie::db {
namespace {

constexpr auto add_mark = Statement{"test.add_mark", "INSERT INTO test_marks (id, word) VALUES ($1, $2)"};
constexpr auto count_marks =
    Statement{"test.count_marks", "SELECT count(*) AS marks FROM test_marks WHERE id = $1"};
constexpr auto sum_marks = Statement{"test.sum_marks", "SELECT sum(id) AS total FROM test_marks"};
constexpr auto raise_mark =
    Statement{"test.raise_mark", "UPDATE test_marks SET hits = hits + 1 WHERE id = $1"};
constexpr auto hits_of_mark = Statement{"test.hits_of_mark", "SELECT hits FROM test_marks WHERE id = $1"};
constexpr auto account_setting =
    Statement{"test.account_setting", "SELECT current_setting('app.account', true) AS account"};
constexpr auto sleep_long = Statement{"test.sleep", "SELECT pg_sleep(30)"};
constexpr auto three_values =
    Statement{"test.three_values", "SELECT $1::text AS before, $2::bytea AS bytes, $3::int AS after"};
constexpr auto own_backend = Statement{"test.own_backend", "SELECT pg_backend_pid() AS pid"};

class DatabaseTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        test::as_owner(
            "DROP TABLE IF EXISTS test_marks; "
            "CREATE TABLE test_marks (id bigint PRIMARY KEY, word text NOT NULL CHECK (word <> 'bad'), "
            "hits bigint NOT NULL DEFAULT 0); "
            "GRANT SELECT, INSERT, UPDATE ON test_marks TO balie_app");
    }
    static void TearDownTestSuite() { test::as_owner("DROP TABLE test_marks"); }

    static Result<std::int64_t> add(Database& database, std::int64_t id, std::string word) {
        return database.run_here(0, [&](Transaction& transaction) -> Result<std::int64_t> {
            return static_cast<std::int64_t>(transaction.run(add_mark, {id, word}).affected());
        });
    }
    static std::int64_t count(std::int64_t id) {
        auto const found =
            test::database().run_here(0, [&](Transaction& transaction) -> Result<std::int64_t> {
                return transaction.run(count_marks, {id}).front().integer("marks");
            });
        return found.value();
    }
};

void kill_backend(std::int64_t process) {
    test::as_superuser("SELECT pg_terminate_backend(" + std::to_string(process) + ", 5000)");
}

TEST_F(DatabaseTest, AValueCommits) {
    auto const added = add(test::database(), 1, "one");

    EXPECT_EQ(added.value(), 1);
    EXPECT_EQ(count(1), 1);
}

TEST_F(DatabaseTest, AnErrorRollsBack) {
    auto const answer = test::database().run_here(0, [](Transaction& transaction) -> Result<void> {
        transaction.run(add_mark, {2, "two"});
        return Error{ErrorCode::forbidden, "not this one"};
    });

    EXPECT_EQ(answer.error().code, ErrorCode::forbidden);
    EXPECT_EQ(count(2), 0);
}

TEST_F(DatabaseTest, ABrokenInvariantRollsBackAndIsNoCrash) {
    auto const answer = test::database().run_here(0, [](Transaction& transaction) -> Result<std::int64_t> {
        transaction.run(add_mark, {3, "three"});
        return transaction.run(count_marks, {3}).front().integer("no_such_column");
    });

    EXPECT_EQ(answer.error().reason, "defect");
    EXPECT_EQ(count(3), 0);
}

TEST_F(DatabaseTest, ARepeatedKeyIsAConflictThatNamesTheConstraint) {
    ASSERT_TRUE(add(test::database(), 4, "secret words"));

    auto const again = add(test::database(), 4, "secret words");

    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    EXPECT_EQ(again.error().reason, "test_marks_pkey");
    EXPECT_EQ(again.error().detail.find("secret"), std::string::npos);
}

TEST_F(DatabaseTest, BinaryBytesArriveAsTheyWereBetweenTheOthers) {
    auto every_byte = std::string{};
    for (auto byte = 0; byte < 256; ++byte) { every_byte += static_cast<char>(byte); }

    auto const read = test::database().run_here(0, [&](Transaction& transaction) -> Result<std::string> {
        auto const rows = transaction.run(three_values, {"x", binary(every_byte), 7});
        auto const none = transaction.run(three_values, {std::nullopt, binary(""), std::nullopt});
        EXPECT_EQ(rows.front().text("before"), "x");
        EXPECT_EQ(rows.front().integer("after"), 7);
        EXPECT_EQ(none.front().bytes("bytes"), "");
        EXPECT_TRUE(none.front().is_null("before"));
        return rows.front().bytes("bytes");
    });

    EXPECT_EQ(read.value(), every_byte);
}

TEST_F(DatabaseTest, AFaultOfInputIsUnprocessableAndNotQuoted) {
    auto const checked = add(test::database(), 5, "bad");
    auto const not_utf8 = add(test::database(), 5, "\xff\xfe hidden");

    EXPECT_EQ(checked.error().code, ErrorCode::unprocessable);
    EXPECT_EQ(checked.error().reason, "test_marks_word_check");
    EXPECT_EQ(not_utf8.error().code, ErrorCode::unprocessable);
    EXPECT_EQ(not_utf8.error().detail.find("hidden"), std::string::npos);
}

TEST_F(DatabaseTest, TheAccountIsSetInsideAndGoneAfterwards) {
    auto options = test::pool_options();
    options.connections = 1;
    auto database = Database{options};
    auto const read = [](Transaction& transaction) -> Result<std::string> {
        return transaction.run(account_setting).front().string("account");
    };

    auto const inside = database.run_here(42, read);
    auto const nobody = database.run_here(0, read);
    auto outside = std::string{"unread"};
    test::wait_for(database.on_thread([&] {
        outside = database.run_alone(account_setting, {}).front().string("account");
    })).value();

    EXPECT_EQ(inside.value(), "42");
    EXPECT_EQ(nobody.value(), "");
    EXPECT_EQ(outside, "");
}

// Two serializable bodies read the whole and write a part: one of them must lose and run again.
TEST_F(DatabaseTest, ALostRaceRunsAgain) {
    ASSERT_TRUE(add(test::database(), 100, "a"));
    auto options = test::pool_options();
    options.settings = "SET default_transaction_isolation = 'serializable'";
    auto database = Database{options};
    auto both_have_read = std::latch{2};
    auto runs = std::atomic{0};
    auto const body = [&](std::int64_t id) {
        return [&, id, first = true](Transaction& transaction) mutable -> Result<void> {
            ++runs;
            auto const total = transaction.run(sum_marks).front().integer("total");
            if (std::exchange(first, false)) { both_have_read.arrive_and_wait(); }
            transaction.run(add_mark, {id, std::to_string(total)});
            return {};
        };
    };

    auto other = std::async(std::launch::async, [&] { return database.run_here(0, body(101)); });
    auto const mine = database.run_here(0, body(102));

    EXPECT_TRUE(mine);
    EXPECT_TRUE(other.get());
    EXPECT_EQ(count(101) + count(102), 2);
    EXPECT_GE(runs, 3);
}

TEST_F(DatabaseTest, AStatementThatTakesTooLongIsStopped) {
    auto options = test::pool_options();
    options.statement_timeout = std::chrono::milliseconds{50};
    auto database = Database{options};

    auto const answer = database.run_here(0, [](Transaction& transaction) -> Result<void> {
        transaction.run(sleep_long);
        return {};
    });

    EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
    EXPECT_EQ(answer.error().reason, "timeout");
}

// As a node that is stopped or cut off in the middle of one, while the others wait for its rows.
TEST_F(DatabaseTest, WhoeverFallsSilentInATransactionLetsGoOfItsRows) {
    ASSERT_TRUE(add(test::database(), 150, "x"));
    auto options = test::pool_options();
    options.lock_timeout = std::chrono::seconds{8};
    options.statement_timeout = std::chrono::seconds{9};
    auto patient = Database{options};
    auto holds = std::promise<void>{};
    auto wakes = std::promise<void>{};
    auto runs = 0;
    auto silent = std::async(std::launch::async, [&] {
        return test::database().run_here(0, [&](Transaction& transaction) -> Result<void> {
            transaction.run(raise_mark, {150});
            if (++runs > 1) { return {}; }
            holds.set_value();
            wakes.get_future().wait();
            transaction.run(raise_mark, {150});
            return {};
        });
    });
    holds.get_future().wait();

    auto const other = patient.run_here(0, [](Transaction& transaction) -> Result<void> {
        transaction.run(raise_mark, {150});
        return {};
    });
    wakes.set_value();

    EXPECT_TRUE(other);
    EXPECT_TRUE(silent.get());
    EXPECT_EQ(runs, 2);
}

TEST_F(DatabaseTest, AFullQueueRefusesAtOnce) {
    auto options = test::pool_options();
    options.connections = 1;
    options.queue_max = 1;
    auto database = Database{options};
    auto started = std::promise<void>{};
    auto release = std::promise<void>{};
    auto& context = test::context();
    context.restart();
    auto outcomes = std::vector<Result<void>>{};
    auto const note = [&](std::exception_ptr, Result<void> outcome) {
        outcomes.push_back(std::move(outcome));
    };

    boost::asio::co_spawn(context, database.on_thread([&] {
        started.set_value();
        release.get_future().wait();
    }),
                          note);
    context.poll();
    started.get_future().wait();
    boost::asio::co_spawn(context, database.on_thread([] {}), note);
    boost::asio::co_spawn(context, database.on_thread([] {}), note);
    context.poll();
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_EQ(outcomes[0].error().reason, "overloaded");
    EXPECT_EQ(database.waiting(), 1U);
    release.set_value();
    context.run();

    ASSERT_EQ(outcomes.size(), 3U);
    EXPECT_TRUE(outcomes[1]);
    EXPECT_TRUE(outcomes[2]);
}

TEST_F(DatabaseTest, AConnectionKilledWhileIdleIsReplaced) {
    auto options = test::pool_options();
    options.connections = 1;
    auto database = Database{options};
    auto const own_process = [](Transaction& transaction) -> Result<std::int64_t> {
        return transaction.run(own_backend).front().integer("pid");
    };
    auto const before = database.run_here(0, own_process).value();

    kill_backend(before);
    auto const after = database.run_here(0, own_process);

    EXPECT_NE(after.value(), before);
}

TEST_F(DatabaseTest, AConnectionKilledInMidTransactionRunsTheBodyAgain) {
    ASSERT_TRUE(add(test::database(), 200, "x"));
    auto runs = 0;

    auto const answer = test::database().run_here(0, [&](Transaction& transaction) -> Result<void> {
        transaction.run(raise_mark, {200});
        if (++runs == 1) { kill_backend(transaction.run(own_backend).front().integer("pid")); }
        transaction.run(raise_mark, {200});
        return {};
    });
    auto const hits = test::database().run_here(0, [](Transaction& transaction) -> Result<std::int64_t> {
        return transaction.run(hits_of_mark, {200}).front().integer("hits");
    });

    EXPECT_TRUE(answer);
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(hits.value(), 2);
}

TEST_F(DatabaseTest, AConnectionThatIsGoneAtCommitLeavesDoubt) {
    auto const answer = test::database().run_here(0, [](Transaction& transaction) -> Result<void> {
        transaction.run(add_mark, {201, "x"});
        kill_backend(transaction.run(own_backend).front().integer("pid"));
        return {};
    });

    EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
    EXPECT_EQ(answer.error().reason, "in_doubt");
}

TEST_F(DatabaseTest, RunAloneCommitsByItselfAndThrowsFailure) {
    auto seen = std::string{};
    test::wait_for(test::database().on_thread([&] {
        auto const params = std::vector<Param>{300, "alone"};
        test::database().run_alone(add_mark, params);
        try {
            test::database().run_alone(add_mark, params);
        } catch (Failure const& failure) { seen = failure.sqlstate() + " " + failure.constraint(); }
    })).value();

    EXPECT_EQ(seen, "23505 test_marks_pkey");
    EXPECT_EQ(count(300), 1);
}

TEST_F(DatabaseTest, ACoroutineIsResumedOnItsOwnExecutor) {
    auto const here = std::this_thread::get_id();
    auto resumed_on = std::thread::id{};
    auto const ask = [](std::thread::id& resumed) -> Task<bool> {
        auto const answers = co_await test::database().answers();
        resumed = std::this_thread::get_id();
        co_return answers;
    };

    auto const answers = test::wait_for(ask(resumed_on));

    EXPECT_TRUE(answers);
    EXPECT_EQ(resumed_on, here);
}

TEST_F(DatabaseTest, AServerThatIsAwayIsSaidAtOnce) {
    auto options = test::pool_options();
    options.url = "host=/nonexistent user=balie_app dbname=balie";
    auto database = Database{options};

    EXPECT_FALSE(test::wait_for(database.answers()));
    auto const answer = add(database, 400, "x");

    EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
    EXPECT_EQ(answer.error().reason, "database_away");
}

TEST_F(DatabaseTest, ManyCoroutinesShareFewConnections) {
    auto& context = test::context();
    context.restart();
    auto done = 0;
    auto const one = [](std::int64_t id) -> Task<Result<void>> {
        auto body = [id](Transaction& transaction) -> Result<void> {
            transaction.run(add_mark, {id, "many"});
            return {};
        };
        co_return co_await test::database().run(0, std::move(body));
    };

    for (auto id = 1000; id < 1500; ++id) {
        boost::asio::co_spawn(context, one(id), [&](std::exception_ptr, Result<void> outcome) {
            if (outcome) { ++done; }
        });
    }
    context.run();

    EXPECT_EQ(done, 500);
}

}  // namespace
}  // namespace balie::db
