// What becomes of a private message, for every way in which Meta can answer or fail to.
#include <connectors/instagram/connector.hpp>
#include <connectors/messenger/connector.hpp>

#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace balie::connectors {
namespace {

using test::run;
using test::ScriptedHttpClient;

constexpr auto taken = R"({"recipient_id":"5100000000000011","message_id":"m_OUT1"})";

std::string an_error(int code, int subcode) {
    return R"({"error":{"message":"(#)" + std::to_string(code) +
           R"() A title","type":"OAuthException","code":)" + std::to_string(code) + R"(,"error_subcode":)" +
           std::to_string(subcode) + "}}";
}

class MessengerSend : public testing::Test {
protected:
    OutboundMessage a_text() const {
        auto message = OutboundMessage{};
        message.opaque = "41.1";
        message.recipient = {IdentityValue{IdentityKind::psid, "5100000000000011"}};
        message.text = "Hallo";
        return message;
    }
    OutboundMessage a_picture() const {
        auto message = a_text();
        message.text.clear();
        auto attachment = OutboundAttachment{};
        attachment.kind = AttachmentKind::image;
        attachment.mime = "image/jpeg";
        attachment.name = "foto.jpg";
        attachment.file = "/data/media/1";
        message.attachments.push_back(attachment);
        return message;
    }
    SendOutcome send(OutboundMessage message) { return run(connector_.send(std::move(message), secrets_)); }

    ScriptedHttpClient http_;
    messenger::Messenger connector_{http_};
    Secrets secrets_{
        {{"page_id", "4101"}, {"access_token", "fictional"}, {"api_base", "https://graph.example.test/"}}};
};

TEST_F(MessengerSend, AsksAsDocumented) {
    http_.will_answer(200, taken);
    auto message = a_text();
    message.reply_to_external_id = "m_1";

    auto const outcome = send(message);

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_EQ(outcome.external_id, "m_OUT1");
    ASSERT_EQ(http_.calls().size(), 1U);
    auto const& call = http_.calls()[0];
    EXPECT_EQ(call.method, "POST");
    EXPECT_EQ(call.url, "https://graph.example.test/v23.0/4101/messages");
    EXPECT_EQ(header(call.headers, "Authorization"), "Bearer fictional");
    EXPECT_EQ(call.body, R"({"recipient":{"id":"5100000000000011"},"messaging_type":"RESPONSE",)"
                         R"("message":{"text":"Hallo","metadata":"41.1"},"reply_to":{"mid":"m_1"}})");
}

TEST_F(MessengerSend, ALateAnswerIsAPersons) {
    http_.will_answer(200, taken);
    auto message = a_text();
    message.is_late = true;

    send(message);

    EXPECT_NE(http_.calls().at(0).body.find(R"("messaging_type":"MESSAGE_TAG","tag":"HUMAN_AGENT")"),
              std::string::npos);
}

TEST_F(MessengerSend, WhoHasOnlyTickedABoxIsCalledByThatBox) {
    http_.will_answer(200, taken);
    auto message = a_text();
    message.recipient = {IdentityValue{IdentityKind::external, "user_ref:kar-9"}};

    send(message);

    EXPECT_TRUE(http_.calls().at(0).body.starts_with(R"({"recipient":{"user_ref":"kar-9"})"));
}

TEST_F(MessengerSend, AFileIsUploadedAndThenSentByItsId) {
    http_.will_answer(200, R"({"attachment_id":"888"})");
    http_.will_answer(200, taken);

    auto const outcome = send(a_picture());

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    ASSERT_EQ(http_.calls().size(), 2U);
    auto const& upload = http_.calls()[0];
    EXPECT_EQ(upload.url, "https://graph.example.test/v23.0/4101/message_attachments");
    ASSERT_EQ(upload.parts.size(), 2U);
    EXPECT_EQ(upload.parts[0].value, R"({"attachment":{"type":"image","payload":{"is_reusable":true}}})");
    EXPECT_EQ(upload.parts[1].name, "filedata");
    EXPECT_EQ(upload.parts[1].file, "/data/media/1");
    EXPECT_NE(
        http_.calls()[1].body.find(R"("attachment":{"type":"image","payload":{"attachment_id":"888"}})"),
        std::string::npos);
}

TEST_F(MessengerSend, AnUploadWithoutAnAnswerMayBeTriedAgain) {
    http_.will_fail(CallStage::after_first_byte);

    EXPECT_EQ(send(a_picture()).verdict, Verdict::retry);
    EXPECT_EQ(http_.calls().size(), 1U);
}

TEST_F(MessengerSend, SaysNoBeforeAskingToWhatCannotBeSent) {
    auto nobody = a_text();
    nobody.recipient.clear();
    auto caption = a_picture();
    caption.text = "kijk";
    auto empty = a_text();
    empty.text.clear();
    auto two = a_picture();
    two.attachments.push_back(two.attachments.front());
    auto reaction = a_text();
    reaction.reaction = OutboundReaction{"m_1", "x"};
    auto const cases =
        std::vector<std::pair<OutboundMessage, std::string>>{{nobody, "no_address"},
                                                             {caption, "caption_unsupported"},
                                                             {empty, "empty"},
                                                             {two, "too_many_attachments"},
                                                             {reaction, "reaction_unsupported"}};
    for (auto const& [message, code] : cases) {
        auto const outcome = send(message);
        EXPECT_EQ(outcome.verdict, Verdict::rejected) << code;
        EXPECT_EQ(outcome.code, code);
    }
    EXPECT_TRUE(http_.calls().empty());
}

TEST_F(MessengerSend, WithoutATokenNothingLeaves) {
    secrets_ = Secrets{{{"page_id", "4101"}}};

    EXPECT_EQ(send(a_text()).verdict, Verdict::reauthorize);
    EXPECT_TRUE(http_.calls().empty());
}

TEST_F(MessengerSend, ALostAnswerIsUncertainAndALostCallIsNot) {
    http_.will_fail(CallStage::after_first_byte);
    EXPECT_EQ(send(a_text()).verdict, Verdict::uncertain);
    http_.will_fail(CallStage::before_first_byte);
    EXPECT_EQ(send(a_text()).verdict, Verdict::retry);
    http_.will_fail(CallStage::before_first_byte, true);
    EXPECT_EQ(send(a_text()).verdict, Verdict::rejected);
    http_.will_answer(200, "no JSON");
    EXPECT_EQ(send(a_text()).verdict, Verdict::uncertain);
    http_.will_answer(504, "<html>");
    EXPECT_EQ(send(a_text()).verdict, Verdict::uncertain);
    http_.will_answer(503, "<html>");
    EXPECT_EQ(send(a_text()).verdict, Verdict::retry);
}

TEST_F(MessengerSend, AnErrorIsTreatedByItsCodeAndSubcode) {
    struct Case {
        int code;
        int subcode;
        Verdict verdict;
    };
    auto const cases = std::vector<Case>{{10, 2018278, Verdict::window_closed},
                                         {10, 2534022, Verdict::window_closed},
                                         {10, 0, Verdict::reauthorize},
                                         {551, 1545041, Verdict::rejected},
                                         {100, 2018001, Verdict::rejected},
                                         {190, 463, Verdict::reauthorize},
                                         {200, 0, Verdict::reauthorize},
                                         {200, 1545041, Verdict::rejected},
                                         {4, 0, Verdict::retry},
                                         {32, 0, Verdict::retry},
                                         {613, 0, Verdict::retry},
                                         {80006, 0, Verdict::retry},
                                         {1200, 0, Verdict::retry},
                                         {2, 0, Verdict::retry},
                                         {-1, 0, Verdict::retry},
                                         {10900, 0, Verdict::rejected}};
    for (auto const& one : cases) {
        http_.will_answer(400, an_error(one.code, one.subcode));
        auto const outcome = send(a_text());
        EXPECT_EQ(outcome.verdict, one.verdict) << one.code << '/' << one.subcode;
        EXPECT_EQ(outcome.code, std::to_string(one.code));
        EXPECT_EQ(outcome.reason, "A title");
    }
}

class InstagramSend : public MessengerSend {
protected:
    OutboundMessage to_instagram(OutboundMessage message) const {
        message.recipient = {IdentityValue{IdentityKind::igsid, "6200000000000021"}};
        return message;
    }
    SendOutcome send(OutboundMessage message) { return run(instagram_.send(std::move(message), own_)); }

