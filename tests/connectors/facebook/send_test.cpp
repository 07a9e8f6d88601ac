// Answers under a post, in public and in private, and what may be done to comments.
#include <connectors/facebook/connector.hpp>

#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace balie::connectors::facebook {
namespace {

using test::run;
using test::ScriptedHttpClient;

class FacebookSend : public testing::Test {
protected:
    OutboundMessage a_comment() const {
        auto message = OutboundMessage{};
        message.opaque = "41.1";
        message.recipient = {IdentityValue{IdentityKind::facebook_user, "7300000000000031"}};
        message.text = "Wij zoeken het uit";
        message.thread_key = "4101_800";
        return message;
    }
    SendOutcome send(OutboundMessage message) { return run(connector_.send(std::move(message), secrets_)); }

    ScriptedHttpClient http_;
    Facebook connector_{http_};
    Secrets secrets_{
        {{"page_id", "4101"}, {"access_token", "fictional"}, {"api_base", "https://graph.example.test"}}};
};

TEST_F(FacebookSend, AnswersTheCommentElseThePost) {
    http_.will_answer(200, R"({"id":"800_950"})");
    EXPECT_EQ(send(a_comment()).external_id, "800_950");
    auto reply = a_comment();
    reply.reply_to_external_id = "800_901";
    http_.will_answer(200, R"({"id":"800_951"})");
    EXPECT_EQ(send(reply).verdict, Verdict::accepted);

    EXPECT_EQ(http_.calls().at(0).url, "https://graph.example.test/v23.0/4101_800/comments");
    EXPECT_EQ(http_.calls()[0].body, R"({"message":"Wij zoeken het uit"})");
    EXPECT_EQ(http_.calls().at(1).url, "https://graph.example.test/v23.0/800_901/comments");
}

TEST_F(FacebookSend, APictureGoesWithItsWords) {
    auto message = a_comment();
    auto attachment = OutboundAttachment{};
    attachment.kind = AttachmentKind::image;
    attachment.mime = "image/png";
    attachment.file = "/data/media/2";
    message.attachments.push_back(attachment);
    http_.will_answer(200, R"({"id":"800_952"})");

    EXPECT_EQ(send(message).verdict, Verdict::accepted);

    ASSERT_EQ(http_.calls().at(0).parts.size(), 2U);
    EXPECT_EQ(http_.calls()[0].parts[0].value, "Wij zoeken het uit");
    EXPECT_EQ(http_.calls()[0].parts[1].name, "source");
    EXPECT_EQ(http_.calls()[0].parts[1].file, "/data/media/2");
}

TEST_F(FacebookSend, APrivateAnswerNamesTheCommentOrThePost) {
    auto message = a_comment();
    message.private_reply_to = "800_901";
    http_.will_answer(200, R"({"recipient_id":"5","message_id":"m_1"})");
    EXPECT_EQ(send(message).external_id, "m_1");
    message.private_reply_to = "4101_810";
    http_.will_answer(200, R"({"recipient_id":"5","message_id":"m_2"})");
    send(message);

    EXPECT_EQ(http_.calls().at(0).url, "https://graph.example.test/v23.0/4101/messages");
    EXPECT_TRUE(http_.calls()[0].body.starts_with(R"({"recipient":{"comment_id":"800_901"})"));
    EXPECT_TRUE(http_.calls().at(1).body.starts_with(R"({"recipient":{"post_id":"4101_810"})"));
}

TEST_F(FacebookSend, ALostAnswerIsUncertain) {
    http_.will_fail(CallStage::after_first_byte);

    EXPECT_EQ(send(a_comment()).verdict, Verdict::uncertain);
}

TEST_F(FacebookSend, WithoutAPostThereIsNothingToAnswer) {
    auto message = a_comment();
    message.thread_key.clear();

    EXPECT_EQ(send(message).code, "no_thread");
    EXPECT_TRUE(http_.calls().empty());
}

TEST_F(FacebookSend, CommentsAreHiddenShownAndTakenAway) {
    for (auto i = 0; i < 3; ++i) { http_.will_answer(200, R"({"success":true})"); }
    auto* const moderation = connector_.moderation();

    EXPECT_TRUE(run(moderation->hide("800_901", true, secrets_)));
    EXPECT_TRUE(run(moderation->hide("800_901", false, secrets_)));
    EXPECT_TRUE(run(moderation->remove("800_901", secrets_)));

    EXPECT_EQ(http_.calls().at(0).body, R"({"is_hidden":true})");
    EXPECT_EQ(http_.calls().at(1).body, R"({"is_hidden":false})");
    EXPECT_EQ(http_.calls().at(2).method, "DELETE");
    EXPECT_EQ(http_.calls()[2].url, "https://graph.example.test/v23.0/800_901");
}

TEST_F(FacebookSend, ModerationSaysWhyItFailed) {
    auto* const moderation = connector_.moderation();
    auto const code_after = [&](int status, std::string body) {
        http_.will_answer(status, std::move(body));
        return run(moderation->remove("1", secrets_)).error().code;
    };

    EXPECT_EQ(code_after(403, R"({"error":{"code":200}})"), ErrorCode::forbidden);
    EXPECT_EQ(code_after(404, "{}"), ErrorCode::not_found);
    EXPECT_EQ(code_after(400, R"({"error":{"code":100}})"), ErrorCode::unprocessable);
    EXPECT_EQ(code_after(400, R"({"error":{"code":100,"error_subcode":33}})"), ErrorCode::not_found);
    EXPECT_EQ(code_after(500, "{}"), ErrorCode::unavailable);
}

}  // namespace
}  // namespace balie::connectors::facebook
