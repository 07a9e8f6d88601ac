// The spool between its two threads: what many wait for at once is on disk in their order, and each is told.
#include "ingest/spool.hpp"

#include <balie/base/crypto.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <gtest/gtest.h>

#include <thread>

namespace balie::ingest::test {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;

Webhook a_webhook(int number) {
    auto webhook = Webhook{AccountId{1}, InboxId{7 + number % 3}};
    webhook.method = "POST";
    webhook.url = "https://desk.example/webhooks/cm/7";
    webhook.body = std::to_string(number);
    webhook.received_at = Time{std::chrono::seconds{1'767'225'600 + number}};
    return webhook;
}

struct Told {
    int kept = 0;
    int refused = 0;
};

Task<void> append(Spool& spool, int number, Told& told) {
    auto const webhook = a_webhook(number);
    auto const kept = co_await spool.append(webhook);
    kept ? ++told.kept : ++told.refused;
}

Task<std::vector<std::string>> drained(Spool& spool) {
    auto bodies = std::vector<std::string>{};
    for (;;) {
        auto portion = co_await spool.read();
        if (!portion || portion->webhooks.empty()) { co_return bodies; }
        for (auto const& webhook : portion->webhooks) { bodies.push_back(webhook.body); }
        co_await spool.drop(std::move(*portion));
    }
}

class SpoolTest : public testing::Test {
protected:
    ~SpoolTest() override { fs::remove_all(folder_); }

    Told append_all(Spool& spool, int from, int to) {
        auto told = Told{};
        for (auto number = from; number < to; ++number) {
            asio::co_spawn(network_, append(spool, number, told),
                           [](std::exception_ptr fault) { EXPECT_FALSE(fault); });
        }
        run();
        return told;
    }

    std::vector<std::string> drain(Spool& spool) {
        auto bodies = asio::co_spawn(network_, drained(spool), asio::use_future);
        run();
        return bodies.get();
    }

    void run() {
        auto thread = std::thread{[this] { network_.run(); }};
        thread.join();
        network_.restart();
    }

    fs::path folder_ = fs::temp_directory_path() / ("balie-spool-" + to_hex(random_bytes(6)));
    asio::io_context network_;
};

TEST_F(SpoolTest, KeepsWhatManyAppendAtOnceInTheirOrder) {
    auto spool = Spool{network_.get_executor(), SpoolFiles::open(folder_).value()};

    auto const told = append_all(spool, 0, 300);

    EXPECT_EQ(told.kept, 300);
    EXPECT_EQ(spool.size(), 300U);
    EXPECT_TRUE(spool.holds(InboxId{8}));
    auto const bodies = drain(spool);
    ASSERT_EQ(bodies.size(), 300U);
    for (auto number = 0; number < 300; ++number) {
        EXPECT_EQ(bodies[static_cast<std::size_t>(number)], std::to_string(number));
    }
    EXPECT_EQ(spool.size(), 0U);
    EXPECT_FALSE(spool.holds(InboxId{8}));
}

TEST_F(SpoolTest, TellsEachOfThemWhenItIsFull) {
    auto const limits = SpoolLimits{.bytes_max = 4'000, .segment_bytes_max = 2'000};
    auto spool = Spool{network_.get_executor(), SpoolFiles::open(folder_, limits).value()};

    auto told = Told{};
    for (auto round = 0; round < 60; ++round) {
        auto const now = append_all(spool, round, round + 1);
        told.kept += now.kept;
        told.refused += now.refused;
    }

    EXPECT_EQ(told.kept + told.refused, 60);
    EXPECT_GT(told.refused, 0);
    EXPECT_FALSE(spool.takes());
    EXPECT_EQ(spool.size(), static_cast<std::size_t>(told.kept));
    EXPECT_EQ(drain(spool).size(), static_cast<std::size_t>(told.kept));
}

}  // namespace
}  // namespace balie::ingest::test
