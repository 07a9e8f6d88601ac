// What becomes of an answer on X, in public and in private, for every way in which the platform can take it.
#include <connectors/x/connector.hpp>

#include "support/files.hpp"
#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace balie::connectors::x {
namespace {

using test::run;
using test::ScriptedHttpClient;

class XSend : public testing::Test {
protected:
    OutboundMessage a_direct_message() const {
        auto message = OutboundMessage{};
        message.recipient = {IdentityValue{IdentityKind::phone, "31600000001"},
                             IdentityValue{IdentityKind::x_user, "8001"}};
        message.text = "Hallo \"daar\"";
        return message;
    }
    OutboundMessage a_reply() const {
        auto message = a_direct_message();
        message.thread_key = "1900";
        message.reply_to_external_id = "1905";
        return message;
    }
    OutboundMessage with_picture(OutboundMessage message, std::string mime = "image/png") const {
        auto attachment = OutboundAttachment{};
        attachment.kind = AttachmentKind::image;
        attachment.mime = std::move(mime);
        attachment.name = "kapot.png";
        attachment.file = "/data/media/1";
        message.attachments.push_back(attachment);
        return message;
    }
    SendOutcome send(OutboundMessage message) { return run(connector_.send(std::move(message), secrets_)); }

    ScriptedHttpClient http_;
    X connector_{http_};
    Secrets secrets_{{{"user_id", "7001"},
                      {"consumer_key", "ck"},
                      {"consumer_secret", "cs"},
                      {"access_token", "at"},
                      {"access_token_secret", "ats"},
                      {"api_base", "https://api.example.test/"}}};
};

TEST_F(XSend, AReplyGoesUnderThePostThatItAnswers) {
    http_.will_answer(201, R"({"data":{"id":"1910","text":"Hallo"}})");

    auto const outcome = send(a_reply());

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_EQ(outcome.external_id, "1910");
    auto const& call = http_.calls().at(0);
    EXPECT_EQ(call.method, "POST");
    EXPECT_EQ(call.url, "https://api.example.test/2/tweets");
    EXPECT_EQ(call.body, R"({"text":"Hallo \"daar\"","reply":{"in_reply_to_tweet_id":"1905"}})");
    EXPECT_EQ(header(call.headers, "Content-Type"), "application/json");
    EXPECT_TRUE(header(call.headers, "Authorization").starts_with("OAuth oauth_consumer_key=\"ck\""));
    EXPECT_EQ(call.redirects_max, 0U);
}

TEST_F(XSend, WithoutAChosenPostTheConversationsFirstIsAnswered) {
    auto message = a_reply();
    message.reply_to_external_id.clear();
    http_.will_answer(201, R"({"data":{"id":"1910"}})");

    send(message);

    EXPECT_NE(http_.calls().at(0).body.find(R"("in_reply_to_tweet_id":"1900")"), std::string::npos);
}

TEST_F(XSend, ADirectMessageGoesToTheAccount) {
    http_.will_answer(201, R"({"data":{"dm_conversation_id":"7001-8001","dm_event_id":"2001"}})");

    auto const outcome = send(a_direct_message());

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_EQ(outcome.external_id, "2001");
    EXPECT_EQ(http_.calls().at(0).url, "https://api.example.test/2/dm_conversations/with/8001/messages");
    EXPECT_EQ(http_.calls().at(0).body, R"({"text":"Hallo \"daar\""})");
}

TEST_F(XSend, APublicPostCanBeAnsweredInPrivate) {
    auto message = a_reply();
    message.private_reply_to = "1905";
    http_.will_answer(201, R"({"data":{"dm_event_id":"2001"}})");

    EXPECT_EQ(send(message).external_id, "2001");
    EXPECT_EQ(http_.calls().at(0).url, "https://api.example.test/2/dm_conversations/with/8001/messages");
    EXPECT_EQ(http_.calls().at(0).body.find("in_reply_to"), std::string::npos);
}

TEST_F(XSend, CallsThePlatformItselfUnlessToldOtherwise) {
    auto values = secrets_.values();
    values.erase("api_base");
    secrets_ = Secrets{values};

    EXPECT_EQ(send(a_reply()).verdict, Verdict::retry);
    EXPECT_EQ(http_.calls().at(0).url, "https://api.x.com/2/tweets");
}

