// Conversations that everybody can read: whom a reply goes to, answering in private, hiding and removing.
#include "desk/approval.hpp"
#include "desk/moderation.hpp"
#include "desk/private_reply.hpp"
#include "integration/desk/office.hpp"
#include "store/forbidden_phrases.hpp"
#include "store/messages.hpp"
#include "store/outbox.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;

// A post with the comments of two people.
class PublicTest : public testing::Test {
protected:
    PublicTest() {
        office.whatsapp.public_ = office.whatsapp.private_replies = true;
        office.whatsapp.hides_public = office.whatsapp.deletes_public = true;
        auto seed = test::ConversationSeed{};
        seed.public_ = true;
        seed.phone = "31611111111";
        seed.last_inbound_at = office.clock.now() - 24h * 30;
        thread = office.conversation(seed);
        test::as_superuser_in_balie("UPDATE conversations SET thread_key = 'post-1' WHERE account_id = " +
                                    to_string(office.account) + " AND id = " + to_string(thread));
        first = comment("c1", "31611111111");
        auto elsewhere = test::ConversationSeed{};
        elsewhere.phone = "31622222222";
        elsewhere.inbox = office.service;
        private_of_second = office.conversation(elsewhere);
        second = comment("c2", "31622222222");
    }

    MessageId comment(std::string const& external_id, std::string const& phone) {
        auto const id = office.inbound(thread, external_id, "Waar blijft het?");
        test::as_superuser_in_balie(
            "UPDATE messages SET identity_id = (SELECT i.id FROM contact_identities i WHERE i.account_id = " +
            to_string(office.account) + " AND i.value = '" + phone +
            "') WHERE account_id = " + to_string(office.account) + " AND id = " + to_string(id));
        return id;
    }

    Result<Message> approved(MessageId id) {
        return office.write([&](journal::Work& work) {
            return approve(work, office.as_lead(), id, office.context, office.clock.now());
        });
    }

    std::vector<OutboxItem> ready() {
        auto take = [this](db::Transaction& transaction) -> Result<std::vector<OutboxItem>> {
            return store::outbox::ready(transaction, office.account, {{office.service, 10}},
                                        office.clock.now() + 1h);
        };
        return office.read(std::move(take)).value();
    }

    Result<Written> in_private(access::Actor const& actor, MessageId to, std::string client_id) {
        return office.write([&](journal::Work& work) {
            return reply_in_private(work, actor, to, office.text(std::move(client_id), "Zullen we bellen?"),
                                    office.context, office.clock.now());
        });
    }

    Result<Message> moderated(MessageId id, Moderated wanted) {
        return office.write([&](journal::Work& work) { return note_moderated(work, anna, id, wanted); });
    }

    // An inbox of another channel, for private answers to go on in.
    InboxId private_room(std::string const& address) {
        office.whatsapp.private_room = PrivateRoom{Channel::messenger, IdentityKind::psid};
        office.context.capabilities[Channel::messenger] = &messenger;
        test::as_superuser_in_balie("INSERT INTO inboxes (account_id, id, channel, name, address) VALUES (" +
                                    to_string(office.account) +
                                    ", nextval('inbox_ids'), 'messenger', 'Messenger', '" + address + "')");
        return *parse_id<Inbox>(office.value(
            "SELECT id AS value FROM inboxes WHERE account_id = $account AND channel = 'messenger'"));
    }

    // The inbox of the conversation, and who is known there by the commenter's id: our commenter or somebody else.
    std::string place_of(Result<Written> const& written) {
        return office.value(
            "SELECT i.channel || ' ' || (SELECT count(*) FROM contact_identities p "
            "WHERE p.account_id = c.account_id AND p.kind = 'psid' AND p.contact_id = c.contact_id) "
            "AS value FROM conversations c JOIN inboxes i ON i.account_id = c.account_id AND i.id = "
            "c.inbox_id WHERE c.account_id = $account AND c.id = " +
            to_string(written->message.conversation_id));
    }