    instagram::Instagram instagram_{http_};
    Secrets own_{{{"instagram_id", "1784"}, {"access_token", "fictional"}}};
};

TEST_F(InstagramSend, GoesWhereTheLoginSays) {
    http_.will_answer(200, taken);
    send(to_instagram(a_text()));
    own_ = Secrets{{{"instagram_id", "1784"}, {"access_token", "fictional"}, {"login", "instagram"}}};
    http_.will_answer(200, taken);
    send(to_instagram(a_text()));

    EXPECT_EQ(http_.calls().at(0).url, "https://graph.facebook.com/v23.0/me/messages");
    EXPECT_EQ(http_.calls().at(1).url, "https://graph.instagram.com/v23.0/me/messages");
}

TEST_F(InstagramSend, AFileIsMarkedAsInstagrams) {
    http_.will_answer(200, R"({"attachment_id":"888"})");
    http_.will_answer(200, taken);

    send(to_instagram(a_picture()));

    ASSERT_EQ(http_.calls().at(0).parts.size(), 3U);
    EXPECT_EQ(http_.calls()[0].parts[2].name, "platform");
    EXPECT_EQ(http_.calls()[0].parts[2].value, "instagram");
}

TEST_F(InstagramSend, APublicAnswerGoesUnderTheComment) {
    auto message = to_instagram(a_text());
    message.thread_key = "1795";
    message.reply_to_external_id = "1786";
    http_.will_answer(200, R"({"id":"1787"})");

    auto const outcome = send(message);

    EXPECT_EQ(outcome.external_id, "1787");
    EXPECT_EQ(http_.calls().at(0).url, "https://graph.facebook.com/v23.0/1786/replies");
    EXPECT_EQ(http_.calls()[0].body, R"({"message":"Hallo"})");
}

TEST_F(InstagramSend, APublicAnswerWithoutACommentGoesUnderThePost) {
    auto message = to_instagram(a_text());
    message.thread_key = "1795";
    http_.will_answer(200, R"({"id":"1787"})");

    send(message);

    EXPECT_EQ(http_.calls().at(0).url, "https://graph.facebook.com/v23.0/1795/comments");
}

TEST_F(InstagramSend, ACommentIsAnsweredInPrivateByItsId) {
    auto message = to_instagram(a_text());
    message.thread_key = "1795";
    message.private_reply_to = "1786";
    http_.will_answer(200, taken);

    send(message);

    EXPECT_EQ(http_.calls().at(0).url, "https://graph.facebook.com/v23.0/me/messages");
    EXPECT_TRUE(http_.calls()[0].body.starts_with(R"({"recipient":{"comment_id":"1786"})"));
}

TEST_F(InstagramSend, ACommentTakesNoPicture) {
    auto message = to_instagram(a_picture());
    message.thread_key = "1795";

    EXPECT_EQ(send(message).code, "attachment_unsupported");
    EXPECT_TRUE(http_.calls().empty());
}

}  // namespace
}  // namespace balie::connectors
