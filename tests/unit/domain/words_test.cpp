// Words and values of the domain's vocabularies, and how a delivery's status may move.
#include <balie/domain/words.hpp>

#include <gtest/gtest.h>

namespace balie {
namespace {

template <class T>
void expect_words_go_there_and_back(T last) {
    for (auto i = 0; i <= static_cast<int>(last); ++i) {
        auto const value = static_cast<T>(i);
        EXPECT_EQ(from_word<T>(to_word(value)), value) << to_word(value);
    }
    EXPECT_FALSE(from_word<T>("no such word"));
}

TEST(Words, GoThereAndBack) {
    expect_words_go_there_and_back(Channel::api);
    expect_words_go_there_and_back(ConversationStatus::resolved);
    expect_words_go_there_and_back(Priority::urgent);
    expect_words_go_there_and_back(Direction::out);
    expect_words_go_there_and_back(MessageKind::activity);
    expect_words_go_there_and_back(ContentType::unsupported);
    expect_words_go_there_and_back(AttachmentKind::sticker);
    expect_words_go_there_and_back(AttachmentState::refused);
    expect_words_go_there_and_back(SenderType::system);
    expect_words_go_there_and_back(Role::auditor);
    expect_words_go_there_and_back(Availability::offline);
    expect_words_go_there_and_back(DeliveryStatus::cancelled);
    expect_words_go_there_and_back(IdentityKind::external);
}

TEST(Words, TemplateLosesItsUnderscore) { EXPECT_EQ(to_word(ContentType::template_), "template"); }

TEST(DeliveryStatus, NeverFallsBack) {
    EXPECT_TRUE(may_become(DeliveryStatus::sent, DeliveryStatus::read));
    EXPECT_FALSE(may_become(DeliveryStatus::read, DeliveryStatus::delivered));
    EXPECT_FALSE(may_become(DeliveryStatus::sent, DeliveryStatus::sent));
}

TEST(DeliveryStatus, IsCancelledOnlyWhileItWaits) {
    EXPECT_TRUE(may_become(DeliveryStatus::queued, DeliveryStatus::cancelled));
    EXPECT_FALSE(may_become(DeliveryStatus::sending, DeliveryStatus::cancelled));
    EXPECT_FALSE(may_become(DeliveryStatus::cancelled, DeliveryStatus::sending));
}

}  // namespace
}  // namespace balie
