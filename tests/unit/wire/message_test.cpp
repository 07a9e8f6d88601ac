// A message on the wire: a platform's content lies under our own fields, and what was taken back is gone.
#include "wire/message.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace balie::wire {
namespace {

Message a_message() {
    auto message = Message{MessageId{1}, ConversationId{2}, InboxId{3}};
    message.text = "Hallo";
    message.sender = Sender{SenderType::contact, 5, "Éva"};
    message.created_at = parse_time("2026-01-01T10:00:00Z").value();
    return message;
}

TEST(WireMessage, AnInboundTextIsShort) {
    EXPECT_EQ(
        to_json(a_message(), Context{}).dump(),
        R"({"attachments":[],"content_type":"text","conversation_id":"2","created_at":"2026-01-01T10:00:00Z",)"
        R"("direction":"in","id":"1","kind":"message","reactions":[],)"
        R"("sender":{"id":"5","name":"Éva","type":"contact"},"text":"Hallo","version":1})");
}

TEST(WireMessage, ContentNeverReplacesAFieldOfOurs) {
    auto message = a_message();
    message.content = R"({"location":{"latitude":52.1},"id":"999","text":"other"})";

    auto const json = to_json(message, Context{});

    EXPECT_EQ(json["location"]["latitude"], 52.1);
    EXPECT_EQ(json["id"], "1");
    EXPECT_EQ(json["text"], "Hallo");
}

TEST(WireMessage, WhatWasTakenBackIsGone) {
    auto message = a_message();
    message.content = R"({"location":{"latitude":52.1}})";
    message.attachments = {Attachment{AttachmentId{4}, MessageId{1}}};
    message.deleted_at = message.created_at;

    auto const json = to_json(message, Context{});

    EXPECT_EQ(json["text"], "");
    EXPECT_FALSE(json.contains("location"));
    EXPECT_TRUE(json["attachments"].empty());
    EXPECT_EQ(json["deleted_at"], "2026-01-01T10:00:00Z");
}

TEST(WireMessage, AReactionShowsWhoGaveIt) {
    auto message = a_message();
    message.reactions =
        R"([{"emoji":"👍","sender":{"type":"contact","id":5,"name":"Éva"},"external_id":"x"}, 7, {"emoji":9}])";

    auto const json = to_json(message, Context{});

    ASSERT_EQ(json["reactions"].size(), 1U);
    EXPECT_EQ(json["reactions"][0].dump(),
              R"({"emoji":"👍","sender":{"id":"5","name":"Éva","type":"contact"}})");
}

TEST(WireMessage, AFailureShowsItsReason) {
    auto message = a_message();
    message.direction = Direction::out;
    message.status = DeliveryStatus::failed;
    message.attempt = 2;
    message.error = R"({"code":"131047","title":"Re-engagement message"})";

    auto const json = to_json(message, Context{});

    EXPECT_EQ(json["status"], "failed");
    EXPECT_EQ(json["attempt"], 2);
    EXPECT_EQ(json["error"]["code"], "131047");
}

TEST(WireMessage, AFileIsAPathOfThisServer) {
    auto message = a_message();
    auto photo = Attachment{AttachmentId{4}, MessageId{1}, AttachmentKind::image};
    photo.state = AttachmentState::ready;
    photo.bytes = 12;
    message.attachments = {photo};

    auto const json = to_json(message, Context{})["attachments"][0];

    EXPECT_EQ(json["url"], "/api/v1/attachments/4/content");
    EXPECT_EQ(json["bytes"], 12);
    EXPECT_FALSE(json.contains("width"));
    EXPECT_FALSE(json.contains("voice"));
}

TEST(WireMessage, WhatMayBeDoneToAPublicOneIsSaid) {
    auto page = Capabilities{};
    page.private_replies = page.hides_public = page.deletes_public = true;
    auto own_only = page;
    own_only.hides_under_own_only = own_only.deletes_own_only = true;
    auto context = Context{};
    context.capabilities = {{Channel::facebook, &page}, {Channel::x, &own_only}};
    auto message = a_message();
    message.external_id = "c1";
    message.is_public = true;
    message.channel = Channel::facebook;
    auto ours = message;
    ours.direction = Direction::out;
    ours.sender.type = SenderType::user;
    auto on_x = message;
    on_x.channel = Channel::x;
    auto under_own = on_x;
    under_own.is_under_own_post = true;
    auto own_on_x = ours;
    own_on_x.channel = Channel::x;
    auto unsent = ours;
    unsent.external_id.clear();

    EXPECT_EQ(to_json(message, context)["may"].dump(), R"(["private_reply","hide","remove"])");
    EXPECT_EQ(to_json(ours, context)["may"].dump(), R"(["remove"])");
    EXPECT_EQ(to_json(on_x, context)["may"].dump(), R"(["private_reply"])");
    EXPECT_EQ(to_json(under_own, context)["may"].dump(), R"(["private_reply","hide"])");
    EXPECT_EQ(to_json(own_on_x, context)["may"].dump(), R"(["remove"])");
    EXPECT_EQ(to_json(unsent, context)["may"].dump(), "[]");
    EXPECT_FALSE(to_json(a_message(), context).contains("may"));
}

}  // namespace
}  // namespace balie::wire
