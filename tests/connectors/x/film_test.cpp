// A film's way to X: in pieces, and then the wait until it can be sent.
#include <connectors/x/connector.hpp>

#include "support/files.hpp"
#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace balie::connectors::x {
namespace {

constexpr auto working =
    R"({"data":{"id":"99","processing_info":{"state":"in_progress","check_after_secs":0}}})";
constexpr auto begun = R"({"data":{"id":"99","media_key":"7_99"}})";

class XFilm : public testing::Test {
protected:
    OutboundMessage a_film(std::size_t bytes) {
        std::ofstream{folder_.path() / "film"} << std::string(bytes, 'f');
        auto film = OutboundAttachment{};
        film.kind = AttachmentKind::video;
        film.mime = "video/mp4";
        film.file = folder_.path() / "film";
        auto message = OutboundMessage{};
        message.recipient = {IdentityValue{IdentityKind::x_user, "8001"}};
        message.attachments = {film};
        return message;
    }
    SendOutcome send(OutboundMessage message) {
        return test::run(connector_.send(std::move(message), secrets_));
    }

    test::TemporaryFolder folder_;
    test::ScriptedHttpClient http_;
    X connector_{http_};
    Secrets secrets_{{{"user_id", "7001"},
                      {"consumer_key", "ck"},
                      {"consumer_secret", "cs"},
                      {"access_token", "at"},
                      {"access_token_secret", "ats"},
                      {"api_base", "https://api.example.test"}}};
};

TEST_F(XFilm, GoesUpInPiecesAndThenOut) {
    constexpr auto piece = std::size_t{3} << 20U;
    http_.will_answer(200, begun);
    http_.will_answer(200, "{}");
    http_.will_answer(200, "{}");
    http_.will_answer(200, working);
    http_.will_answer(200, R"({"data":{"id":"99","processing_info":{"state":"succeeded"}}})");
    http_.will_answer(201, R"({"data":{"dm_event_id":"500"}})");

    auto const outcome = send(a_film(piece + 1));

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_EQ(outcome.external_id, "500");
    auto const& calls = http_.calls();
    ASSERT_EQ(calls.size(), 6U);
    EXPECT_EQ(calls[0].url, "https://api.example.test/2/media/upload/initialize");
    EXPECT_EQ(calls[0].body,
              R"({"media_type":"video/mp4","total_bytes":3145729,"media_category":"dm_video"})");
    EXPECT_EQ(calls[1].url, "https://api.example.test/2/media/upload/99/append");
    EXPECT_TRUE(calls[1].body.ends_with(R"(,"segment_index":0})"));
    EXPECT_EQ(calls[2].body, R"({"media":"Zg==","segment_index":1})");
    EXPECT_EQ(calls[3].url, "https://api.example.test/2/media/upload/99/finalize");
    EXPECT_EQ(calls[4].method + ' ' + calls[4].url,
              "GET https://api.example.test/2/media/upload?command=STATUS&media_id=99");
    EXPECT_EQ(calls[5].body, R"({"attachments":[{"media_id":"99"}]})");
}

TEST_F(XFilm, ThatXCannotUseIsRejected) {
    http_.will_answer(200, begun);
    http_.will_answer(200, "{}");
    http_.will_answer(200, R"({"data":{"id":"99","processing_info":{"state":"failed"}}})");

    auto const outcome = send(a_film(10));

    EXPECT_EQ(outcome.verdict, Verdict::rejected);
    EXPECT_EQ(outcome.code, "film_refused");
    EXPECT_EQ(http_.calls().size(), 3U);
}

TEST_F(XFilm, ThatIsNeverReadyIsTriedAgain) {
    http_.will_answer(200, begun);
    http_.will_answer(200, "{}");
    for (auto i = 0; i < 40; ++i) { http_.will_answer(200, working); }

    auto const outcome = send(a_film(10));

    EXPECT_EQ(outcome.verdict, Verdict::retry);
    EXPECT_EQ(outcome.code, "film_not_ready");
    EXPECT_EQ(http_.calls().size(), 42U);
}

TEST_F(XFilm, OfWhichAPieceIsLostIsTriedAgain) {
    http_.will_answer(200, begun);
    http_.will_fail(CallStage::after_first_byte);

    EXPECT_EQ(send(a_film(10)).verdict, Verdict::retry);
    EXPECT_EQ(http_.calls().size(), 2U);
}

TEST_F(XFilm, ThatIsGoneIsNotEvenTried) {
    auto message = a_film(10);
    message.attachments[0].file = folder_.path() / "nothing";

    EXPECT_EQ(send(message).code, "no_file");
    EXPECT_TRUE(http_.calls().empty());
}

}  // namespace
}  // namespace balie::connectors::x
