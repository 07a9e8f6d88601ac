// The hub between its threads: others say what was committed, and every watcher is told all of it, once.
#include "journal/hub.hpp"

#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

namespace balie::test {
namespace {

namespace asio = boost::asio;

constexpr auto patience = std::chrono::seconds{60};

// All of it on the fan-out thread, but the waiting.
class Listener final : public journal::Watcher {
public:
    explicit Listener(access::Actor actor) : actor_(std::move(actor)) {}

    void deliver(journal::Frame frame, std::int64_t seq) override {
        if (seq == 0) {
            ++whispers_;
            return;
        }
        is_in_order_ = is_in_order_ && seq >= seq_;
        seq_ = std::max(seq_, seq);
        for (auto at = frame->find(R"("message.created")"); at != std::string::npos;
             at = frame->find(R"("message.created")", at + 1)) {
            ++messages_;
        }
        look();
    }
    void end(std::uint16_t, std::string) override { is_ended_ = true; }
    void recheck_rights() override {}
    access::Actor const& actor() const override { return actor_; }

    void want(std::int64_t seq) {
        wanted_ = seq;
        look();
    }
    bool has_all() { return arrived_.get_future().wait_for(patience) == std::future_status::ready; }

    std::int64_t seq() const { return seq_; }
    int messages() const { return messages_; }
    int whispers() const { return whispers_; }
    bool is_in_order() const { return is_in_order_; }
    bool is_ended() const { return is_ended_; }

private:
    void look() {
        if (wanted_ == 0 || seq_ < wanted_ || has_arrived_) { return; }
        has_arrived_ = true;
        arrived_.set_value();
    }

    access::Actor actor_;
    std::int64_t seq_ = 0;
    std::int64_t wanted_ = 0;
    int messages_ = 0;
    int whispers_ = 0;
    bool is_in_order_ = true;
    bool is_ended_ = false;
    bool has_arrived_ = false;
    std::promise<void> arrived_;
};

class HubTest : public testing::Test {
protected:
    HubTest() : hub_(world_.database, context_, world_.clock, fan_out_) {
        there([this] { hub_.start(); });
    }
    ~HubTest() override {
        there([this] {
            for (auto const& listener : listeners_) { hub_.leave(*listener); }
            hub_.stop();
        });
        guard_.reset();
        thread_.join();
    }

    // On the fan-out thread, to its end.
    template <class Body>
    void there(Body body) {
        asio::post(fan_out_, asio::use_future(std::move(body))).get();
    }

    // All at once: the hub tells the first of them soon.
    void watch(std::vector<Role> const& roles) {
        for (auto const role : roles) {
            auto const user = static_cast<std::int64_t>(listeners_.size()) + 1;
            auto actor = access::Actor{world_.account, UserId{user}, role};
            if (role == Role::agent) { actor.inboxes = {world_.inbox}; }
            listeners_.push_back(std::make_shared<Listener>(std::move(actor)));
        }
        there([this] {
            for (auto const& listener : listeners_) { EXPECT_TRUE(hub_.join(listener, 0)); }
        });
    }

    // As a session does: what it missed is read, until nobody was told more than that.
    void come_back(std::shared_ptr<Listener> const& listener) {
        for (auto is_there = false; !is_there;) {
            there([&] { is_there = hub_.join(listener, listener->seq()); });
            if (is_there) { return; }
            auto const page =
                asio::co_spawn(fan_out_, hub_.replay(world_.account, listener->seq()), asio::use_future)
                    .get();
            there([&] {
                for (auto const& [frame, seq] : frames_for(listener->actor(), *page, listener->seq())) {
                    listener->deliver(frame, seq);
                }
            });
        }
    }

    wire::Context context_;
    asio::io_context fan_out_;  // outlives the database that resumes on it
    World world_;
    asio::executor_work_guard<asio::io_context::executor_type> guard_ = asio::make_work_guard(fan_out_);
    journal::Hub hub_;
    std::vector<std::shared_ptr<Listener>> listeners_;
    std::thread thread_{[this] { fan_out_.run(); }};
};

TEST_F(HubTest, TellsEveryWatcherOnceWhatOtherThreadsCommitted) {
    static constexpr auto messages = 12;
    watch({Role::admin, Role::agent});
    auto committed = std::atomic<std::int64_t>{0};
    auto is_over = std::atomic<bool>{false};
    auto say = [&] {
        while (!is_over) {
            hub_.committed(world_.account, committed);
            EXPECT_EQ(hub_.watchers(), 2U);
            std::this_thread::yield();
            there([] {});  // no faster than the hub listens
        }
    };
    auto one = std::thread{say};
    auto other = std::thread{say};
    for (auto number = 0; number < messages; ++number) {
        auto const name = std::to_string(number);
        EXPECT_TRUE(world_.write({a_message("hub" + name, "3160000000" + std::to_string(number % 3), name)}));
        committed = world_.told_seq;
        there([this] { hub_.whisper_to_all_here(R"({"type":"typing"})"); });
    }
    there([this, seq = world_.told_seq] {
        for (auto const& listener : listeners_) { listener->want(seq); }
    });

    for (auto const& listener : listeners_) { EXPECT_TRUE(listener->has_all()); }
    is_over = true;
    one.join();
    other.join();
    there([this] {
        for (auto const& listener : listeners_) {
            EXPECT_EQ(listener->messages(), messages);
            EXPECT_EQ(listener->whispers(), messages);
            EXPECT_TRUE(listener->is_in_order());
        }
        hub_.end_all(1012, "the node goes");
        for (auto const& listener : listeners_) { EXPECT_TRUE(listener->is_ended()); }
    });
}

TEST_F(HubTest, TellsTheOnlyWatcherOnceHoweverOftenItGoesAndComesBack) {
    static constexpr auto messages = 60;
    watch({Role::admin});
    auto const& listener = listeners_.front();
    auto is_over = std::atomic<bool>{false};
    auto restless = std::thread{[&] {
        while (!is_over) {
            there([&] { hub_.leave(*listener); });
            come_back(listener);
        }
    }};
    for (auto number = 0; number < messages; ++number) {
        auto const name = std::to_string(number);
        EXPECT_TRUE(
            world_.write({a_message("restless" + name, "3160000000" + std::to_string(number % 3), name)}));
        hub_.committed(world_.account, world_.told_seq);
    }
    is_over = true;
    restless.join();
    there([&] { listener->want(world_.told_seq); });
    EXPECT_TRUE(listener->has_all());
    there([&] {
        EXPECT_EQ(listener->messages(), messages);
        EXPECT_TRUE(listener->is_in_order());
    });
}

}  // namespace
}  // namespace balie::test
