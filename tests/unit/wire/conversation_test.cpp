// A conversation on the wire: absent is absent, and the window is the channel's.
#include "wire/conversation.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace balie::wire {
namespace {

using namespace std::chrono_literals;

Time at(std::string_view text) { return parse_time(text).value(); }

Conversation a_conversation() {
    auto conversation = Conversation{ConversationId{7}, 12, InboxId{3}};
    conversation.contact = ContactSummary{ContactId{5}, "Éva"};
    conversation.last_activity_at = at("2026-01-02T10:00:00Z");
    conversation.created_at = at("2026-01-01T10:00:00Z");
    return conversation;
}

TEST(WireConversation, LeavesOutWhatIsNotThere) {
    auto const json = to_json(a_conversation(), Context{});

    EXPECT_EQ(
        json.dump(),
        R"({"channel":"whatsapp","contact":{"id":"5","name":"Éva"},"created_at":"2026-01-01T10:00:00Z",)"
        R"("id":"7","inbox_id":"3","labels":[],"last_activity_at":"2026-01-02T10:00:00Z","number":12,)"
        R"("priority":"none","public":false,"status":"open","unread_count":0,"version":1})");
}

TEST(WireConversation, ShowsWhatIsThere) {
    auto conversation = a_conversation();
    conversation.assignee_id = UserId{4};
    conversation.labels = {Label{LabelId{9}, "spoed", "#ff0000", 3}};
    conversation.waiting_since = at("2026-01-02T09:00:00Z");
    auto last = LastMessage{MessageId{8}, "Hoi"};
    last.created_at = at("2026-01-02T09:00:00Z");
    last.status = DeliveryStatus::read;
    conversation.last_message = last;

    auto const json = to_json(conversation, Context{});

    EXPECT_EQ(json["assignee_id"], "4");
    EXPECT_EQ(json["labels"][0].dump(), R"({"color":"#ff0000","id":"9","name":"spoed"})");
    EXPECT_EQ(json["waiting_since"], "2026-01-02T09:00:00Z");
    EXPECT_EQ(json["last_message"]["status"], "read");
    EXPECT_FALSE(json["last_message"].contains("sender_name"));
}

TEST(WireConversation, TheWindowCountsFromTheCustomersLastMessage) {
    auto whatsapp = Capabilities{};
    whatsapp.reply_window = 24h;
    auto context = Context{};
    context.capabilities[Channel::whatsapp] = &whatsapp;
    auto conversation = a_conversation();

    auto const never_wrote = reply_window_ends_at(conversation, context);
    conversation.last_inbound_at = at("2026-01-02T09:00:00Z");
    auto const wrote = reply_window_ends_at(conversation, context);
    auto const unknown_channel = reply_window_ends_at(conversation, Context{});

    EXPECT_FALSE(never_wrote.has_value());
    EXPECT_EQ(wrote, at("2026-01-03T09:00:00Z"));
    EXPECT_FALSE(unknown_channel.has_value());
}

TEST(WireConversation, SaysUntilWhenAPersonMayAnswerAndWhoWantsNoMessages) {
    auto page = Capabilities{};
    page.reply_window = 24h;
    page.late_reply_window = 24h * 7;
    auto context = Context{};
    context.capabilities[Channel::whatsapp] = &page;
    auto conversation = a_conversation();
    conversation.last_inbound_at = at("2026-01-02T09:00:00Z");
    conversation.opted_out = true;

    auto const shown = to_json(conversation, context);
    conversation.public_ = true;
    auto const in_public = to_json(conversation, context);

    EXPECT_EQ(shown["late_reply_window_ends_at"], "2026-01-09T09:00:00Z");
    EXPECT_EQ(shown["opted_out"], true);
    EXPECT_FALSE(in_public.contains("late_reply_window_ends_at"));
    EXPECT_FALSE(in_public.contains("reply_window_ends_at"));
}

}  // namespace
}  // namespace balie::wire