    test::Office office;
    Capabilities messenger;
    access::Actor const anna = office.as_anna();
    ConversationId thread;
    ConversationId private_of_second;
    MessageId first;
    MessageId second;
};

TEST_F(PublicTest, AReplyGoesToWhoeverItAnswers) {
    auto reply = office.text("r1", "Het komt morgen.");
    reply.public_confirmed = true;
    reply.reply_to_id = second;

    auto const written = office.reply(anna, thread, reply);

    ASSERT_TRUE(written) << written.error().detail;
    auto const items = ready();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items.front().reply_to_external_id, "c2");
    EXPECT_NE(items.front().thread_key, "");
    ASSERT_EQ(items.front().recipient.size(), 1U);
    EXPECT_EQ(items.front().recipient.front().value, "31622222222");
}

TEST_F(PublicTest, AReplyToNobodyGoesToWhoeverWroteLast) {
    auto reply = office.text("r1", "Het komt morgen.");
    reply.public_confirmed = true;

    auto const written = office.reply(anna, thread, reply);
    auto const again = office.reply(anna, thread, reply);

    ASSERT_TRUE(written) << written.error().detail;
    EXPECT_EQ(written->message.reply_to_id, second);
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_FALSE(again->is_new);
    auto const items = ready();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items.front().reply_to_external_id, "c2");
    EXPECT_EQ(items.front().recipient.front().value, "31622222222");
}

TEST_F(PublicTest, AReplyToNobodyStandsUnderTheLastCommentAlsoOfWhoBeganTheThread) {
    ASSERT_TRUE(moderated(second, Moderated::removed));
    auto reply = office.text("r1", "Het komt morgen.");
    reply.public_confirmed = true;

    ASSERT_TRUE(office.reply(anna, thread, reply));

    auto const items = ready();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items.front().reply_to_external_id, "c1");
    EXPECT_EQ(items.front().recipient.front().value, "31611111111");
}

TEST_F(PublicTest, ANoteGoesToNobody) {
    auto note = office.text("n1", "Is dit onze klant?");
    note.kind = MessageKind::note;

    auto const written = office.reply(anna, thread, note);

    ASSERT_TRUE(written) << written.error().detail;
    EXPECT_FALSE(written->message.reply_to_id);
}

TEST_F(PublicTest, APrivateAnswerStandsInThePrivateConversation) {
    auto const opened = in_private(anna, first, "p1");
    auto const found = in_private(anna, second, "p2");

    ASSERT_TRUE(opened) << opened.error().detail;
    ASSERT_TRUE(found) << found.error().detail;
    EXPECT_NE(opened->message.conversation_id, thread);
    EXPECT_EQ(found->message.conversation_id, private_of_second);
    auto const items = ready();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items.front().private_reply_to, "c1");
    EXPECT_EQ(items.front().thread_key, "");
    EXPECT_EQ(items.front().recipient.front().value, "31611111111");
}

TEST_F(PublicTest, BothThreadsTellWhereItGoesOn) {
    auto const written = in_private(anna, first, "p1");
    in_private(anna, first, "p1");

    ASSERT_TRUE(written) << written.error().detail;
    auto const line_in = [this](ConversationId conversation) {
        return office.value(
            "SELECT string_agg((content #>> '{activity,action}') || ' ' || "
            "(content #>> '{activity,conversation,id}'), ',') AS value FROM messages WHERE "
            "account_id = $account AND kind = 'activity' AND conversation_id = " +
            to_string(conversation));
    };
    EXPECT_EQ(line_in(thread), "went_private " + to_string(written->message.conversation_id));
    EXPECT_EQ(line_in(written->message.conversation_id), "came_from_public " + to_string(thread));
}

