// What becomes of an answer on Telegram, and the faces beside it. The token never leaves the address.
#include <connectors/telegram/connector.hpp>

#include "support/files.hpp"
#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace balie::connectors::telegram {
namespace {

using test::run;
using test::ScriptedHttpClient;

constexpr auto taken =
    R"({"ok":true,"result":{"message_id":77,"chat":{"id":6101,"type":"private"},"date":1}})";
constexpr auto root = "https://tg.example.test/bot110201543:AAH-secret/";

class TelegramSend : public testing::Test {
protected:
    OutboundMessage a_text() const {
        auto message = OutboundMessage{};
        message.recipient = {IdentityValue{IdentityKind::telegram_user, "6101"}};
        message.text = "Hallo <b>daar</b>";
        return message;
    }
    OutboundMessage a_file(AttachmentKind kind, bool voice = false) const {
        auto message = a_text();
        auto attachment = OutboundAttachment{};
        attachment.kind = kind;
        attachment.voice = voice;
        attachment.mime = "application/octet-stream";
        attachment.name = "bestand";
        attachment.file = "/data/media/1";
        message.attachments.push_back(attachment);
        return message;
    }
    SendOutcome send(OutboundMessage message) { return run(connector_.send(std::move(message), secrets_)); }

    ScriptedHttpClient http_;
    Telegram connector_{http_};
    Secrets secrets_{{{"bot_token", "110201543:AAH-secret"},
                      {"secret_token", "word"},
                      {"api_base", "https://tg.example.test/"}}};
};

TEST_F(TelegramSend, ATextGoesToTheCustomersChat) {
    http_.will_answer(200, taken);

    auto const outcome = send(a_text());

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_EQ(outcome.external_id, "6101:77");
    EXPECT_EQ(http_.calls().at(0).method, "POST");
    EXPECT_EQ(http_.calls().at(0).url, std::string{root} + "sendMessage");
    EXPECT_EQ(http_.calls().at(0).body, R"({"chat_id":"6101","text":"Hallo <b>daar</b>"})");
    EXPECT_EQ(header(http_.calls().at(0).headers, "Content-Type"), "application/json");
}

TEST_F(TelegramSend, AnAnswerNamesWhatItAnswers) {
    auto message = a_text();
    message.reply_to_external_id = "6101:46";
    auto elsewhere = a_text();
    elsewhere.reply_to_external_id = "-100200:46";
    auto pressed = a_text();
    pressed.reply_to_external_id = "upd:900";

    send(message);
    send(elsewhere);
    send(pressed);

    EXPECT_NE(http_.calls().at(0).body.find(
                  R"("reply_parameters":{"message_id":46,"allow_sending_without_reply":true})"),
              std::string::npos);
    EXPECT_EQ(http_.calls().at(1).body.find("reply_parameters"), std::string::npos);
    EXPECT_EQ(http_.calls().at(2).body.find("reply_parameters"), std::string::npos);
}

TEST_F(TelegramSend, WhatBelongsToAGroupGoesToTheGroup) {
    auto message = a_text();
    message.thread_key = "-1001234567890123";

    send(message);

    EXPECT_NE(http_.calls().at(0).body.find(R"("chat_id":"-1001234567890123")"), std::string::npos);
}

TEST_F(TelegramSend, ACustomerOfAConnectedAccountIsAnsweredThroughIt) {
    auto message = a_text();
    message.recipient.emplace_back(IdentityKind::external, "business:bc1:6101");
    http_.will_answer(200, taken);

    EXPECT_EQ(send(message).external_id, "business:bc1:6101:77");
    EXPECT_NE(http_.calls().at(0).body.find(R"("business_connection_id":"bc1")"), std::string::npos);

    auto answer = a_text();
    answer.reply_to_external_id = "business:bc2:6101:5";
    send(answer);
    EXPECT_NE(http_.calls().at(1).body.find(R"("business_connection_id":"bc2")"), std::string::npos);
    EXPECT_NE(http_.calls().at(1).body.find(R"("message_id":5)"), std::string::npos);
}

struct FileCase {
    AttachmentKind kind;
    bool voice;
    char const* method;
    char const* part;
};

class TelegramFile : public TelegramSend, public testing::WithParamInterface<FileCase> {};

TEST_P(TelegramFile, HasItsOwnMethod) {
    auto message = a_file(GetParam().kind, GetParam().voice);
    if (GetParam().kind == AttachmentKind::sticker) { message.text.clear(); }
    message.reply_to_external_id = "6101:46";
    http_.will_answer(200, taken);

    EXPECT_EQ(send(message).verdict, Verdict::accepted);
    auto const& call = http_.calls().at(0);
    EXPECT_EQ(call.url, std::string{root} + GetParam().method);
    EXPECT_TRUE(call.body.empty());
    EXPECT_EQ(call.parts.front().name, "chat_id");
    EXPECT_EQ(call.parts.front().value, "6101");
    EXPECT_EQ(call.parts.back().name, GetParam().part);
    EXPECT_EQ(call.parts.back().file, "/data/media/1");
    EXPECT_EQ(call.parts.back().file_name, "bestand");
    EXPECT_EQ(call.parts[1].name, message.text.empty() ? "reply_parameters" : "caption");
}

INSTANTIATE_TEST_SUITE_P(Kinds, TelegramFile,
                         testing::Values(FileCase{AttachmentKind::image, false, "sendPhoto", "photo"},
                                         FileCase{AttachmentKind::video, false, "sendVideo", "video"},
                                         FileCase{AttachmentKind::document, false, "sendDocument",
                                                  "document"},
                                         FileCase{AttachmentKind::audio, false, "sendAudio", "audio"},
                                         FileCase{AttachmentKind::audio, true, "sendVoice", "voice"},
                                         FileCase{AttachmentKind::sticker, false, "sendSticker", "sticker"}));

TEST_F(TelegramSend, AReactionIsSetAndTakenAway) {
    auto message = a_text();
    message.reaction = OutboundReaction{"6101:46", "\xF0\x9F\x91\x8D"};
    http_.will_answer(200, R"({"ok":true,"result":true})");

    EXPECT_EQ(send(message).verdict, Verdict::accepted);
    EXPECT_EQ(http_.calls().at(0).url, std::string{root} + "setMessageReaction");
    EXPECT_EQ(http_.calls().at(0).body,
              "{\"chat_id\":\"6101\",\"message_id\":46,\"reaction\":[{\"type\":\"emoji\",\"emoji\":"
              "\"\xF0\x9F\x91\x8D\"}]}");
    message.reaction->emoji.clear();
    send(message);
    EXPECT_NE(http_.calls().at(1).body.find(R"("reaction":[])"), std::string::npos);
    message.reaction->target_external_id = "nonsense";
    EXPECT_EQ(send(message).code, "no_target");
}

struct AnswerCase {
    int status;
    char const* body;
    Verdict verdict;
    char const* code;
    int retry_after;
};

class TelegramAnswer : public TelegramSend, public testing::WithParamInterface<AnswerCase> {};

TEST_P(TelegramAnswer, IsTreatedAsItWantsToBe) {
    http_.will_answer(GetParam().status, GetParam().body);

    auto const outcome = send(a_text());

    EXPECT_EQ(outcome.verdict, GetParam().verdict);
    EXPECT_EQ(outcome.code, GetParam().code);
    EXPECT_EQ(outcome.retry_after ? outcome.retry_after->count() : -1, GetParam().retry_after);
    EXPECT_FALSE(outcome.reason.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Answers, TelegramAnswer,
    testing::Values(
        AnswerCase{
            429,
            R"({"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":35}})",
            Verdict::retry, "429", 35},
        AnswerCase{403,
                   R"({"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"})",
                   Verdict::rejected, "403", -1},
        AnswerCase{400, R"({"ok":false,"error_code":400,"description":"Bad Request: chat not found"})",
                   Verdict::rejected, "400", -1},
        AnswerCase{200, R"({"ok":false,"error_code":400,"description":"Bad Request"})", Verdict::rejected,
                   "400", -1},
        AnswerCase{401, R"({"ok":false,"error_code":401,"description":"Unauthorized"})", Verdict::reauthorize,
                   "401", -1},
        AnswerCase{404, R"({"ok":false,"error_code":404,"description":"Not Found"})", Verdict::reauthorize,
                   "404", -1},
        AnswerCase{500, "", Verdict::retry, "500", -1}, AnswerCase{502, "<html>", Verdict::retry, "502", -1},
        AnswerCase{504, "", Verdict::uncertain, "504", -1},
        AnswerCase{200, "not json", Verdict::uncertain, "unreadable_answer", -1},
        AnswerCase{200, R"({"ok":true,"result":{}})", Verdict::uncertain, "unreadable_answer", -1}));

TEST_F(TelegramSend, ACallThatFailsIsTreatedByHowFarItCame) {
    http_.will_fail(CallStage::before_first_byte);
    http_.will_fail(CallStage::after_first_byte);
    http_.will_fail(CallStage::before_first_byte, true);

    EXPECT_EQ(send(a_text()).verdict, Verdict::retry);
    EXPECT_EQ(send(a_text()).verdict, Verdict::uncertain);
    EXPECT_EQ(send(a_text()).verdict, Verdict::rejected);
}

TEST_F(TelegramSend, WhatTelegramHasNoFormForIsNotEvenTried) {
    auto nothing = a_text();
    nothing.text.clear();
    auto stranger = a_text();
    stranger.recipient.clear();
    auto two = a_file(AttachmentKind::image);
    two.attachments.push_back(two.attachments.front());
    auto form = a_text();
    form.template_ = OutboundTemplate{"welcome", "nl", "[]"};

    EXPECT_EQ(send(nothing).code, "empty");
    EXPECT_EQ(send(stranger).code, "no_address");
    EXPECT_EQ(send(two).code, "too_many_attachments");
    EXPECT_EQ(send(a_file(AttachmentKind::sticker)).code, "caption_unsupported");
    EXPECT_EQ(send(form).code, "templates_unsupported");
    secrets_ = Secrets{};
    EXPECT_EQ(send(a_text()).verdict, Verdict::reauthorize);
    EXPECT_TRUE(http_.calls().empty());
}

// Whatever goes wrong, neither the token nor an address that holds it is told.
TEST_F(TelegramSend, ThePhotoThatACustomerShowsIsTheirPicture) {
    http_.will_answer(200, R"({"ok":true,"result":{"total_count":2,"photos":[[
        {"file_id":"tiny","width":80,"height":80},{"file_id":"small","width":160,"height":160},
        {"file_id":"large","width":640,"height":640}]]}})");
    http_.will_answer(200, R"({"ok":true,"result":{"total_count":0,"photos":[]}})");
    http_.will_answer(400, R"({"ok":false,"error_code":400,"description":"Bad Request: user not found"})");
    http_.will_answer(502, "");
    auto const ask = [this] {
        return run(connector_.profile_source()->profile({IdentityKind::telegram_user, "6101"}, secrets_));
    };

    EXPECT_EQ(ask().value().picture.value().media_id, "small");
    EXPECT_FALSE(ask().value().picture);
    EXPECT_EQ(ask().error().code, ErrorCode::not_found);
    EXPECT_EQ(ask().error().code, ErrorCode::unavailable);
    EXPECT_EQ(http_.calls().at(0).url, root + std::string{"getUserProfilePhotos"});
    EXPECT_EQ(http_.calls().at(0).body, R"({"user_id":"6101","limit":1})");
}

