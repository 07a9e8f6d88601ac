// What is no message: reactions, edits, deletions, new addresses; in any order, and twice.
#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace balie::test {
namespace {

Time at(int seconds) { return Time{std::chrono::seconds{1'767'225'600 + seconds}}; }

ReactionChange a_reaction(std::string id, std::string target, std::string emoji, int second) {
    auto reaction = ReactionChange{};
    reaction.external_id = std::move(id);
    reaction.target_external_id = std::move(target);
    reaction.contact.identities.emplace_back(IdentityKind::phone, "31600000001");
    reaction.emoji = std::move(emoji);
    reaction.platform_at = at(second);
    return reaction;
}

MessageEdit an_edit(std::string id, std::string target, std::string text, int second) {
    auto edit = MessageEdit{};
    edit.external_id = std::move(id);
    edit.target_external_id = std::move(target);
    edit.text = std::move(text);
    edit.platform_at = at(second);
    return edit;
}

constexpr auto reactions =
    "SELECT coalesce(string_agg(r ->> 'emoji', ''), '') FROM messages m, jsonb_array_elements(m.reactions) r "
    "WHERE m.account_id = $A AND m.external_id = 'm1'";

TEST(IngestEchoes, OneOfWhatWeAreSendingSettlesIt) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    world.an_outgoing("31600000001", "antwoord");
    auto echo = a_message("out1", "31600000001", "antwoord");
    echo.direction = Direction::out;
    auto elsewhere = a_message("out2", "31600000001", "uit de app");
    elsewhere.direction = Direction::out;

    ASSERT_TRUE(world.write({echo, elsewhere}));

    EXPECT_EQ(world.count("messages", "direction = 'out'"), 2);
    EXPECT_EQ(
        world.text("SELECT status || text FROM messages WHERE account_id = $A AND external_id = 'out1'"),
        "sentantwoord");
    EXPECT_EQ(world.text("SELECT waiting_since IS NULL FROM conversations WHERE account_id = $A"), "true");
}

InboundMessage under_a_post(std::string id, std::string author, std::string text, IdentityKind kind) {
    auto comment = a_message(std::move(id), "31600000001", std::move(text));
    comment.contact.identities = {IdentityValue{kind, std::move(author)}};
    comment.content_type = ContentType::comment;
    comment.thread_key = "post-1";
    return comment;
}

// The page writes it, and the thread is of whoever commented first: neither is whom we answered.
TEST(IngestEchoes, OneUnderAPublicPostSettlesItToo) {
    auto world = World{};
    auto const kind = IdentityKind::facebook_user;
    ASSERT_TRUE(
        world.write({under_a_post("c1", "4301", "een", kind), under_a_post("c2", "4302", "twee", kind)}));
    world.an_outgoing("4301", "antwoord");
    auto echo = under_a_post("out1", "4101", "antwoord", kind);
    echo.direction = Direction::out;
    echo.reply_to_external_id = "c2";
    auto by_hand = under_a_post("out2", "4101", "van de pagina zelf", kind);
    by_hand.direction = Direction::out;

    ASSERT_TRUE(world.write({echo, by_hand}));

    EXPECT_EQ(world.count("messages", "direction = 'out'"), 2);
    EXPECT_EQ(
        world.text("SELECT status || text FROM messages WHERE account_id = $A AND external_id = 'out1'"),
        "sentantwoord");
    EXPECT_EQ(world.count("conversations", "true"), 1);
}

TEST(IngestEchoes, OneUnderAPostThatWasResolvedMeanwhileBeginsNothing) {
    auto world = World{};
    ASSERT_TRUE(world.write({under_a_post("c1", "4301", "een", IdentityKind::facebook_user)}));
    world.an_outgoing("4301", "antwoord");
    as_superuser_in_balie("UPDATE conversations SET status = 'resolved' WHERE account_id = " +
                          to_string(world.account));
    auto echo = under_a_post("out1", "4101", "antwoord", IdentityKind::facebook_user);
    echo.direction = Direction::out;
    echo.reply_to_external_id = "c1";

    ASSERT_TRUE(world.write({echo}));

    EXPECT_EQ(world.count("messages", "direction = 'out'"), 1);
    EXPECT_EQ(world.count("conversations", "true"), 1);
}

// X writes the names of those who are answered in front, and t.co for every link.
TEST(IngestEchoes, OneWithWhatThePlatformPutIntoItSettlesItToo) {
    auto world = World{};
    ASSERT_TRUE(world.write({under_a_post("900", "7301", "een", IdentityKind::x_user)}));
    world.an_outgoing("7301", "Kijk op https://example.nl/storing voor meer.");
    auto echo =
        under_a_post("901", "7301", "@sanne @piet Kijk op https://t.co/Ab1 voor meer.", IdentityKind::x_user);
    echo.direction = Direction::out;
    echo.reply_to_external_id = "900";

    ASSERT_TRUE(world.write({echo}));

    EXPECT_EQ(world.count("messages", "direction = 'out'"), 1);
    EXPECT_EQ(world.text("SELECT status FROM messages WHERE account_id = $A AND external_id = '901'"),
              "sent");
}

TEST(IngestReactions, TheNewestOfASenderCountsWhateverCameFirst) {
    auto world = World{};
    auto orders = std::vector{0, 1, 2, 3};
    auto round = 0;
    do {
        auto const id = std::to_string(++round);
        auto const events = std::vector<InboundEvent>{
            a_message("m" + id, "31600000001", "een"), a_reaction("a" + id, "m" + id, "👍", 1),
            a_reaction("b" + id, "m" + id, "", 2), a_reaction("c" + id, "m" + id, "❤", 3)};
        for (auto const next : orders) { ASSERT_TRUE(world.write({events[static_cast<std::size_t>(next)]})); }
    } while (std::next_permutation(orders.begin(), orders.end()));

    EXPECT_EQ(
        world.count("messages", "reactions #>> '{0,emoji}' = '❤' AND jsonb_array_length(reactions) = 1"),
        round);
    EXPECT_EQ(world.count("inbound_changes", "NOT applied"), 0);
}

TEST(IngestReactions, ARepeatTellsNothing) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een"), a_reaction("r1", "m1", "👍", 1)}));
    auto const events = world.count("events");

    ASSERT_TRUE(world.write({a_reaction("r1", "m1", "👍", 1)}));

    EXPECT_EQ(world.count("events"), events);
    EXPECT_EQ(world.text(reactions), "👍");
}

TEST(IngestEdits, TheNewestByThePlatformsTimeIsShown) {
    auto world = World{};

    ASSERT_TRUE(world.write({an_edit("e2", "m1", "drie", 2)}));
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    ASSERT_TRUE(world.write({an_edit("e1", "m1", "twee", 1)}));

    EXPECT_EQ(world.text("SELECT text FROM messages WHERE account_id = $A"), "drie");
    EXPECT_EQ(world.text("SELECT preview FROM conversations WHERE account_id = $A"), "drie");
}

TEST(IngestDeletions, ADeletedMessageStaysDeleted) {
    auto world = World{};
    auto deletion = MessageDeletion{};
    deletion.external_id = "d1";
    deletion.target_external_id = "m1";
    deletion.platform_at = at(1);

    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    ASSERT_TRUE(world.write({deletion}));
    ASSERT_TRUE(world.write({an_edit("e1", "m1", "toch", 2)}));

    EXPECT_EQ(world.text("SELECT text || (deleted_at IS NOT NULL) FROM messages WHERE account_id = $A"),
              "true");
}

TEST(IngestIdentities, ANewNumberStaysTheSameContact) {
    auto world = World{};
    auto change = IdentityChange{};
    change.external_id = "i1";
    change.previous = {IdentityValue{IdentityKind::phone, "31600000001"}};
    change.current = {IdentityValue{IdentityKind::phone, "31600000002"}};
    change.text = "Nieuw nummer";
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));

