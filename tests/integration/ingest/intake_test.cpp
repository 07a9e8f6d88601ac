// The way in from the outside: signatures, handshakes, several inboxes behind one address, the quarantine and replay.
#include "ingest/intake.hpp"
#include "http/client.hpp"
#include "ingest/found_posts.hpp"
#include "ingest/quarantine.hpp"
#include "ingest/spool_rounds.hpp"
#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"
#include "integration/support/fake_socket.hpp"
#include "store/inboxes.hpp"
#include "store/quarantine.hpp"

#include <balie/base/crypto.hpp>
#include <connectors/whatsapp/connector.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace balie::test {
namespace {

constexpr auto secret = "het geheim van de app";
constexpr auto lock_stream =
    db::Statement{"test.lock_stream", "SELECT 1 FROM streams WHERE account_id = $1 FOR UPDATE"};

std::string a_body(std::string const& address, std::string const& id, std::string const& text) {
    return R"({"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{)"
           R"("messaging_product":"whatsapp","metadata":{"phone_number_id":")" +
           address +
           R"("},)"
           R"("contacts":[{"profile":{"name":"Fictieve Klant"},"wa_id":"31600000001"}],)"
           R"("messages":[{"from":"31600000001","id":")" +
           id + R"(","timestamp":"1767225601","type":"text","text":{"body":")" + text + R"("}}]}}]}]})";
}

class IntakeTest : public testing::Test {
protected:
    IntakeTest()
        : box_(store::SecretBox::open_key_file(folder() / ("key" + to_hex(random_bytes(4)))).value()),
          http_(http::make_client({})),
          whatsapp_(*http_),
          connectors_{{Channel::whatsapp, &whatsapp_}},
          directory_(world_.database, box_),
          pulse_(context().get_executor(), world_.journal, world_.clock),
          spool_(context().get_executor(),
                 ingest::SpoolFiles::open(folder() / ("spool" + to_hex(random_bytes(4)))).value()),
          intake_(world_.database, directory_, connectors_, world_.writer, spool_, pulse_, world_.clock) {
        main_ = connect("300000000000001");
    }
    ~IntakeTest() override { wait_for(drained()); }

    Task<bool> drained() {
        co_await pulse_.drain();
        co_await world_.writer.drain();
        co_return true;
    }

    InboxId connect(std::string address) {
        auto const made = world_.database.run_here(
            world_.account.value, [&](db::Transaction& transaction) -> Result<InboxId> {
                auto inbox = Inbox{};
                inbox.account = world_.account;
                inbox.id = store::inboxes::next_id(transaction);
                inbox.name = address;
                inbox.address = address;
                inbox.settings["phone_number_id"] = address;
                for (auto const& [name, value] :
                     {std::pair{"app_secret", secret}, std::pair{"verify_token", "woord"}}) {
                    inbox.sealed[name] = box_.seal({world_.account, inbox.id, name}, value);
                }
                store::inboxes::create(transaction, inbox);
                return inbox.id;
            });
        return made.value();
    }

    ingest::Incoming incoming(std::string body, std::string const& key = secret) {
        auto request = ingest::Incoming{};
        request.channel = "whatsapp";
        request.inbox_id = to_string(main_);
        request.method = "POST";
        request.url = "https://desk.example/webhooks/whatsapp/" + to_string(main_);
        request.headers = {{"Content-Type", "application/json"},
                           {"X-Hub-Signature-256", "sha256=" + to_hex(hmac_sha256(key, body))}};
        request.body = std::move(body);
        return request;
    }
    Result<WebhookReply> receive(ingest::Incoming request) {
        return wait_for(intake_.receive(std::move(request)));
    }

    void drain_spool() {
        auto rounds = ingest::SpoolRounds{context(), spool_, intake_};
        rounds.start();
        EXPECT_TRUE(run_until(context(), [this] { return spool_.size() == 0; }));
        rounds.stop();
        EXPECT_TRUE(run_until(context(), [&] { return rounds.is_idle(); }));
    }

    store::SecretBox box_;
    World world_;
    std::unique_ptr<HttpClient> http_;
    connectors::whatsapp::WhatsApp whatsapp_;
    ingest::Connectors connectors_;
    ingest::InboxDirectory directory_;
    ingest::Pulse pulse_;
    ingest::Spool spool_;
    ingest::Intake intake_;
    InboxId main_;
};

TEST_F(IntakeTest, ASignedWebhookIsStored) {
    auto const reply = receive(incoming(a_body("300000000000001", "m1", "hallo")));

    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(world_.text("SELECT text FROM messages WHERE account_id = $A"), "hallo");
}

TEST_F(IntakeTest, AWrongSignatureAndAnUnknownInboxLookTheSame) {
    auto const wrong = receive(incoming(a_body("300000000000001", "m1", "hallo"), "een ander geheim"));
    auto nowhere = incoming(a_body("300000000000001", "m1", "hallo"));
    nowhere.inbox_id = "999999999999";
    auto const unknown = receive(std::move(nowhere));
    auto elsewhere = incoming(a_body("300000000000001", "m1", "hallo"));
    elsewhere.channel = "telegram";
    auto const other_channel = receive(std::move(elsewhere));

    for (auto const* refused : {&wrong, &unknown, &other_channel}) {
        ASSERT_FALSE(*refused);
        EXPECT_EQ(refused->error().code, ErrorCode::unauthenticated);
        EXPECT_EQ(refused->error().detail, wrong.error().detail);
    }
    EXPECT_EQ(world_.count("messages"), 0);
    EXPECT_EQ(world_.count("quarantine"), 0);
}

