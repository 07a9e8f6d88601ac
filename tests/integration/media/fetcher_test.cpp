// Files of inbound messages on their way home, and uploads that nobody takes, on a real PostgreSQL.
#include "media/fetcher.hpp"

#include "api/media_journal.hpp"
#include "integration/delivery/outgoing.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

constexpr auto gif = std::string_view{"GIF89a\x02\x00\x03\x00\xf0\x00\x00\x00\x00\x00\xff\xff\xff;", 20};

constexpr auto make_inbound = db::Statement{"test.make_inbound", R"sql(
    INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, content_type, sender_type, has_attachments)
    VALUES ($1, nextval('message_ids'), $2, $3, 'in', 'message', 'image', 'contact', true)
    RETURNING id
)sql"};

constexpr auto make_pending = db::Statement{"test.make_pending", R"sql(
    INSERT INTO attachments (account_id, id, inbox_id, message_id, kind, state, mime, source, due_at)
    VALUES ($1, nextval('attachment_ids'), $2, $3, $4, 'pending', 'image/gif', '{"media_id": "1001"}', $5)
    RETURNING id
)sql"};

constexpr auto see_attachment = db::Statement{"test.see_attachment", R"sql(
    SELECT a.state, a.state_reason, a.mime, a.width, a.height, a.file, a.tries, m.version
      FROM attachments a
      JOIN messages m ON m.account_id = a.account_id AND m.id = a.message_id
     WHERE a.account_id = $1 AND a.id = $2
)sql"};

constexpr auto make_picture = db::Statement{"test.make_picture", R"sql(
    INSERT INTO attachments (account_id, id, inbox_id, identity_id, kind, state, source, due_at)
    SELECT $1, nextval('attachment_ids'), c.inbox_id, c.identity_id, 'image', 'pending', '{"url": "https://cdn.example.test/1"}', $3
      FROM conversations c
     WHERE c.account_id = $1 AND c.id = $2
    RETURNING id
)sql"};

// A platform that holds one file.
class HeldFile final : public MediaSource {
public:
    std::string bytes{gif};
    std::optional<Error> fault = {};
    int fetches = 0;
    std::function<void()> meanwhile = {};  // while the platform answers

    Task<Result<FetchedMedia>> fetch(InboundAttachment, Secrets, std::filesystem::path to,
                                     std::size_t) override {
        ++fetches;
        if (fault) { co_return *fault; }
        std::ofstream{to, std::ios::binary} << bytes;
        if (meanwhile) { meanwhile(); }
        co_return FetchedMedia{"image/gif", bytes.size()};
    }
};