TEST_F(TelegramSend, TheTokenStandsInNoOutcome) {
    for (auto const stage : {CallStage::before_first_byte, CallStage::after_first_byte}) {
        http_.will_fail(stage);
        auto const outcome = send(a_text());
        EXPECT_EQ((outcome.reason + outcome.detail).find("AAH-secret"), std::string::npos);
        EXPECT_EQ((outcome.reason + outcome.detail).find("http"), std::string::npos);
        EXPECT_TRUE(outcome.detail.empty());
    }
}

class TelegramFaces : public TelegramSend {
protected:
    Result<FetchedMedia> fetch() {
        auto attachment = InboundAttachment{};
        attachment.media_id = "AgAD1";
        return run(connector_.media_source()->fetch(attachment, secrets_, folder_.path() / "file", 100));
    }
    test::TemporaryFolder folder_;
};

TEST_F(TelegramFaces, AFileIsLookedUpAndFetched) {
    http_.will_answer(200, R"({"ok":true,"result":{"file_id":"AgAD1","file_path":"photos/file 1.jpg"}})");
    http_.will_answer(200, "JPEG", {{"Content-Type", "image/jpeg"}});

    auto const fetched = fetch();

    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->mime, "image/jpeg");
    EXPECT_EQ(fetched->bytes, 4U);
    EXPECT_EQ(http_.calls().at(0).url, std::string{root} + "getFile");
    EXPECT_EQ(http_.calls().at(0).body, R"({"file_id":"AgAD1"})");
    EXPECT_EQ(http_.calls().at(1).url,
              "https://tg.example.test/file/bot110201543:AAH-secret/photos/file%201.jpg");
    EXPECT_EQ(http_.calls().at(1).answer_bytes_max, 100U);
}