TEST_F(XSend, APictureIsUploadedFirst) {
    http_.will_answer(200, R"({"data":{"id":"555","media_key":"3_555"}})");
    http_.will_answer(201, R"({"data":{"id":"1910"}})");

    EXPECT_EQ(send(with_picture(a_reply())).verdict, Verdict::accepted);

    auto const& upload = http_.calls().at(0);
    EXPECT_EQ(upload.url, "https://api.example.test/2/media/upload");
    ASSERT_EQ(upload.parts.size(), 3U);
    EXPECT_EQ(upload.parts[0].name, "media");
    EXPECT_EQ(upload.parts[0].file, "/data/media/1");
    EXPECT_EQ(upload.parts[1].value, "tweet_image");
    EXPECT_EQ(upload.parts[2].value, "image/png");
    EXPECT_NE(http_.calls().at(1).body.find(R"("media":{"media_ids":["555"]})"), std::string::npos);
}

TEST_F(XSend, APictureOfADirectMessageIsOneForItAlone) {
    http_.will_answer(200, R"({"data":{"id":"555"}})");
    http_.will_answer(201, R"({"data":{"dm_event_id":"2001"}})");

    EXPECT_EQ(send(with_picture(a_direct_message(), "image/gif")).verdict, Verdict::accepted);
    EXPECT_EQ(http_.calls().at(0).parts.at(1).value, "dm_gif");
    EXPECT_NE(http_.calls().at(1).body.find(R"("attachments":[{"media_id":"555"}])"), std::string::npos);
}

TEST_F(XSend, AnUploadThatGotLostSentNothing) {
    http_.will_fail(CallStage::after_first_byte);

    EXPECT_EQ(send(with_picture(a_reply())).verdict, Verdict::retry);
    EXPECT_EQ(http_.calls().size(), 1U);
}

TEST_F(XSend, AnIdIsSuccessWhateverElseTheAnswerHolds) {
    http_.will_answer(200, R"({"data":{"id":"1910"},"errors":[{"title":"Partial","detail":"x"}]})");

    EXPECT_EQ(send(a_reply()).verdict, Verdict::accepted);
}

struct AnswerCase {
    int status;
    char const* body;
    Verdict verdict;
    char const* code;
};

class XAnswer : public XSend, public testing::WithParamInterface<AnswerCase> {};