    ASSERT_TRUE(world.write({change}));
    ASSERT_TRUE(world.write({change}));
    ASSERT_TRUE(world.write({a_message("m2", "31600000002", "twee")}));

    EXPECT_EQ(world.count("contacts"), 1);
    EXPECT_EQ(world.count("messages", "kind = 'activity'"), 1);
    EXPECT_EQ(world.text("SELECT phone FROM contacts WHERE account_id = $A"), "+31600000002");
    EXPECT_EQ(
        world.text("SELECT value FROM contact_identities WHERE account_id = $A AND retired_at IS NOT NULL"),
        "31600000001");
}

InboundContact a_customer(std::string phone) {
    auto contact = InboundContact{};
    contact.identities.emplace_back(IdentityKind::phone, std::move(phone));
    return contact;
}

Watermark a_watermark(DeliveryStatus status, Time up_to, std::string phone = "31600000001") {
    auto watermark = Watermark{};
    watermark.contact = a_customer(std::move(phone));
    watermark.status = status;
    watermark.up_to = up_to;
    return watermark;
}

OptOut a_wish(bool wants_messages, int second) {
    auto wish = OptOut{};
    wish.contact = a_customer("31600000001");
    wish.wants_messages = wants_messages;
    wish.platform_at = at(second);
    return wish;
}

// Sent, and taken by the platform, so many seconds ago.
void sent_ago(World const& world, std::int64_t message, std::string const& external_id, int seconds) {
    auto const id = std::to_string(message);
    auto const ago = "now() - interval '" + std::to_string(seconds) + " seconds'";
    as_superuser_in_balie("UPDATE messages SET status = 'sent', external_id = '" + external_id +
                          "', created_at = " + ago + " WHERE account_id = " + to_string(world.account) +
                          " AND id = " + id +
                          "; UPDATE delivery_attempts SET state = 'sent', external_id = '" + external_id +
                          "', sent_at = " + ago + " WHERE account_id = " + to_string(world.account) +
                          " AND message_id = " + id);
}

constexpr auto sent_statuses =
    "SELECT string_agg(status, ' ' ORDER BY id) FROM messages WHERE account_id = $A AND direction = 'out'";