TEST_F(PublicTest, APrivateAnswerTwiceIsOneMessage) {
    auto const once = in_private(anna, first, "p1");
    ASSERT_TRUE(once);
    test::as_superuser_in_balie(
        "UPDATE conversations SET status = 'resolved' WHERE account_id = " + to_string(office.account) +
        " AND id = " + to_string(once->message.conversation_id));

    auto const again = in_private(anna, first, "p1");
    auto const to_another = in_private(anna, second, "p1");

    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_FALSE(again->is_new);
    EXPECT_EQ(again->message.id, once->message.id);
    EXPECT_EQ(to_another.error().reason, "other_message");
}

TEST_F(PublicTest, APrivateAnswerStandsWhereTheCustomersWordsWillComeIn) {
    auto both = anna;
    both.inboxes.push_back(private_room("Service"));

    auto const written = in_private(both, first, "p1");
    auto const more = office.reply(both, written->message.conversation_id, office.text("r2", "Nog iets."));

    ASSERT_TRUE(written) << written.error().detail;
    EXPECT_EQ(place_of(written), "messenger 1");
    EXPECT_EQ(written->message.inbox_id, both.inboxes.back());
    EXPECT_EQ(
        office.value("SELECT count(DISTINCT contact_id) AS value FROM contact_identities WHERE account_id = "
                     "$account AND value = '31611111111'"),
        "1");
    EXPECT_TRUE(more) << more.error().detail;
}

TEST_F(PublicTest, APrivateAnswerStaysWhereItsWriterWorksButTheCustomerIsKnownElsewhere) {
    private_room("Service");

    auto const written = in_private(anna, first, "p1");

    ASSERT_TRUE(written) << written.error().detail;
    EXPECT_EQ(place_of(written), "whatsapp 1");
}

TEST_F(PublicTest, ARoomOfAnotherAddressIsNotTheirs) {
    auto both = anna;
    both.inboxes.push_back(private_room("Elders"));

    auto const written = in_private(both, first, "p1");

    ASSERT_TRUE(written) << written.error().detail;
    EXPECT_EQ(place_of(written), "whatsapp 0");
}

TEST_F(PublicTest, WithoutPrivateThreadsTheAnswerIsGivenOnce) {
    office.whatsapp.private_ = false;
    auto const written = in_private(anna, first, "p1");
    ASSERT_TRUE(written) << written.error().detail;

    auto const second_word =
        office.reply(anna, written->message.conversation_id, office.text("r2", "Nog iets."));
    auto note = office.text("n1", "Belt terug.");
    note.kind = MessageKind::note;
    auto const noted = office.reply(anna, written->message.conversation_id, note);

    EXPECT_EQ(second_word.error().reason, "answered_once");
    EXPECT_TRUE(noted) << noted.error().detail;
}

TEST_F(PublicTest, WhatCannotBeAnsweredInPrivateIsRefused) {
    auto const said_in_private = office.inbound(private_of_second, "m1", "Hallo");
    auto const of_private = in_private(anna, said_in_private, "p1");
    auto stranger = anna;
    stranger.inboxes.clear();
    auto const unseen = in_private(stranger, first, "p2");
    office.whatsapp.private_replies = false;
    auto const unable = in_private(anna, first, "p3");

    EXPECT_EQ(of_private.error().reason, "not_public");
    EXPECT_EQ(unseen.error().code, ErrorCode::not_found);
    EXPECT_EQ(unable.error().reason, "private_replies_not_supported");
}

TEST_F(PublicTest, HidingIsShownToldAndAudited) {
    auto const hidden = moderated(first, Moderated::hidden);
    auto const shown = moderated(first, Moderated::shown);

    ASSERT_TRUE(hidden) << hidden.error().detail;
    EXPECT_EQ(hidden->content, R"({"hidden": true})");
    EXPECT_EQ(shown->content, "");
    EXPECT_EQ(std::ranges::count(office.event_types(), "message.updated"), 2);
    EXPECT_EQ(office.value("SELECT string_agg(action, ' ' ORDER BY id) AS value FROM audit_log WHERE "
                           "account_id = $account"),
              "message.hidden message.shown");
}

