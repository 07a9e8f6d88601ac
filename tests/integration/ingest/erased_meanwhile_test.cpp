// Whoever writes at the moment of their erasure: what came first goes with them, what came after is of somebody new.
#include "integration/ingest/world.hpp"
#include "integration/support/meanwhile.hpp"
#include "store/privacy.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>

namespace balie::test {
namespace {

constexpr auto hold_stream = db::Statement{"test.hold_stream_for_an_erasure", R"sql(
    SELECT seq FROM streams WHERE account_id = $1 FOR UPDATE
)sql"};

class IngestErasure : public testing::Test {
protected:
    // The message stops before its end, with all that it locks; the erasure waits for it.
    void write_before_erasure(InboundMessage const& message) {
        write_beside(message, [&](db::Transaction& transaction, std::atomic<bool>& is_ready) {
            transaction.run(hold_stream, {world.account});
            go(is_ready);
            EXPECT_TRUE(are_waiting(1));
            eraser = std::thread{[&] {
                auto body = [&](db::Transaction& own) { return erase(own); };
                EXPECT_TRUE(database().run_here(world.account.value, std::move(body)));
            }};
            EXPECT_TRUE(are_waiting(2));
        });
        eraser.join();
    }
    // The message finds its customer as they were, and waits for the erasure.
    void write_after_erasure(InboundMessage const& message) {
        write_beside(message, [&](db::Transaction& transaction, std::atomic<bool>& is_ready) {
            EXPECT_TRUE(erase(transaction));
            go(is_ready);
            EXPECT_TRUE(are_waiting(1));
        });
    }
    template <class Body>
    void write_beside(InboundMessage const& message, Body body) {
        auto is_ready = std::atomic<bool>{false};
        auto holder = std::thread{[&] {
            EXPECT_TRUE(run_beside(world.account, [&](db::Transaction& transaction) -> Result<bool> {
                body(transaction, is_ready);
                return true;
            }));
            go(is_ready);
        }};
        is_ready.wait(false);
        EXPECT_TRUE(world.write({message}));
        holder.join();
    }
    static void go(std::atomic<bool>& is_ready) {
        is_ready = true;
        is_ready.notify_one();
    }
    Result<void> erase(db::Transaction& transaction) const {
        auto const contact =
            ContactId{std::stoll(world.text("SELECT min(id) FROM contacts WHERE account_id = $A"))};
        store::privacy::erase(transaction, world.account, {contact});
        return {};
    }
    // Of each message: what it says, and whether its customer still has an address.
    std::string messages() const {
        return world.text(
            "SELECT string_agg(m.text || ':' || (i.value NOT LIKE 'erased:%'), ',' ORDER BY m.id) FROM "
            "messages m "
            "JOIN contact_identities i ON i.account_id = m.account_id AND i.id = m.identity_id "
            "WHERE m.account_id = $A");
    }
    static InboundMessage comment(std::string id, std::string text) {
        auto message = a_message(std::move(id), "31600000001", std::move(text));
        message.thread_key = "post-1";
        return message;
    }

    World world;
    std::thread eraser;
};

TEST_F(IngestErasure, AMessageThatCameFirstGoesToo) {
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "eerste")}));

    write_before_erasure(a_message("m2", "31600000001", "tweede"));

    EXPECT_EQ(messages(), ":false,:false");
    EXPECT_EQ(world.count("contacts"), 1);
    EXPECT_EQ(world.count("webhook_deliveries"), 0);
}

TEST_F(IngestErasure, AMessageThatCameAfterIsOfSomebodyNew) {
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "eerste")}));

    write_after_erasure(a_message("m2", "31600000001", "tweede"));

    EXPECT_EQ(messages(), ":false,tweede:true");
    EXPECT_EQ(world.count("contacts"), 2);
}

TEST_F(IngestErasure, ACommentThatCameFirstGoesToo) {
    ASSERT_TRUE(world.write({comment("c1", "eerste")}));

    write_before_erasure(comment("c2", "tweede"));

    EXPECT_EQ(messages(), ":false,:false");
}

TEST_F(IngestErasure, ACommentThatCameAfterIsOfSomebodyNew) {
    ASSERT_TRUE(world.write({comment("c1", "eerste")}));

    write_after_erasure(comment("c2", "tweede"));

    EXPECT_EQ(messages(), ":false,tweede:true");
    EXPECT_EQ(world.count("contacts"), 2);
}

}  // namespace
}  // namespace balie::test
