// Messages in: what a batch makes of them, and that repeats, order and company change nothing.
#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"

#include <balie/base/crypto.hpp>

#include <boost/asio/co_spawn.hpp>

#include <gtest/gtest.h>

#include <chrono>

namespace balie::test {
namespace {

TEST(IngestMessages, AMessageMakesItsContactAndConversation) {
    auto world = World{};

    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "Waar blijft mijn pakket? ☕")}));

    EXPECT_EQ(world.text("SELECT text FROM messages WHERE account_id = $A"), "Waar blijft mijn pakket? ☕");
    EXPECT_EQ(world.text("SELECT name || ' ' || phone FROM contacts WHERE account_id = $A"),
              "Fictieve Klant +31600000001");
    EXPECT_EQ(world.text("SELECT status || number || unread_count || preview_content_type FROM conversations "
                         "WHERE account_id = $A"),
              "open11text");
    EXPECT_EQ(world.text("SELECT conversations || '/' || waiting FROM queue_counters WHERE account_id = $A"),
              "1/1");
    EXPECT_EQ(world.text("SELECT string_agg(type, ' ' ORDER BY seq) FROM events WHERE account_id = $A"),
              "contact.created conversation.created message.created");
    EXPECT_EQ(world.told_seq, 3);
    EXPECT_EQ(world.text("SELECT convert_from(d.body, 'UTF8') FROM messages m JOIN webhook_deliveries d ON "
                         "d.account_id = m.account_id "
                         "AND d.day = m.delivery_day AND d.id = m.delivery_id WHERE m.account_id = $A"),
              "{\"raw\": true}");
}

TEST(IngestMessages, ARepeatChangesNothing) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een"), a_message("m2", "31600000001", "twee")}));
    auto const seq = world.told_seq;

    for (auto time = 0; time < 5; ++time) {
        ASSERT_TRUE(
            world.write({a_message("m1", "31600000001", "een"), a_message("m2", "31600000001", "twee")}));
    }

    EXPECT_EQ(world.count("messages"), 2);
    EXPECT_EQ(world.count("webhook_deliveries"), 1);
    EXPECT_EQ(world.told_seq, seq);
    EXPECT_EQ(world.text("SELECT unread_count FROM conversations WHERE account_id = $A"), "2");
}

TEST(IngestMessages, TheSameIdTwiceInOneBatchIsOneMessage) {
    auto world = World{};

    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een"), a_message("m1", "31600000001", "een")}));

    EXPECT_EQ(world.count("messages"), 1);
}