TEST_F(IntakeTest, AHandshakeIsAnsweredAndNoted) {
    auto request = incoming("");
    request.method = "GET";
    request.query = {{"hub.mode", "subscribe"}, {"hub.verify_token", "woord"}, {"hub.challenge", "12345"}};

    auto const reply = receive(std::move(request));

    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->body, "12345");
    EXPECT_EQ(world_.count("inboxes", "handshake_at IS NOT NULL"), 1);
}

TEST_F(IntakeTest, AnEventGoesToTheInboxThatItNames) {
    auto const second = connect("300000000000002");

    ASSERT_TRUE(receive(incoming(a_body("300000000000002", "m1", "voor de tweede"))));

    EXPECT_EQ(world_.count("messages", "inbox_id = " + to_string(second)), 1);
}

TEST_F(IntakeTest, WhatNobodyHasIsQuarantinedAndReplayedOnceSomebodyDoes) {
    ASSERT_TRUE(receive(incoming(a_body("300000000000009", "m1", "te vroeg"))));
    ASSERT_TRUE(receive(incoming(a_body("300000000000009", "m1", "te vroeg"))));
    EXPECT_EQ(world_.count("quarantine", "state = 'waiting'"), 1);
    auto const id =
        parse_id<QuarantinedDelivery>(world_.text("SELECT id FROM quarantine WHERE account_id = $A")).value();

    auto const too_early = wait_for(intake_.replay(world_.account, id));
    ASSERT_TRUE(too_early);
    EXPECT_EQ(too_early->quarantined, 1);
    EXPECT_EQ(world_.count("quarantine", "state = 'waiting'"), 1);

    auto const late = connect("300000000000009");
    directory_.forget(world_.account, late);
    auto const replayed = wait_for(intake_.replay(world_.account, id));

    ASSERT_TRUE(replayed);
    EXPECT_EQ(replayed->applied, 1);
    EXPECT_EQ(world_.count("messages", "inbox_id = " + to_string(late)), 1);
    EXPECT_EQ(world_.count("quarantine", "state = 'replayed'"), 1);
}

// It was kept when its stream found it, and bears what it would have borne then.
TEST_F(IntakeTest, WhatASearchStreamFoundIsMarkedWhenItIsReplayed) {
    as_superuser_in_balie(
        "INSERT INTO search_streams (account_id, id, inbox_id, name, query, begins_at, due_at) VALUES (" +
        to_string(world_.account) + ", nextval('search_stream_ids'), " + to_string(main_) +
        ", 'Storing', '#fail', now(), now() + interval '1 day')");
    auto const stream =
        parse_id<SearchStream>(world_.text("SELECT id FROM search_streams WHERE account_id = $A")).value();
    auto found = ingest::Webhook{};
    found.account = world_.account;
    found.inbox = main_;
    found.method = "GET";
    found.url = ingest::found_by(stream);
    found.body = a_body("300000000000001", "m1", "Slecht bereikbaar #fail");
    ASSERT_TRUE(wait_for(ingest::keep_in_quarantine(world_.database, found, "an id that is too long")));
    auto const id =
        parse_id<QuarantinedDelivery>(world_.text("SELECT id FROM quarantine WHERE account_id = $A")).value();

    // This channel has no posts: what it brings is made one.
    ASSERT_TRUE(receive(incoming(a_body("300000000000001", "m1", "Slecht bereikbaar #fail"))));
    as_superuser_in_balie("UPDATE conversations SET public = true WHERE account_id = " +
                          to_string(world_.account));

    ASSERT_TRUE(wait_for(intake_.replay(world_.account, id)));

    EXPECT_EQ(world_.count("conversations", "sentiment = -1"), 1);
    EXPECT_EQ(
        world_.text("SELECT l.name FROM conversation_labels c JOIN labels l ON l.account_id = c.account_id "
                    "AND l.id = c.label_id WHERE c.account_id = $A"),
        "Storing");
}

TEST_F(IntakeTest, WhatAReplayCouldNotStoreWaitsOn) {
    ASSERT_TRUE(receive(incoming(a_body("300000000000009", "m1", "te vroeg"))));
    auto const id =
        parse_id<QuarantinedDelivery>(world_.text("SELECT id FROM quarantine WHERE account_id = $A")).value();
    directory_.forget(world_.account, connect("300000000000009"));
    auto options = lanes_options();
    options.url = "host=/nowhere dbname=balie user=balie_app";
    auto away = db::Database{options};
    auto writer = ingest::Writer{context().get_executor(), away, world_.journal, world_.clock};
    auto intake =
        ingest::Intake{world_.database, directory_, connectors_, writer, spool_, pulse_, world_.clock};

    auto const failed = wait_for(intake.replay(world_.account, id));
    auto const waiting = world_.count("quarantine", "state = 'waiting'");
    auto const again = wait_for(intake_.replay(world_.account, id));

    EXPECT_FALSE(failed);
    EXPECT_EQ(waiting, 1);
    EXPECT_TRUE(again);
    EXPECT_EQ(world_.count("messages"), 1);
    EXPECT_EQ(world_.count("quarantine", "state = 'replayed'"), 1);
}

