#include "delivery/envelope.hpp"

#include <gtest/gtest.h>

namespace balie::delivery {
namespace {

OutboxItem an_item() {
    auto item = OutboxItem{};
    item.message = MessageId{1042};
    item.attempt = 2;
    item.text = "Zie de bijlage";
    item.reply_to_external_id = "wamid.ABC";
    item.recipient.emplace_back(IdentityKind::phone, "31600000009");
    return item;
}

TEST(Envelope, CarriesOurOwnWordForTheAttempt) { EXPECT_EQ(opaque_of(an_item()), "1042.2"); }

TEST(Envelope, FindsFilesUnderTheMediaFolder) {
    auto item = an_item();
    item.attachments.emplace_back();
    item.attachments.front().file = "ab12";

    auto const message = envelope(item, Content{}, "", "/data/media");

    EXPECT_EQ(message.text, "Zie de bijlage");
    EXPECT_EQ(message.reply_to_external_id, "wamid.ABC");
    ASSERT_EQ(message.attachments.size(), 1U);
    EXPECT_EQ(message.attachments.front().file, "/data/media/ab/ab12");
}

TEST(Envelope, ATemplateGoesWithoutText) {
    auto item = an_item();
    item.content = R"({"template":{"name":"groet","language":"nl","components":[{"type":"body"}]}})";

    auto const message = envelope(item, content_of(item).value(), "", "/data/media");

    ASSERT_TRUE(message.template_);
    EXPECT_EQ(message.template_->name, "groet");
    EXPECT_EQ(message.template_->components, R"([{"type":"body"}])");
    EXPECT_EQ(message.text, "");
    EXPECT_FALSE(message.reaction);
}

TEST(Envelope, AReactionNamesItsMessageAsThePlatformDoes) {
    auto item = an_item();
    item.content = R"({"reaction":{"message_id":"41","emoji":""}})";
    auto const content = content_of(item).value();

    auto const message = envelope(item, content, "wamid.TARGET", "/data/media");

    EXPECT_EQ(content.reaction_to, MessageId{41});
    ASSERT_TRUE(message.reaction);
    EXPECT_EQ(message.reaction->target_external_id, "wamid.TARGET");
    EXPECT_EQ(message.reaction->emoji, "");
}

TEST(Envelope, BrokenContentIsAnErrorAndNoMessage) {
    for (auto const* const content : {"nonsense", "[]", R"({"template":{"name":"x"}})", R"({"template":1})",
                                      R"({"reaction":{}})", R"({"reaction":{"message_id":"-1"}})"}) {
        auto item = an_item();
        item.content = content;

        EXPECT_FALSE(content_of(item)) << content;
    }
}

}  // namespace
}  // namespace balie::delivery
