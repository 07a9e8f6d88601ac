// Every platform of the sandbox against the connector of its channel, over real HTTP: what one signs the other
// verifies, what one writes the other reads.
#include "unit/sandbox/demo.hpp"

#include <connectors/all.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace balie::sandbox::test {
namespace {

constexpr auto marieke = "/sandbox/api/customers/1";

std::string name_of(testing::TestParamInfo<Channel> const& info) { return std::string{to_word(info.param)}; }

// Both sides of one channel.
struct Scene {
    Demo demo;

    explicit Scene(Channel channel, std::map<std::string, std::string, std::less<>> const& others = {})
        : demo(channel, others) {}

    InboundMessage said(std::string const& text) {
        auto const status =
            demo.page("POST", std::string{marieke} + "/messages", {{"type", "text"}, {"text", text}}).status;
        EXPECT_EQ(status, 204);
        return heard(text);
    }

    InboundMessage heard(std::string const& text) {
        auto const message = demo.desk().next<InboundMessage>(
            [&](auto const& one) { return one.text == text && one.direction == Direction::in; });
        EXPECT_TRUE(message) << text;
        return message.value_or(InboundMessage{});
    }

    SendOutcome answer(InboundMessage const& message, std::string text) {
        auto out = OutboundMessage{};
        out.opaque = "12.1";
        out.recipient = message.contact.identities;
        out.text = std::move(text);
        out.thread_key = message.thread_key;
        out.reply_to_external_id = message.thread_key.empty() ? "" : message.external_id;
        return demo.send(std::move(out));
    }