// The scripted platform, with a file.
class PlatformWithFile final : public Connector {
public:
    explicit PlatformWithFile(HeldFile& file) : file_(&file) {}
    Channel channel() const noexcept override { return Channel::whatsapp; }
    Capabilities const& capabilities() const noexcept override { return abilities_; }
    std::span<SettingField const> settings() const noexcept override { return {}; }
    std::optional<WebhookReply> challenge(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<void> verify(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<std::vector<InboundEvent>> parse(WebhookRequest const&) const override {
        return std::vector<InboundEvent>{};
    }
    Task<SendOutcome> send(OutboundMessage, Secrets) override { co_return SendOutcome{}; }
    MediaSource* media_source() noexcept override { return file_; }

private:
    HeldFile* file_;
    Capabilities abilities_;
};

class Fetcher : public testing::Test {
protected:
    Outgoing desk;
    HeldFile held;
    PlatformWithFile platform{held};
    TemporaryFolder parent;
    media::Folder folder = media::Folder::open(parent.path() / "media").value();
    media::Sniffer sniffer;
    http::FileThreads threads;
    journal::Journal journal{database(), [](AccountId, std::int64_t) {}};
    media::Workshop workshop{&desk.context, &database(), &threads, &sniffer, &folder, &desk.clock};
    media::Fetcher fetcher{workshop, desk.box(), [this](Channel) -> Connector* { return &platform; },
                           api::media_journal(journal)};

    ~Fetcher() override { wait_for(end()); }

    Task<bool> end() {
        co_await fetcher.drain(5s);
        co_return true;
    }

    AttachmentId a_pending(AttachmentKind kind = AttachmentKind::image) {
        auto const conversation = desk.a_conversation();
        auto const make = [&](db::Transaction& transaction) -> Result<AttachmentId> {
            auto const messages = transaction.run(make_inbound, {desk.account(), conversation, desk.inbox()});
            auto const rows = transaction.run(
                make_pending, {desk.account(), desk.inbox(), messages.front().id<Message>("id"),
                               to_word(kind), desk.clock.now()});
            return rows.front().id<Attachment>("id");
        };
        return database().run_here(desk.account().value, make).value();
    }

    AttachmentId a_picture(ConversationId conversation) {
        auto const make = [&](db::Transaction& transaction) -> Result<AttachmentId> {
            auto const rows = transaction.run(make_picture, {desk.account(), conversation, desk.clock.now()});
            return rows.front().id<Attachment>("id");
        };
        return database().run_here(desk.account().value, make).value();
    }
    std::int64_t count(std::string const& of) {
        return desk.number("SELECT count(*) AS number FROM " + of +
                           " AND account_id = " + to_string(desk.account()));
    }
    bool comes_to(std::string const& of, std::int64_t number) {
        desk.clock.advance(10s);  // past what the database calls now
        fetcher.wake(desk.account());
        return desk.until([&] { return count(of) == number; });
    }

    bool becomes_empty() {
        return desk.until([&] {
            for (auto const& entry : std::filesystem::recursive_directory_iterator{folder.path()}) {
                if (entry.is_regular_file()) { return false; }
            }
            return true;
        });
    }

    db::Rows look(AttachmentId id) {
        return database()
            .run_here(desk.account().value,
                      [&](db::Transaction& transaction) -> Result<db::Rows> {
                          return transaction.run(see_attachment, {desk.account(), id});
                      })
            .value();
    }

    bool becomes(AttachmentId id, std::string_view state) {
        fetcher.wake(desk.account());
        return desk.until([&] { return look(id).front().text("state") == state; });
    }
};

TEST_F(Fetcher, BringsAFileHomeAndSaysSo) {
    auto const id = a_pending();
    fetcher.start();

    ASSERT_TRUE(becomes(id, "ready"));
    auto const rows = look(id);
    auto const row = rows.front();
    EXPECT_EQ(row.text("mime"), "image/gif");
    EXPECT_EQ(row.integer("width"), 2);
    EXPECT_EQ(row.integer("height"), 3);
    EXPECT_EQ(row.integer("version"), 2);
    EXPECT_EQ(std::filesystem::file_size(folder.path_of(row.string("file"))), gif.size());
    EXPECT_EQ(
        desk.number("SELECT count(*) AS number FROM events WHERE type = 'message.updated' AND account_id = " +
                    to_string(desk.account())),
        1);
}

TEST_F(Fetcher, APictureThatIsAPageIsRefusedAndLeavesNoFile) {
    held.bytes = "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>";
    auto const id = a_pending();
    fetcher.start();

    ASSERT_TRUE(becomes(id, "refused"));
    EXPECT_EQ(look(id).front().text("state_reason"), "type_differs");
    EXPECT_TRUE(std::filesystem::is_empty(folder.incoming()));
}

TEST_F(Fetcher, ACustomersPictureIsShownUntilTheNextOneAndGoesWithThem) {
    auto const conversation = desk.a_conversation();
    auto const first = a_picture(conversation);
    fetcher.start();
    ASSERT_TRUE(comes_to("contact_identities WHERE picture_id = " + to_string(first), 1));
    EXPECT_EQ(count("events WHERE type = 'contact.updated'"), 1);

    auto const second = a_picture(conversation);
    ASSERT_TRUE(comes_to("contact_identities WHERE picture_id = " + to_string(second), 1));
    ASSERT_TRUE(comes_to("attachments WHERE id = " + to_string(first), 0)) << "its row and its file go";

    as_superuser_in_balie("SELECT erase_contacts(" + to_string(desk.account()) +
                          ", ARRAY[contact_id]) FROM conversations WHERE id = " + to_string(conversation));
    ASSERT_TRUE(comes_to("attachments WHERE id = " + to_string(second), 0));
    EXPECT_EQ(count("contact_identities WHERE picture_id IS NOT NULL"), 0);
    EXPECT_TRUE(becomes_empty());
}

TEST_F(Fetcher, WhatIsErasedWhileItIsFetchedLeavesNoFile) {
    auto const conversation = desk.a_conversation();
    auto const picture = a_picture(conversation);
    auto const file = a_pending();
    held.meanwhile = [&] {
        as_superuser_in_balie(
            "SELECT erase_contacts(" + to_string(desk.account()) +
            ", ARRAY[contact_id]) FROM (SELECT DISTINCT contact_id FROM conversations WHERE account_id = " +
            to_string(desk.account()) + ") c");
    };
    fetcher.start();
    ASSERT_TRUE(comes_to("attachments WHERE id IN (" + to_string(picture) + ", " + to_string(file) + ")", 0));

    wait_for(end());

    EXPECT_GT(held.fetches, 0);
    EXPECT_TRUE(becomes_empty());
    EXPECT_EQ(count("contact_identities WHERE picture_id IS NOT NULL"), 0);
}

TEST_F(Fetcher, WhatIsNoPictureIsNobodysPicture) {
    held.bytes = R"(<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>)";
    auto const id = a_picture(desk.a_conversation());
    fetcher.start();

    ASSERT_TRUE(comes_to("attachments WHERE id = " + to_string(id), 0));
    EXPECT_EQ(count("contact_identities WHERE picture_id IS NOT NULL"), 0);
    EXPECT_TRUE(std::filesystem::is_empty(folder.incoming()));
}

TEST_F(Fetcher, TriesAgainUntilThePlatformAnswers) {
    held.fault = Error{ErrorCode::unavailable, "away"};
    auto const id = a_pending();
    fetcher.start();
    ASSERT_TRUE(desk.until([&] { return look(id).front().text("state_reason") == "unavailable"; }));
    EXPECT_EQ(look(id).front().text("state"), "pending");

    held.fault.reset();
    desk.clock.advance(10s);

    EXPECT_TRUE(becomes(id, "ready"));
    EXPECT_EQ(held.fetches, 2);
}

TEST_F(Fetcher, WhatIsGoneIsNotAskedForAgain) {
    held.fault = Error{ErrorCode::not_found, "gone"};
    auto const id = a_pending();
    fetcher.start();

    ASSERT_TRUE(becomes(id, "failed"));
    desk.clock.advance(48h);
    fetcher.wake(desk.account());
    desk.settle();

    EXPECT_EQ(look(id).front().text("state_reason"), "gone");
    EXPECT_EQ(held.fetches, 1);
}

}  // namespace
}  // namespace balie::test