TEST_F(PublicTest, WhatIsRemovedHasNoTextLeft) {
    auto const removed = moderated(first, Moderated::removed);

    ASSERT_TRUE(removed);
    EXPECT_EQ(removed->text, "");
    EXPECT_TRUE(removed->deleted_at);
}

TEST_F(PublicTest, OnlyWhatThePlatformShowsCanBeModerated) {
    auto message = store::public_messages::PublicMessage{first};
    message.is_public = true;
    message.external_id = "c1";
    auto ours = message;
    ours.direction = Direction::out;
    auto unsent = ours;
    unsent.external_id.clear();
    auto hides_nothing = office.whatsapp;
    hides_nothing.hides_public = false;

    EXPECT_TRUE(may_moderate(message, Moderated::hidden, &office.whatsapp));
    EXPECT_TRUE(may_moderate(ours, Moderated::removed, &office.whatsapp));
    EXPECT_EQ(may_moderate(ours, Moderated::hidden, &office.whatsapp).error().reason, "not_of_a_customer");
    EXPECT_EQ(may_moderate(unsent, Moderated::removed, &office.whatsapp).error().reason, "not_there");
    EXPECT_EQ(may_moderate(message, Moderated::hidden, &hides_nothing).error().reason,
              "moderation_not_supported");
}

TEST_F(PublicTest, AChannelMayBeMasterOfItsOwnOnly) {
    office.whatsapp.hides_under_own_only = office.whatsapp.deletes_own_only = true;
    auto message = store::public_messages::PublicMessage{first};
    message.is_public = true;
    message.external_id = "c1";
    auto ours = message;
    ours.direction = Direction::out;
    auto under_ours = message;
    under_ours.is_under_own_post = true;

    EXPECT_EQ(may_moderate(message, Moderated::removed, &office.whatsapp).error().reason, "not_our_own");
    EXPECT_EQ(may_moderate(message, Moderated::hidden, &office.whatsapp).error().reason,
              "not_under_own_post");
    EXPECT_TRUE(may_moderate(ours, Moderated::removed, &office.whatsapp));
    EXPECT_TRUE(may_moderate(under_ours, Moderated::hidden, &office.whatsapp));
}

// What the platform said of the first word holds for what stands deeper in the same conversation.
TEST_F(PublicTest, AThreadUnderOurPostIsKnownByItsFirstWord) {
    auto const is_under_own = [this](MessageId id) {
        auto find = [&](db::Transaction& transaction) -> Result<std::vector<Message>> {
            return store::messages::find_many(transaction, office.account, {id});
        };
        return office.read(std::move(find)).value().front().is_under_own_post;
    };
    ASSERT_FALSE(is_under_own(second));

    test::as_superuser_in_balie(
        R"(UPDATE messages SET content = '{"post": {"under_own_post": true}}' WHERE id = )" +
        to_string(first));

    EXPECT_TRUE(is_under_own(first));
    EXPECT_TRUE(is_under_own(second));
}

TEST_F(PublicTest, WhatAnswersACommentThatIsGoneIsNotApproved) {
    office
        .write([&](journal::Work& work) {
            return store::forbidden_phrases::insert(work.transaction(), office.account, "gratis", "");
        })
        .value();
    auto reply = office.text("g1", "Het is gratis");
    reply.public_confirmed = reply.ask_approval = true;
    reply.reply_to_id = first;
    auto const gone = office.reply(office.as_anna(), thread, reply);
    reply.client_id = "g2";
    reply.reply_to_id = second;
    auto const there = office.reply(office.as_anna(), thread, reply);
    ASSERT_TRUE(gone && there);
    test::as_superuser_in_balie("UPDATE messages SET deleted_at = now() WHERE account_id = " +
                                to_string(office.account) + " AND id = " + to_string(first));

    EXPECT_EQ(approved(gone->message.id).error().reason, "no_such_message");
    EXPECT_TRUE(approved(there->message.id).has_value());
    EXPECT_EQ(ready().size(), 1U);
}

}  // namespace
}  // namespace balie::desk