    std::string first_post() { return demo.state()["posts"].back()["id"]; }
};

class PrivateChannel : public testing::TestWithParam<Channel> {};

TEST_P(PrivateChannel, BringsWordsBothWays) {
    auto scene = Scene{GetParam()};

    auto const message = scene.said("Waar blijft de monteur? \xE2\x9A\xA1 & <zo>");
    auto const outcome = scene.answer(message, "Hij komt om tien uur.");

    EXPECT_TRUE(message.thread_key.empty());
    ASSERT_EQ(outcome.verdict, Verdict::accepted) << outcome.code << ' ' << outcome.reason;
    auto const shown = scene.demo.state()["customer"]["thread"].back();
    EXPECT_EQ(shown["text"], "Hij komt om tien uur.");
    EXPECT_EQ(shown["author"], "desk");
}

TEST_P(PrivateChannel, ComesAgainWhenTheDeskDidNotTakeIt) {
    auto scene = Scene{GetParam()};
    scene.said("Dag");

    scene.demo.desk().answer_with(503);

    EXPECT_EQ(scene.said("Nog een keer").text, "Nog een keer");
}

TEST_P(PrivateChannel, IsNotBelievedWhenItSignsWrongly) {
    auto scene = Scene{GetParam()};
    scene.said("Dag");
    scene.demo.page("PATCH", "/sandbox/api/manners", {{"signs_wrongly", true}});

    scene.demo.page("POST", std::string{marieke} + "/messages", {{"type", "text"}, {"text", "vals"}});

    // The exchange is written down when the desk's answer is in, after the desk has the message.
    auto const newest = [&] {
        auto const traffic = scene.demo.state()["traffic"];
        return traffic.empty() ? 0 : traffic.front()["status"].get<int>();
    };
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (newest() != 401 && std::chrono::steady_clock::now() < until) {}
    EXPECT_EQ(newest(), 401);
}

TEST_P(PrivateChannel, RefusesInItsOwnWords) {
    auto scene = Scene{GetParam()};
    auto const message = scene.said("Dag");
    scene.demo.page("PATCH", "/sandbox/api/manners", {{"breaks", true}});

    auto const outcome = scene.answer(message, "Komt niet aan.");

    EXPECT_EQ(outcome.verdict, Verdict::retry) << outcome.code;
    EXPECT_FALSE(outcome.reason.empty());
    EXPECT_EQ(scene.demo.state()["customer"]["thread"].size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Sandbox, PrivateChannel,
                         testing::Values(Channel::whatsapp, Channel::messenger, Channel::instagram,
                                         Channel::x, Channel::twilio, Channel::messagebird, Channel::cm,
                                         Channel::telegram),
                         name_of);

class ReportingChannel : public testing::TestWithParam<Channel> {};

TEST_P(ReportingChannel, TellsHowTheAnswerFares) {
    auto scene = Scene{GetParam()};
    auto const outcome = scene.answer(scene.said("Dag"), "Goedemiddag");
    ASSERT_EQ(outcome.verdict, Verdict::accepted);

    auto const update = scene.demo.desk().next<DeliveryUpdate>([&](auto const& one) {
        return one.external_id == outcome.external_id && one.status >= DeliveryStatus::delivered;
    });

    EXPECT_TRUE(update);
}

INSTANTIATE_TEST_SUITE_P(Sandbox, ReportingChannel,
                         testing::Values(Channel::whatsapp, Channel::messenger, Channel::instagram,
                                         Channel::twilio, Channel::messagebird, Channel::cm),
                         name_of);

class PhotoChannel : public testing::TestWithParam<Channel> {};

TEST_P(PhotoChannel, BringsAPhotoThatTheDeskFetches) {
    auto scene = Scene{GetParam()};
    auto const bytes = picture();
    auto const sent = scene.demo.upload(std::string{marieke} + "/media?name=meter.png", "image/png", bytes);
    ASSERT_EQ(sent.status, 204);
    auto const message =
        scene.demo.desk().next<InboundMessage>([](auto const& one) { return !one.attachments.empty(); });
    ASSERT_TRUE(message);
    auto folder = http::test::Folder{};
    auto* const media = scene.demo.desk().connector().media_source();
    ASSERT_NE(media, nullptr);

    auto const fetched = scene.demo.run(
        media->fetch(message->attachments.front(), scene.demo.secrets(), folder.path / "down", 10'000));

    ASSERT_TRUE(fetched) << fetched.error().detail;
    EXPECT_EQ(fetched->bytes, bytes.size());
}

INSTANTIATE_TEST_SUITE_P(Sandbox, PhotoChannel,
                         testing::Values(Channel::messenger, Channel::instagram, Channel::x, Channel::twilio,
                                         Channel::cm, Channel::telegram),
                         name_of);

// The platform asks the desk for the file.
class FetchingChannel : public testing::TestWithParam<Channel> {
protected:
    // Numbers of North America have MMS.
    Scene scene{GetParam(), {{"originator", "12025550100"}}};

    OutboundMessage a_picture(std::string path) {
        auto out = OutboundMessage{};
        out.opaque = "12.1";
        out.recipient = scene.said("Heeft u een foto?").contact.identities;
        out.attachments = {scene.demo.handed(std::move(path))};
        return out;
    }
    Json thread() { return scene.demo.state()["customer"]["thread"]; }
};

TEST_P(FetchingChannel, ShowsThePictureThatTheDeskHandsOver) {
    auto const outcome = scene.demo.send(a_picture(std::string{handed_path}));

    ASSERT_EQ(outcome.verdict, Verdict::accepted) << outcome.code << ' ' << outcome.reason;
    auto const shown = thread().back();
    EXPECT_EQ(shown["author"], "desk");
    EXPECT_EQ(shown["type"], "image");
    auto const file =
        scene.demo.page("GET", "/sandbox/api/media/" + shown["media_id"].get<std::string>(), {});
    EXPECT_EQ(file.static_body, picture());
}

TEST_P(FetchingChannel, TellsThatAFileDidNotCome) {
    auto const outcome = scene.demo.send(a_picture("/files/nothing"));

    ASSERT_EQ(outcome.verdict, Verdict::accepted) << outcome.code << ' ' << outcome.reason;
    auto const update = scene.demo.desk().next<DeliveryUpdate>([&](auto const& one) {
        return one.external_id == outcome.external_id && one.status == DeliveryStatus::failed;
    });
    EXPECT_TRUE(update);
    EXPECT_EQ(thread().back()["author"], "customer");
}

INSTANTIATE_TEST_SUITE_P(Sandbox, FetchingChannel,
                         testing::Values(Channel::twilio, Channel::messagebird, Channel::cm), name_of);

TEST(SeveralFiles, AnMmsOfTwilioHasTenFilesAtMost) {
    auto scene = Scene{Channel::twilio};
    auto out = OutboundMessage{};
    out.opaque = "12.1";
    out.recipient = scene.said("Dag").contact.identities;
    out.text = "Twee foto's";
    out.attachments = {scene.demo.handed(std::string{handed_path}),
                       scene.demo.handed(std::string{handed_path})};
    EXPECT_EQ(scene.demo.send(out).verdict, Verdict::accepted);
    auto const thread = scene.demo.state()["customer"]["thread"];
    ASSERT_EQ(thread.size(), 3U);
    EXPECT_EQ(thread[1]["type"], "image");
    EXPECT_EQ(thread[2]["text"], "Twee foto's");

    out.attachments.assign(11, scene.demo.handed(std::string{handed_path}));

    EXPECT_EQ(scene.demo.send(out).code, "too_many_attachments");
}

class PublicChannel : public testing::TestWithParam<Channel> {};

TEST_P(PublicChannel, TakesACommentAndItsAnswer) {
    auto scene = Scene{GetParam()};
    auto const post = scene.first_post();
    ASSERT_EQ(scene.demo.comment("1", post, "Geldt dit ook hier?").status, 204);

    auto const comment = scene.heard("Geldt dit ook hier?");
    auto const outcome = scene.answer(comment, "Ja, ook hier.");

    EXPECT_EQ(comment.thread_key, post);
    ASSERT_EQ(outcome.verdict, Verdict::accepted) << outcome.code << ' ' << outcome.reason;
    auto const shown = scene.demo.state()["posts"].back()["comments"].back();
    EXPECT_EQ(shown["text"], "Ja, ook hier.");
    EXPECT_EQ(shown["reply_to"], comment.external_id);
    auto const echo = scene.demo.desk().next<InboundMessage>(
        [&](auto const& one) { return one.external_id == outcome.external_id; });
    ASSERT_TRUE(echo);
    EXPECT_EQ(echo->direction, Direction::out);
}

TEST_P(PublicChannel, TellsWhatItsCommentsAreUnder) {
    auto scene = Scene{GetParam()};
    auto const sources = connectors::post_sources(scene.demo.http());
    auto const source = sources.find(GetParam());
    ASSERT_NE(source, sources.end());
    auto const post = scene.demo.state()["posts"].back();

    auto const told = scene.demo.run(source->second->post(post["id"], scene.demo.secrets()));
    auto const nothing = scene.demo.run(source->second->post("12345", scene.demo.secrets()));

    ASSERT_TRUE(told) << told.error().detail;
    EXPECT_EQ(told->text, post["text"]);
    EXPECT_TRUE(told->url.starts_with("https://"));
    EXPECT_TRUE(told->created_at);
    EXPECT_FALSE(told->author.empty());
    EXPECT_EQ(nothing.error().code, ErrorCode::not_found);
}

TEST_P(PublicChannel, HidesAndTakesAway) {
    auto scene = Scene{GetParam()};
    scene.demo.comment("1", scene.first_post(), "lelijk woord");
    auto const comment = scene.heard("lelijk woord");
    auto const answer = scene.answer(comment, "Dat zeggen wij hier niet.");
    auto* const moderation = scene.demo.desk().connector().moderation();
    ASSERT_NE(moderation, nullptr);

    auto const hidden = scene.demo.run(moderation->hide(comment.external_id, true, scene.demo.secrets()));
    auto const removed = scene.demo.run(moderation->remove(answer.external_id, scene.demo.secrets()));

    EXPECT_TRUE(hidden) << hidden.error().detail;
    EXPECT_TRUE(removed) << removed.error().detail;
    auto const comments = scene.demo.state()["posts"].back()["comments"];
    EXPECT_EQ(comments[0]["is_hidden"], true);
    EXPECT_EQ(comments[1]["is_deleted"], true);
}

TEST_P(PublicChannel, TakesAnAnswerInPrivate) {
    auto scene = Scene{GetParam()};
    scene.demo.comment("1", scene.first_post(), "Wat kost het?");
    auto const comment = scene.heard("Wat kost het?");
    auto out = OutboundMessage{};
    out.opaque = "12.1";
    out.recipient = comment.contact.identities;
    out.text = "Wat is uw klantnummer?";
    out.private_reply_to = comment.external_id;

    auto const outcome = scene.demo.send(std::move(out));

    ASSERT_EQ(outcome.verdict, Verdict::accepted) << outcome.code << ' ' << outcome.reason;
    EXPECT_EQ(scene.demo.state()["customer"]["thread"].back()["text"], "Wat is uw klantnummer?");
    EXPECT_EQ(scene.demo.state()["posts"].back()["comments"].size(), 1U);
}

TEST(XSquare, IsSearchedForPostsThatMentionNobody) {
    auto scene = Scene{Channel::x};
    auto const searches = connectors::post_searches(scene.demo.http());
    auto const ask = [&](std::string query) {
        auto question = PostQuestion{std::move(query), sandbox::now() - std::chrono::hours{1}};
        return scene.demo.run(searches.at(Channel::x)->search(question, scene.demo.secrets()));
    };
    scene.demo.comment("1", "new", "Alweer storing bij Noorderlicht #fail");
    scene.demo.comment("1", "new", "Hulde @31600000090!");
    auto const first = scene.demo.desk().next<InboundMessage>([](auto const&) { return true; });

    auto const found = ask("\"#fail\" Noorderlicht -is:retweet");
    auto const none = ask("#fail -storing");
    auto const both = ask("hulde OR (storing noorderlicht)");

    ASSERT_TRUE(found) << found.error().error.detail;
    ASSERT_EQ(found->posts.size(), 1U);
    auto const& post = std::get<InboundMessage>(found->posts.front());
    EXPECT_EQ(post.text, "Alweer storing bij Noorderlicht #fail");
    EXPECT_EQ(post.thread_key, post.external_id);
    EXPECT_EQ(post.contact.name, "Marieke Jansen");
    EXPECT_EQ(found->newest_id, post.external_id);
    EXPECT_TRUE(none->posts.empty());
    EXPECT_EQ(both->posts.size(), 2U);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->text, "Hulde @31600000090!");  // and nothing was told of the one before
}

INSTANTIATE_TEST_SUITE_P(Sandbox, PublicChannel,
                         testing::Values(Channel::facebook, Channel::instagram, Channel::x), name_of);

}  // namespace
}  // namespace balie::sandbox::test