TEST_F(IntakeTest, WhatTheDatabaseDoesNotTakeWaitsOnDiskAndComesInInItsOrder) {
    auto options = lanes_options();
    options.url = "host=/nowhere dbname=balie user=balie_app";
    auto away = db::Database{options};
    auto stranded = ingest::Writer{context().get_executor(), away, world_.journal, world_.clock};
    auto intake =
        ingest::Intake{world_.database, directory_, connectors_, stranded, spool_, pulse_, world_.clock};
    for (auto const* const id : {"m1", "m2", "m3", "m1", "m4"}) {
        EXPECT_TRUE(wait_for(intake.receive(incoming(a_body("300000000000001", id, id)))));
    }
    EXPECT_EQ(spool_.size(), 5U);
    EXPECT_TRUE(spool_.oldest());
    EXPECT_EQ(world_.count("messages"), 0);

    ASSERT_TRUE(receive(incoming(a_body("300000000000001", "m5", "m5"))));
    auto const behind = spool_.size();
    drain_spool();

    EXPECT_EQ(behind, 6U) << "what comes later stands behind";
    EXPECT_FALSE(spool_.holds(main_));
    EXPECT_EQ(
        world_.text("SELECT string_agg(external_id, ' ' ORDER BY id) FROM messages WHERE account_id = $A"),
        "m1 m2 m3 m4 m5");
    ASSERT_TRUE(receive(incoming(a_body("300000000000001", "m6", "m6"))));
    EXPECT_EQ(spool_.size(), 0U);
    EXPECT_EQ(world_.count("messages"), 6);
}

TEST_F(IntakeTest, HowLongTheOldestWaitsIsToldUntilNothingDoes) {
    auto options = lanes_options();
    options.url = "host=/nowhere dbname=balie user=balie_app";
    auto away = db::Database{options};
    auto stranded = ingest::Writer{context().get_executor(), away, world_.journal, world_.clock};
    auto intake =
        ingest::Intake{world_.database, directory_, connectors_, stranded, spool_, pulse_, world_.clock};
    ASSERT_TRUE(wait_for(intake.receive(incoming(a_body("300000000000001", "m1", "m1")))));
    auto told = std::vector<std::optional<Time>>{};
    auto const listener = [&told](std::optional<Time> waits_since) { told.push_back(waits_since); };

    auto waiting = ingest::SpoolRounds{context(), spool_, intake};
    waiting.tell(listener);
    waiting.start();
    EXPECT_TRUE(run_until(context(), [&] { return !told.empty(); }));
    EXPECT_EQ(told.front(), spool_.oldest());
    drain_spool();
    EXPECT_TRUE(run_until(context(), [&] { return !told.back(); }));
    waiting.stop();
    EXPECT_TRUE(run_until(context(), [&] { return waiting.is_idle(); }));
}

TEST_F(IntakeTest, ALateCommitBesideTheSpoolIsStillOneMessage) {
    auto locked = std::atomic<bool>{false};
    auto let_go = std::atomic<bool>{false};
    auto holder = std::thread{[&] {
        world_.database.run_here(world_.account.value, [&](db::Transaction& transaction) -> Result<void> {
            transaction.run(lock_stream, {world_.account});
            locked = true;
            while (!let_go) { std::this_thread::yield(); }
            return {};
        });
    }};
    while (!locked) { std::this_thread::yield(); }

    auto const answer = receive(incoming(a_body("300000000000001", "m1", "hallo")));
    auto const waiting = spool_.size();
    let_go = true;
    holder.join();
    drain_spool();

    EXPECT_TRUE(answer);
    EXPECT_EQ(waiting, 1U);
    EXPECT_EQ(world_.count("messages"), 1);
}

TEST_F(IntakeTest, UnreadableBytesAreKept) {
    ASSERT_TRUE(receive(incoming("{\"object\":\"whatsapp_business_account\",\"entry\":[{")));

    EXPECT_EQ(world_.text("SELECT convert_from(body, 'UTF8') FROM quarantine WHERE account_id = $A"),
              "{\"object\":\"whatsapp_business_account\",\"entry\":[{");
}

TEST_F(IntakeTest, TheFirstWebhookIsNoted) {
    ASSERT_TRUE(receive(incoming(a_body("300000000000001", "m1", "hallo"))));
    wait_for(drained());

    EXPECT_EQ(world_.count("inboxes", "first_webhook_at IS NOT NULL AND last_webhook_at IS NOT NULL"), 1);
    EXPECT_EQ(world_.count("events", "type = 'inbox.updated'"), 1);
}

}  // namespace
}  // namespace balie::test
