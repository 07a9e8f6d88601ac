// Two nodes that tell one another: by PostgreSQL, and by a NATS server of Debian's.
#include "bus/bus.hpp"

#include "bus/nats_carrier.hpp"
#include "bus/postgres_carrier.hpp"
#include "integration/bus/nats_server.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/ports.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace balie::bus {
namespace {

constexpr auto patience = std::chrono::seconds{20};
auto const key = std::string(32, 'k');

struct Heard {
    std::vector<std::pair<AccountId, std::int64_t>> committed;
    std::vector<std::pair<AccountId, UserId>> rights;
    std::vector<std::pair<AccountId, InboxId>> inboxes;
    std::vector<Whisper> whispers;
    int missed = 0;
};

struct Node {
    Node(boost::asio::io_context& network, std::unique_ptr<Carrier> carrier)
        : bus(network, std::move(carrier)) {
        auto ears = Ears{};
        ears.committed = [this](AccountId account, std::int64_t seq) {
            heard.committed.emplace_back(account, seq);
        };
        ears.rights_changed = [this](AccountId account, UserId user) {
            heard.rights.emplace_back(account, user);
        };
        ears.inbox_changed = [this](AccountId account, InboxId inbox) {
            heard.inboxes.emplace_back(account, inbox);
        };
        ears.whispered = [this](Whisper const& whisper) { heard.whispers.push_back(whisper); };
        ears.missed = [this] { ++heard.missed; };
        bus.start(std::move(ears));
    }
    Heard heard;
    Bus bus;
};

// Lives as long as the program: a pool's thread may still be on its way out of a call that posted to it.
boost::asio::io_context& network() {
    static auto context = boost::asio::io_context{};
    return context;
}

// Nodes that go only when nothing of theirs is under way any more.
class BusTest : public testing::Test {
protected:
    Node& node(std::unique_ptr<Carrier> carrier) {
        return *nodes_.emplace_back(std::make_unique<Node>(network(), std::move(carrier)));
    }
    ~BusTest() override {
        for (auto const& each : nodes_) { each->bus.stop(); }
        network().restart();
        network().run();
    }

private:
    std::vector<std::unique_ptr<Node>> nodes_;
};

class BusByPostgres : public BusTest {};
class BusByNats : public BusTest {};

bool comes_true(std::function<bool()> const& condition) {
    network().restart();
    auto const until = std::chrono::steady_clock::now() + patience;
    while (!condition() && std::chrono::steady_clock::now() < until) {
        network().run_one_for(std::chrono::milliseconds{20});
        network().restart();
    }
    return condition();
}

std::unique_ptr<Carrier> by_postgres() { return std::make_unique<PostgresCarrier>(test::pool_options().url); }

std::unique_ptr<Carrier> by_nats(std::string const& port, std::string const& with_key) {
    return NatsCarrier::open("nats://127.0.0.1:" + port, with_key).value();
}

std::unique_ptr<Carrier> by_nats(test::NatsServer const& server, std::string const& with_key) {
    return by_nats(server.port(), with_key);
}

void expect_that_words_arrive(Node& one, Node& other) {
    ASSERT_TRUE(comes_true([&] { return one.bus.peers() == 1 && other.bus.peers() == 1; }));
    one.bus.committed(AccountId{3}, 17);
    one.bus.rights_changed(AccountId{3}, UserId{4});
    one.bus.inbox_changed(AccountId{3}, InboxId{5});
    one.bus.whisper(Whisper{AccountId{3}, access::Hearers{{}, UserId{4}}, R"({"type":"typing"})"});
    EXPECT_TRUE(comes_true([&] { return !other.heard.whispers.empty(); }));
    ASSERT_FALSE(other.heard.committed.empty());
    EXPECT_EQ(other.heard.committed.back(), (std::pair{AccountId{3}, std::int64_t{17}}));
    ASSERT_EQ(other.heard.rights.size(), 1U);
    EXPECT_EQ(other.heard.rights.front().second, UserId{4});
    ASSERT_EQ(other.heard.inboxes.size(), 1U);
    EXPECT_EQ(other.heard.inboxes.front().second, InboxId{5});
    EXPECT_EQ(other.heard.whispers.front().item, R"({"type":"typing"})");
    EXPECT_EQ(other.heard.whispers.front().hearers.but, UserId{4});
    EXPECT_TRUE(one.heard.committed.empty() && one.heard.whispers.empty()) << "a node hears itself";
}

TEST_F(BusByPostgres, WhatOneTellsTheOtherHears) {
    auto& one = node(by_postgres());
    auto& other = node(by_postgres());
    expect_that_words_arrive(one, other);
}

TEST_F(BusByPostgres, ABurstEndsWithTheNewestNumber) {
    auto& one = node(by_postgres());
    auto& other = node(by_postgres());
    ASSERT_TRUE(comes_true([&] { return one.bus.peers() == 1; }));
    for (auto seq = std::int64_t{1}; seq <= 5'000; ++seq) { one.bus.committed(AccountId{8}, seq); }
    EXPECT_TRUE(comes_true(
        [&] { return !other.heard.committed.empty() && other.heard.committed.back().second == 5'000; }));
    EXPECT_LT(other.heard.committed.size(), 2'000U) << "each commit went by itself";
}

TEST_F(BusByPostgres, ALostConnectionIsMadeAnewAndSaidSo) {
    auto& one = node(by_postgres());
    auto& other = node(by_postgres());
    ASSERT_TRUE(comes_true([&] { return one.bus.peers() == 1 && other.heard.missed == 1; }));
    test::as_superuser(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
    ASSERT_TRUE(comes_true([&] { return other.heard.missed == 2 && one.heard.missed == 2; }));
    one.bus.committed(AccountId{9}, 2);
    EXPECT_TRUE(comes_true([&] { return !other.heard.committed.empty(); }));
}

TEST_F(BusByPostgres, ANodeAloneKeepsCommitsToItself) {
    auto listener_heard = std::atomic<int>{0};
    auto const listener = db::Notices{test::pool_options().url,
                                      "balie_nodes",
                                      {[&](std::string const& text) {
                                           if (text.find("committed") != std::string::npos) {
                                               ++listener_heard;
                                           }
                                       },
                                       [] {}}};
    auto& one = node(by_postgres());
    ASSERT_TRUE(comes_true([&] { return one.heard.missed == 1; }));
    one.bus.committed(AccountId{1}, 1);
    one.bus.inbox_changed(AccountId{1}, InboxId{1});
    node(by_postgres());
    ASSERT_TRUE(comes_true([&] { return one.bus.peers() == 1; }));
    EXPECT_EQ(listener_heard, 0);
}

TEST_F(BusByNats, WhatOneTellsTheOtherHears) {
    auto const server = test::NatsServer{};
    auto& one = node(by_nats(server, key));
    auto& other = node(by_nats(server, key));
    expect_that_words_arrive(one, other);
}

TEST_F(BusByNats, AnotherDeskOnTheSameServersHearsNothing) {
    auto const server = test::NatsServer{};
    auto& one = node(by_nats(server, key));
    auto& stranger = node(by_nats(server, std::string(32, 's')));
    auto& other = node(by_nats(server, key));
    expect_that_words_arrive(one, other);
    EXPECT_EQ(stranger.bus.peers(), 0U);
}

TEST_F(BusByNats, ServersThatComeLaterAreWaitedFor) {
    auto const port = test::free_port();
    auto& one = node(by_nats(port, key));
    auto& other = node(by_nats(port, key));
    auto const server = test::NatsServer{port};
    expect_that_words_arrive(one, other);
}

TEST_F(BusByNats, AnAddressThatIsNoneIsRefused) {
    for (auto const* url : {"", ",", "localhost:4222", "http://127.0.0.1:4222", "nats://127.0.0.1:4222,x"}) {
        auto const opened = NatsCarrier::open(url, key);
        ASSERT_FALSE(opened) << url;
        EXPECT_EQ(opened.error().field, "nats_url");
    }
}

}  // namespace
}  // namespace balie::bus