TEST(IngestMessages, APoisonedOneGoesToTheQuarantineAndItsNeighboursGoOn) {
    auto world = World{};
    auto events = std::vector<InboundEvent>{};
    for (auto number = 0; number < 20; ++number) {
        events.emplace_back(a_message("m" + std::to_string(number), "31600000001", "goed"));
    }
    events[7] = a_message(to_hex(random_bytes(6'000)), "31600000001", "een sleutel die in geen index past");

    auto const answers = world.write_at_once(std::move(events));

    for (auto const& answer : answers) { EXPECT_TRUE(answer.has_value()); }
    EXPECT_EQ(world.count("messages"), 19);
    EXPECT_EQ(world.count("quarantine"), 1);
}

TEST(IngestMessages, NulAndHalfSurrogatesBecomeReplacementCharacters) {
    auto world = World{};
    auto message = a_message("m1", "31600000001", std::string{"voor\0na", 7});
    message.content = R"({"location": {"name": "a\u0000b"}})";

    ASSERT_TRUE(world.write({message}));

    EXPECT_EQ(world.text("SELECT text FROM messages WHERE account_id = $A"), "voor\uFFFDna");
    EXPECT_EQ(world.text("SELECT content #>> '{location,name}' FROM messages WHERE account_id = $A"),
              "a\uFFFDb");
    EXPECT_EQ(world.count("quarantine"), 0);
}

TEST(IngestMessages, AnyKnownAddressFindsTheContact) {
    auto world = World{};
    auto both = a_message("m2", "31600000001", "twee");
    both.contact.identities.insert(both.contact.identities.begin(),
                                   IdentityValue{IdentityKind::bsuid, "NL.1"});
    auto hidden = a_message("m3", "", "drie");
    hidden.contact.identities = {IdentityValue{IdentityKind::bsuid, "NL.1"}};

    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    ASSERT_TRUE(world.write({both}));
    ASSERT_TRUE(world.write({hidden}));

    EXPECT_EQ(world.count("contacts"), 1);
    EXPECT_EQ(world.count("contact_identities"), 2);
    EXPECT_EQ(world.count("conversations"), 1);
    EXPECT_EQ(world.text("SELECT count(DISTINCT coalesce(person_id, id)) FROM contact_identities WHERE "
                         "account_id = $A"),
              "1");
}

TEST(IngestMessages, AYoungResolvedConversationReopensAndAnOldOneDoesNot) {
    auto world = World{};
    auto const resolve = [&](std::string const& age) {
        as_superuser_in_balie(
            "UPDATE conversations SET status = 'resolved', waiting_since = NULL, last_activity_at = now() - "
            "interval '" +
            age + "' WHERE account_id = " + to_string(world.account));
    };
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));

    resolve("6 days");
    ASSERT_TRUE(world.write({a_message("m2", "31600000001", "twee")}));
    EXPECT_EQ(world.count("conversations", "status = 'open'"), 1);

    resolve("8 days");
    ASSERT_TRUE(world.write({a_message("m3", "31600000001", "drie")}));
    EXPECT_EQ(world.count("conversations"), 2);
    EXPECT_EQ(world.count("conversations", "status = 'open'"), 1);
    EXPECT_EQ(world.text("SELECT sum(waiting) FROM queue_counters WHERE account_id = $A"), "1");
}

TEST(IngestMessages, CommentsOfAPublicThreadShareAConversation) {
    auto world = World{};
    auto first = a_message("c1", "31600000001", "eerste");
    first.thread_key = "post-1";
    auto second = a_message("c2", "31600000002", "tweede");
    second.thread_key = "post-1";
    auto privately = a_message("m1", "31600000001", "privé");

    ASSERT_TRUE(world.write({first}));
    ASSERT_TRUE(world.write({second, privately}));

    EXPECT_EQ(world.count("conversations"), 2);
    EXPECT_EQ(world.text("SELECT count(*) FROM messages m JOIN conversations c ON c.account_id = "
                         "m.account_id AND c.id = m.conversation_id "
                         "WHERE c.account_id = $A AND c.public"),
              "2");
    EXPECT_EQ(world.text("SELECT count(DISTINCT sender_id) FROM messages WHERE account_id = $A"), "2");
}

TEST(IngestMessages, WhoeverJoinsAPublicThreadHasANameToo) {
    auto world = World{};
    auto first = a_message("c1", "31600000001", "eerste");
    first.thread_key = "post-1";
    auto second = a_message("c2", "31600000002", "tweede");
    second.thread_key = "post-1";
    second.contact.name = "Tweede Klant";

    ASSERT_TRUE(world.write({first}));
    ASSERT_TRUE(world.write({second}));
    ASSERT_TRUE(world.write({second}));

    EXPECT_EQ(world.text("SELECT string_agg(k.name, ', ' ORDER BY m.id) FROM messages m JOIN contacts k ON "
                         "k.account_id = m.account_id AND k.id = m.sender_id WHERE m.account_id = $A"),
              "Fictieve Klant, Tweede Klant");
    EXPECT_EQ(world.count("messages", "identity_id IS NULL"), 0);
}

TEST(IngestMessages, FilesAndQuotesComeAlong) {
    auto world = World{};
    auto picture = a_message("m2", "31600000001", "kapot");
    picture.content_type = ContentType::image;
    picture.reply_to_external_id = "m1";
    picture.attachments.push_back({});
    picture.attachments.back().kind = AttachmentKind::image;
    picture.attachments.back().media_id = "900";

    ASSERT_TRUE(world.write({picture, a_message("m1", "31600000001", "een")}));

    EXPECT_EQ(world.text("SELECT state || (source ->> 'media_id') FROM attachments WHERE account_id = $A AND "
                         "due_at IS NOT NULL"),
              "pending900");
    EXPECT_EQ(world.text("SELECT q.external_id FROM messages m JOIN messages q ON q.account_id = "
                         "m.account_id AND q.id = m.reply_to_id "
                         "WHERE m.account_id = $A"),
              "m1");
}

TEST(IngestMessages, TwoNodesRaceForOneNewContact) {
    auto world = World{};
    auto other_database = db::Database{lanes_options()};
    auto other_journal = journal::Journal{other_database, [](AccountId, std::int64_t) {}};
    auto other = ingest::Writer{context().get_executor(), other_database, other_journal, world.clock};
    constexpr auto rounds = 25;
    constexpr auto copies = 8;

    for (auto round = 0; round < rounds; ++round) {
        auto answered = 0;
        auto stored = 0;
        auto const phone = "3160001" + std::to_string(1000 + round);
        for (auto copy = 0; copy < copies; ++copy) {
            auto events = std::vector<InboundEvent>{};
            events.emplace_back(
                a_message("r" + std::to_string(round) + "." + std::to_string(copy / 2), phone, "hallo"));
            auto& node = copy % 2 == 0 ? world.writer : other;
            boost::asio::co_spawn(context(), node.write(world.webhook(std::move(events))),
                                  [&](std::exception_ptr, Result<void> answer) {
                                      ++answered;
                                      stored += answer.has_value() ? 1 : 0;
                                  });
        }
        context().restart();
        auto const until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        while (answered < copies && std::chrono::steady_clock::now() < until) {
            context().run_one_until(until);
        }
        EXPECT_EQ(stored, copies);
    }

    EXPECT_EQ(world.count("contacts"), rounds);
    EXPECT_EQ(world.count("conversations"), rounds);
    EXPECT_EQ(world.count("messages"), rounds * copies / 2);
    EXPECT_EQ(world.count("quarantine"), 0);
    EXPECT_EQ(world.text("SELECT max(seq) - count(*) FROM events WHERE account_id = $A"), "0");
}

TEST(IngestMessages, ALargeWebhookIsAnsweredWhenItsLastEventIsIn) {
    auto world = World{};
    auto events = std::vector<InboundEvent>{};
    for (auto number = 0; number < 500; ++number) {
        events.emplace_back(
            a_message("m" + std::to_string(number), "3160000" + std::to_string(1000 + number % 40), "veel"));
    }

    ASSERT_TRUE(world.write(std::move(events)));

    EXPECT_EQ(world.count("messages"), 500);
    EXPECT_EQ(world.count("webhook_deliveries"), 1);
    EXPECT_EQ(world.count("contacts"), 40);
}

TEST(IngestMessages, ADatabaseThatIsAwayIsNobodysFault) {
    auto world = World{};
    auto options = lanes_options();
    options.url = "host=/nowhere dbname=balie user=balie_app";
    auto away = db::Database{options};
    auto writer = ingest::Writer{context().get_executor(), away, world.journal, world.clock};

    auto const answer = wait_for(writer.write(world.webhook({a_message("m1", "31600000001", "een")})));

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
    EXPECT_EQ(world.count("quarantine"), 0);
}

}  // namespace
}  // namespace balie::test