TEST_F(TelegramFaces, AFileThatCannotBeHadSaysWhy) {
    http_.will_answer(400, R"({"ok":false,"error_code":400,"description":"Bad Request: file is too big"})");
    http_.will_answer(400, R"({"ok":false,"error_code":400,"description":"Bad Request: invalid file_id"})");
    http_.will_answer(500, "");
    http_.will_fail(CallStage::after_first_byte);

    EXPECT_EQ(fetch().error().code, ErrorCode::too_large);
    EXPECT_EQ(fetch().error().code, ErrorCode::not_found);
    EXPECT_EQ(fetch().error().code, ErrorCode::unavailable);
    auto const lost = fetch();
    EXPECT_EQ(lost.error().code, ErrorCode::unavailable);
    EXPECT_EQ(lost.error().detail.find("AAH-secret"), std::string::npos);
}

LastInbound said(std::string id) { return {std::move(id), {IdentityKind::telegram_user, "6101"}}; }

TEST_F(TelegramFaces, TypingIsShownInTheChatOfTheLastMessage) {
    http_.will_answer(200, R"({"ok":true,"result":true})");
    auto& signals = *connector_.signals();

    EXPECT_TRUE(run(signals.typing(said("6101:46"), secrets_)));
    EXPECT_EQ(http_.calls().at(0).url, std::string{root} + "sendChatAction");
    EXPECT_EQ(http_.calls().at(0).body, R"({"chat_id":"6101","action":"typing"})");
    EXPECT_TRUE(run(signals.typing(said("upd:900"), secrets_)));
    EXPECT_TRUE(run(signals.mark_read(said("6101:46"), secrets_)));
    EXPECT_EQ(http_.calls().size(), 1U);
}