TEST_P(XAnswer, IsTreatedAsItWantsToBe) {
    http_.will_answer(GetParam().status, GetParam().body);

    auto const outcome = send(a_reply());

    EXPECT_EQ(outcome.verdict, GetParam().verdict);
    EXPECT_EQ(outcome.code, GetParam().code);
    EXPECT_FALSE(outcome.reason.empty());
    EXPECT_TRUE(outcome.external_id.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Answers, XAnswer,
    testing::Values(
        AnswerCase{429, R"({"title":"Too Many Requests"})", Verdict::retry, "http_429"},
        AnswerCase{500, "", Verdict::retry, "http_500"},
        AnswerCase{503, "<html>", Verdict::retry, "http_503"},
        AnswerCase{504, "", Verdict::uncertain, "http_504"},
        AnswerCase{401, R"({"title":"Unauthorized"})", Verdict::reauthorize, "http_401"},
        AnswerCase{402, R"({"title":"CreditsDepleted"})", Verdict::reauthorize, "http_402"},
        AnswerCase{403,
                   R"({"title":"Forbidden","type":"https://api.twitter.com/2/problems/client-forbidden"})",
                   Verdict::reauthorize, "http_403"},
        AnswerCase{403, R"({"title":"Forbidden","type":"about:blank"})", Verdict::rejected, "http_403"},
        AnswerCase{400, R"({"errors":[{"message":"bad"}],"title":"Invalid Request"})", Verdict::rejected,
                   "http_400"},
        AnswerCase{200, R"({"errors":[{"title":"Not Found Error"}]})", Verdict::rejected, "http_200"},
        AnswerCase{201, R"({"data":{}})", Verdict::uncertain, "unreadable_answer"},
        AnswerCase{201, "not json", Verdict::uncertain, "unreadable_answer"}));

TEST_F(XSend, TheReasonOfARefusalIsForTheAgent) {
    http_.will_answer(
        403, R"({"title":"Forbidden","detail":"You are not allowed to reply to this post.","status":403})");

    auto const outcome = send(a_reply());

    EXPECT_EQ(outcome.reason, "Forbidden");
    EXPECT_EQ(outcome.detail, "You are not allowed to reply to this post.");
}

TEST_F(XSend, ALimitSaysWhenItEnds) {
    auto const now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    http_.will_answer(429, "{}", {{"x-rate-limit-reset", std::to_string(now + 300)}});
    http_.will_answer(429, "{}", {{"x-rate-limit-reset", "1000"}});
    http_.will_answer(429, "{}", {{"x-rate-limit-reset", "soon"}});
    http_.will_answer(503, "{}", {{"x-rate-limit-reset", std::to_string(now + 300)}});

    auto const first = send(a_reply()).retry_after;
    ASSERT_TRUE(first);
    EXPECT_GE(first->count(), 200);
    EXPECT_LE(first->count(), 300);
    EXPECT_EQ(send(a_reply()).retry_after, std::chrono::seconds{1});
    EXPECT_FALSE(send(a_reply()).retry_after);
    EXPECT_FALSE(send(a_reply()).retry_after);
}

TEST_F(XSend, ACallThatFailsIsTreatedByHowFarItCame) {
    http_.will_fail(CallStage::before_first_byte);
    http_.will_fail(CallStage::after_first_byte);
    http_.will_fail(CallStage::before_first_byte, true);

    EXPECT_EQ(send(a_reply()).verdict, Verdict::retry);
    EXPECT_EQ(send(a_reply()).verdict, Verdict::uncertain);
    EXPECT_EQ(send(a_reply()).verdict, Verdict::rejected);
}

TEST_F(XSend, WhatXHasNoFormForIsNotEvenTried) {
    auto nothing = a_reply();
    nothing.text.clear();
    auto reaction = a_reply();
    reaction.reaction = OutboundReaction{"1905", "x"};
    auto voice = with_picture(a_reply());
    voice.attachments[0].kind = AttachmentKind::audio;
    auto stranger = a_direct_message();
    stranger.recipient = {IdentityValue{IdentityKind::phone, "31600000001"}};
    auto nowhere = a_reply();
    nowhere.reply_to_external_id = "../me";
    auto two = with_picture(with_picture(a_reply()));

    EXPECT_EQ(send(nothing).code, "empty");
    EXPECT_EQ(send(reaction).code, "reactions_unsupported");
    EXPECT_EQ(send(voice).code, "attachment_unsupported");
    EXPECT_EQ(send(stranger).code, "no_address");
    EXPECT_EQ(send(nowhere).code, "no_target");
    EXPECT_EQ(send(two).code, "too_many_attachments");
    EXPECT_EQ(send(two).verdict, Verdict::rejected);
    EXPECT_TRUE(http_.calls().empty());
}

TEST_F(XSend, WithoutItsKeysTheInboxMustBeMended) {
    secrets_ = Secrets{{{"consumer_key", "ck"}, {"consumer_secret", "cs"}, {"access_token", "at"}}};

    EXPECT_EQ(send(a_reply()).verdict, Verdict::reauthorize);
    EXPECT_TRUE(http_.calls().empty());
}

class XFaces : public XSend {
protected:
    Result<FetchedMedia> fetch(std::string url) {
        auto attachment = InboundAttachment{};
        attachment.url = std::move(url);
        return run(connector_.media_source()->fetch(attachment, secrets_, folder_.path() / "file", 100));
    }
    test::TemporaryFolder folder_;
};

TEST_F(XFaces, OnlyThePlatformsOwnHostsSeeASignature) {
    for (auto const* url :
         {"https://api.example.test/2/dm_conversations/media/1/2/3", "https://ton.twitter.com/dm/1.jpg"}) {
        http_.will_answer(200, "JPEG", {{"Content-Type", "image/jpeg"}});
        auto const fetched = fetch(url);
        ASSERT_TRUE(fetched);
        EXPECT_EQ(fetched->mime, "image/jpeg");
        EXPECT_EQ(fetched->bytes, 4U);
        EXPECT_FALSE(header(http_.calls().back().headers, "Authorization").empty()) << url;
    }
    for (auto const* url : {"https://pbs.twimg.com/media/1.jpg", "https://ton.twitter.com.evil.example/1.jpg",
                            "https://api.example.test.evil.example/1.jpg", "http://ton.twitter.com/1.jpg"}) {
        http_.will_answer(200, "JPEG");
        ASSERT_TRUE(fetch(url));
        EXPECT_TRUE(header(http_.calls().back().headers, "Authorization").empty()) << url;
    }
}

TEST_F(XFaces, AFileThatIsGoneIsNotLookedForAgain) {
    http_.will_answer(404, "");
    http_.will_answer(503, "");

    EXPECT_EQ(fetch("https://pbs.twimg.com/1.jpg").error().code, ErrorCode::not_found);
    EXPECT_EQ(fetch("https://pbs.twimg.com/1.jpg").error().code, ErrorCode::unavailable);
}

TEST_F(XFaces, HidesAndRemoves) {
    http_.will_answer(200, R"({"data":{"hidden":true}})");
    http_.will_answer(200, R"({"data":{"hidden":false}})");
    http_.will_answer(200, R"({"data":{"deleted":true}})");
    http_.will_answer(403, R"({"detail":"not yours"})");
    auto& moderation = *connector_.moderation();

    EXPECT_TRUE(run(moderation.hide("1905", true, secrets_)));
    EXPECT_FALSE(run(moderation.hide("1905", true, secrets_)));
    EXPECT_TRUE(run(moderation.remove("1910", secrets_)));
    auto const refused = run(moderation.remove("1910", secrets_));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    EXPECT_EQ(refused.error().detail, "not yours");
    EXPECT_EQ(http_.calls()[0].method, "PUT");
    EXPECT_EQ(http_.calls()[0].url, "https://api.example.test/2/tweets/1905/hidden");
    EXPECT_EQ(http_.calls()[0].body, R"({"hidden":true})");
    EXPECT_EQ(http_.calls()[2].method, "DELETE");
    EXPECT_EQ(http_.calls()[2].url, "https://api.example.test/2/tweets/1910");
}

TEST_F(XFaces, HealthKnowsWhoseKeysTheyAre) {
    http_.will_answer(200, R"({"data":{"id":"7001","username":"dewinkel"}})");
    http_.will_answer(503, "{}");  // the app's token
    http_.will_answer(200, R"({"data":{"id":"7002","username":"ander"}})");
    http_.will_answer(401, R"({"title":"Unauthorized"})");

    auto const good = run(connector_.health()->health(secrets_)).value();
    EXPECT_TRUE(good.at(0).ok);
    EXPECT_TRUE(good.at(1).ok);
    EXPECT_EQ(good.at(1).detail, "@dewinkel");
    EXPECT_EQ(good.size(), 2U) << "of webhooks that cannot be seen nothing is said";
    EXPECT_FALSE(run(connector_.health()->health(secrets_)).value().at(1).ok);
    EXPECT_FALSE(run(connector_.health()->health(secrets_)).value().at(0).ok);
    EXPECT_FALSE(run(connector_.health()->health(secrets_)));
}

TEST_F(XFaces, ACustomerWhoIsOnlyANumberHasAName) {
    http_.will_answer(200, R"({"data":{"id":"8001","name":"Sanne","username":"sanne_dv"}})");
    http_.will_answer(200, R"({"errors":[{"title":"Not Found Error"}]})");

    auto const known = run(connector_.profile_source()->profile({IdentityKind::x_user, "8001"}, secrets_));
    ASSERT_TRUE(known);
    EXPECT_EQ(known->name, "Sanne");
    EXPECT_EQ(known->username, "sanne_dv");
    auto const gone = run(connector_.profile_source()->profile({IdentityKind::x_user, "8002"}, secrets_));
    EXPECT_EQ(gone.error().code, ErrorCode::not_found);
}

TEST_F(XFaces, ThePictureThatAnAccountChoseIsItsPicture) {
    auto const with = [](std::string const& url) {
        return R"({"data":{"id":"8001","name":"Sanne","username":"s","profile_image_url":")" + url + R"("}})";
    };
    http_.will_answer(200, with("https://pbs.example.test/profile_images/1/a_normal.jpg"));
    http_.will_answer(
        200, with("https://abs.example.test/sticky/default_profile_images/default_profile_normal.png"));
    auto const ask = [this] {
        return run(connector_.profile_source()->profile({IdentityKind::x_user, "8001"}, secrets_)).value();
    };

    EXPECT_EQ(ask().picture.value().url, "https://pbs.example.test/profile_images/1/a_bigger.jpg");
    EXPECT_FALSE(ask().picture);
    EXPECT_EQ(http_.calls().at(0).url, "https://api.example.test/2/users/8001?user.fields=profile_image_url");
}

}  // namespace
}  // namespace balie::connectors::x