TEST(IngestWatermarks, RaiseWhatWasSentUntilThenAndNothingAfter) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een"), a_message("m2", "31600000002", "twee")}));
    sent_ago(world, world.an_outgoing("31600000001", "vroeg"), "out1", 300);
    sent_ago(world, world.an_outgoing("31600000001", "laat"), "out2", 10);
    sent_ago(world, world.an_outgoing("31600000002", "een ander"), "out3", 300);

    ASSERT_TRUE(
        world.write({a_watermark(DeliveryStatus::read, world.clock.now() - std::chrono::seconds{100})}));

    EXPECT_EQ(world.text(sent_statuses), "read sent sent");
    EXPECT_EQ(world.count("delivery_attempts", "state = 'read' AND read_at IS NOT NULL"), 1);
    EXPECT_EQ(world.count("events", "type = 'message.updated'"), 1);
}

TEST(IngestWatermarks, NeverLowerAndARepeatTellsNothing) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    sent_ago(world, world.an_outgoing("31600000001", "antwoord"), "out1", 300);
    auto const now = world.clock.now();
    ASSERT_TRUE(world.write({a_watermark(DeliveryStatus::read, now)}));
    auto const events = world.count("events");

    ASSERT_TRUE(world.write({a_watermark(DeliveryStatus::delivered, now)}));
    ASSERT_TRUE(world.write({a_watermark(DeliveryStatus::read, now)}));

    EXPECT_EQ(world.text(sent_statuses), "read");
    EXPECT_EQ(world.count("events"), events);
}

TEST(IngestWatermarks, OfAnUnknownCustomerMakeNobody) {
    auto world = World{};

    ASSERT_TRUE(world.write({a_watermark(DeliveryStatus::read, world.clock.now(), "31600000009")}));

    EXPECT_EQ(world.count("contacts"), 0);
    EXPECT_EQ(world.count("events"), 0);
}

TEST(IngestOptOuts, TheNewestWordCountsWhateverCameFirst) {
    auto orders = std::vector{0, 1, 2};
    do {
        auto world = World{};
        auto const wishes = std::vector<InboundEvent>{a_wish(false, 1), a_wish(true, 2), a_wish(false, 3)};
        ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
        for (auto const next : orders) { ASSERT_TRUE(world.write({wishes[static_cast<std::size_t>(next)]})); }
        EXPECT_EQ(world.count("contact_identities", "opted_out_at IS NOT NULL"), 1);

        ASSERT_TRUE(world.write({a_wish(true, 4)}));

        EXPECT_EQ(world.count("contact_identities", "opted_out_at IS NOT NULL"), 0);
    } while (std::next_permutation(orders.begin(), orders.end()));
}

TEST(IngestOptOuts, TellOfTheContactAndItsConversationOnce) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_wish(false, 1)}));
    EXPECT_EQ(world.count("contacts"), 0);
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto const events = world.count("events");

    ASSERT_TRUE(world.write({a_wish(false, 2)}));
    ASSERT_TRUE(world.write({a_wish(false, 2)}));

    EXPECT_EQ(world.count("events"), events + 3);
    EXPECT_EQ(world.count("events", "type = 'contact.updated'"), 1);
}

TEST(IngestOptOuts, AreALineInTheThreadWhereTheyChangeSomething) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));

    ASSERT_TRUE(world.write({a_wish(true, 1)}));  // welcome they were already
    ASSERT_TRUE(world.write({a_wish(false, 2)}));
    ASSERT_TRUE(world.write({a_wish(false, 3)}));
    ASSERT_TRUE(world.write({a_wish(true, 4)}));

    EXPECT_EQ(world.text("SELECT string_agg(content #>> '{activity,action}', ' ' ORDER BY id) FROM messages "
                         "WHERE account_id = $A AND kind = 'activity'"),
              "opted_out opted_in");
}

TEST(IngestHiding, IsShownUntilItIsTakenBack) {
    auto world = World{};
    auto hiding = HidingChange{};
    hiding.external_id = "h1";
    hiding.target_external_id = "m1";
    hiding.platform_at = at(1);
    auto shown = hiding;
    shown.external_id = "h2";
    shown.is_hidden = false;
    shown.platform_at = at(2);

    ASSERT_TRUE(world.write({hiding}));
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    EXPECT_EQ(world.text("SELECT content FROM messages WHERE account_id = $A"), R"({"hidden": true})");
    ASSERT_TRUE(world.write({shown}));
    ASSERT_TRUE(world.write({hiding}));

    EXPECT_EQ(world.text("SELECT content IS NULL FROM messages WHERE account_id = $A"), "true");
}

TEST(IngestNotices, TheSameWordsWithinADayAreOneNotice) {
    auto world = World{};
    auto notice = ChannelNotice{};
    notice.kind = "quality";
    notice.title = "Low";

    ASSERT_TRUE(world.write({notice}));
    ASSERT_TRUE(world.write({notice}));

    EXPECT_EQ(world.count("channel_notices"), 1);
}

}  // namespace
}  // namespace balie::test