TEST_F(TelegramFaces, SubscribesWithItsWordAndAllThatItReads) {
    http_.will_answer(200, R"({"ok":true,"result":true})");
    http_.will_answer(401, R"({"ok":false,"error_code":401,"description":"Unauthorized"})");

    EXPECT_TRUE(run(connector_.subscription()->subscribe("https://desk.example.test/hooks/1", secrets_)));
    auto const& call = http_.calls().at(0);
    EXPECT_EQ(call.url, std::string{root} + "setWebhook");
    EXPECT_NE(call.body.find(R"("url":"https://desk.example.test/hooks/1","secret_token":"word")"),
              std::string::npos);
    EXPECT_NE(call.body.find(R"("message_reaction")"), std::string::npos);
    EXPECT_EQ(run(connector_.subscription()->subscribe("https://a", secrets_)).error().code,
              ErrorCode::forbidden);
}

TEST_F(TelegramFaces, HealthSeesTokenAndWebhook) {
    http_.will_answer(200, R"({"ok":true,"result":{"id":110201543,"username":"winkelbot"}})");
    http_.will_answer(
        200, R"({"ok":true,"result":{"url":"https://desk.example.test/x","pending_update_count":0}})");
    http_.will_answer(401, R"({"ok":false,"error_code":401,"description":"Unauthorized"})");
    http_.will_answer(200, R"({"ok":true,"result":{"url":""}})");
    http_.will_answer(200, R"({"ok":true,"result":{"id":1,"username":"b"}})");
    http_.will_answer(
        200,
        R"({"ok":true,"result":{"url":"https://d","pending_update_count":4,"last_error_message":"Wrong response"}})");

    auto const good = run(connector_.health()->health(secrets_)).value();
    EXPECT_TRUE(good.at(0).ok);
    EXPECT_EQ(good.at(0).detail, "@winkelbot");
    EXPECT_TRUE(good.at(1).ok);
    auto const bad = run(connector_.health()->health(secrets_)).value();
    EXPECT_FALSE(bad.at(0).ok);
    EXPECT_FALSE(bad.at(1).ok);
    auto const stuck = run(connector_.health()->health(secrets_)).value();
    EXPECT_EQ(stuck.at(1).detail, "4 updates wait: Wrong response");
    EXPECT_FALSE(stuck.at(1).ok);
}

}  // namespace
}  // namespace balie::connectors::telegram
