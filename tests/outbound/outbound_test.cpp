// Whatever a connector can send is a request as the platform itself describes it.
#include "outbound/judged.hpp"

#include <connectors/all.hpp>
#include <connectors/x/subscription.hpp>

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

namespace balie::test {
namespace {

// What a description gets wrong or leaves out, and how we know; everything else that is refused is our fault.
struct Deviation {
    std::string_view channel;
    std::string_view request;  // its beginning
    std::string_view fault;    // a piece of it
    std::string_view reason;
};

constexpr auto deviations = std::to_array<Deviation>({
    {"whatsapp", "GET /v23.0/800100200300/message_templates", "NO_PATH_MATCHED",
     "the management of a business account has a description of its own, which is not here"},
    {"whatsapp", "GET /v23.0/800100200300/subscribed_apps", "NO_PATH_MATCHED", "the same"},
    {"twilio", "GET /2010-04-01/Accounts/ACa", "datesent>",
     "the next page that the description's own example names has a date where it wants a time"},
    {"twilio", "GET /2010-04-01/Accounts/AC00000000000000000000000000009901.json", "NO_PATH_MATCHED",
     "the description is of messages alone"},
    {"twilio", "POST /2010-04-01/Accounts/AC", "MediaUrl must be array",
     "the judge takes a form's repeated parameter for a list under no circumstances"},
    {"messagebird", "GET /balance", "NO_PATH_MATCHED", "the description is of messages alone"},
});

bool is_known(std::string_view channel, Judgement const& judged) {
    return std::ranges::any_of(deviations, [&](auto const& one) {
        return one.channel == channel && judged.request.starts_with(one.request) &&
               judged.fault.find(one.fault) != std::string::npos;
    });
}

// The answer comes on the client's own thread: the loop must wait for it.
template <class T>
T run_to_end(Task<T> task) {
    auto loop = boost::asio::io_context{};
    auto guard = boost::asio::make_work_guard(loop);
    auto result = std::optional<T>{};
    boost::asio::co_spawn(loop, std::move(task), [&](std::exception_ptr fault, T value) {
        guard.reset();
        if (fault) { std::rethrow_exception(fault); }
        result.emplace(std::move(value));
    });
    loop.run();
    return std::move(*result);
}

class Outbound : public testing::Test {
protected:
    // Absent when nobody judges this channel here.
    bool begin(std::string const& channel, std::map<std::string, std::string, std::less<>> settings) {
        auto const judge = judge_of(channel);
        if (judge.empty()) { return false; }
        channel_ = channel;
        http_ = std::make_unique<JudgedHttpClient>(judge);
        all_ = connectors::all(*http_);
        settings.emplace("api_base", judge);
        secrets_ = Secrets{std::move(settings)};
        return true;
    }
    Connector& connector() {
        return **std::ranges::find_if(
            all_, [this](auto const& one) { return to_word(one->channel()) == channel_; });
    }
    void with(std::string const& name, std::string value) {
        auto values = secrets_.values();
        values[name] = std::move(value);
        secrets_ = Secrets{std::move(values)};
    }

    // Every call since the last time was as described, and there was one.
    void expect_good(std::string_view what) {
        auto const judged = http_->take();
        EXPECT_FALSE(judged.empty()) << what << ": nothing was sent";
        for (auto const& one : judged) {
            EXPECT_TRUE(one.fault.empty() || is_known(channel_, one)) << what << ": " << one.request << '\n'
                                                                      << one.fault;
        }
    }
    void expect_sent(std::string_view what, OutboundMessage message) {
        auto const outcome = run_to_end(connector().send(std::move(message), secrets_));
        EXPECT_EQ(outcome.verdict, Verdict::accepted)
            << what << ": " << outcome.code << ' ' << outcome.detail;
        expect_good(what);
    }

    OutboundMessage to(IdentityKind kind, std::string value) const {
        auto message = OutboundMessage{};
        message.opaque = "71.1";
        message.recipient.emplace_back(kind, std::move(value));
        return message;
    }
    OutboundAttachment a_file(AttachmentKind kind, std::string mime, std::string name) const {
        auto file = OutboundAttachment{};
        file.kind = kind;
        file.mime = std::move(mime);
        file.file = folder_.path() / name;
        file.name = std::move(name);
        std::ofstream{file.file} << "some bytes of a file";
        return file;
    }

    std::string channel_;
    std::unique_ptr<JudgedHttpClient> http_;
    std::vector<std::unique_ptr<Connector>> all_;
    Secrets secrets_;
    TemporaryFolder folder_;
};

TEST_F(Outbound, TheJudgesDoJudge) {
    if (!begin("twilio", {})) { GTEST_SKIP() << "started by script/outbound"; }
    auto call =
        HttpCall{"POST", secrets_["api_base"].data() + std::string{"/2010-04-01/Accounts/AC1/Messages.json"}};
    call.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Authorization", "Basic YTpi"}};
    call.body = "Body=nobody+is+named";

    auto const answer = run_to_end(http_->call(std::move(call)));

    ASSERT_TRUE(answer);
    auto const judged = http_->take();
    ASSERT_EQ(judged.size(), 1U);
    EXPECT_NE(judged[0].fault.find("UNPROCESSABLE_ENTITY"), std::string::npos) << judged[0].fault;
}

std::map<std::string, std::string, std::less<>> whatsapp_settings() {
    return {{"phone_number_id", "700100200300"},
            {"waba_id", "800100200300"},
            {"access_token", "fictional-token"},
            {"app_secret", "fictional-app-secret"}};
}

constexpr auto wamid = "wamid.HBgLMzE2MDAwMDAwMDEVAgASGBQzQTAwMDAwMDAwMDAwMEFCQzAwMQA=";

TEST_F(Outbound, WhatsAppTexts) {
    if (!begin("whatsapp", whatsapp_settings())) { GTEST_SKIP() << "started by script/outbound"; }
    auto text = to(IdentityKind::phone, "31600000001");
    text.text = "Good day, caf\xC3\xA9 & \"co\"";
    expect_sent("text", text);
    text.reply_to_external_id = wamid;
    expect_sent("quoting", text);
    auto unnumbered = to(IdentityKind::bsuid, "NL.10000000000000000001");
    unnumbered.text = "To a name";
    expect_sent("to a business-scoped id", unnumbered);
    auto reaction = to(IdentityKind::phone, "31600000001");
    reaction.reaction = OutboundReaction{wamid, "\xF0\x9F\x91\x8D"};
    expect_sent("reaction", reaction);
    reaction.reaction->emoji.clear();
    expect_sent("reaction taken away", reaction);
}

TEST_F(Outbound, WhatsAppFiles) {
    if (!begin("whatsapp", whatsapp_settings())) { GTEST_SKIP() << "started by script/outbound"; }
    for (auto const& file : {a_file(AttachmentKind::image, "image/jpeg", "photo.jpg"),
                             a_file(AttachmentKind::video, "video/mp4", "film.mp4"),
                             a_file(AttachmentKind::audio, "audio/ogg", "voice.ogg"),
                             a_file(AttachmentKind::document, "application/pdf", "bill 4711.pdf"),
                             a_file(AttachmentKind::sticker, "image/webp", "sticker.webp")}) {
        auto message = to(IdentityKind::phone, "31600000001");
        message.attachments = {file};
        message.attachments[0].voice = file.kind == AttachmentKind::audio;
        expect_sent(to_word(file.kind), message);
        if (file.kind == AttachmentKind::audio || file.kind == AttachmentKind::sticker) { continue; }
        message.text = "with a caption";
        expect_sent(std::string{to_word(file.kind)} + " with a caption", message);
    }
}

TEST_F(Outbound, WhatsAppTemplates) {
    if (!begin("whatsapp", whatsapp_settings())) { GTEST_SKIP() << "started by script/outbound"; }
    auto message = to(IdentityKind::phone, "31600000001");
    message.template_ = OutboundTemplate{"order_shipped", "nl", ""};
    expect_sent("plain template", message);
    message.template_->components = R"([{"type":"header","parameters":[{"type":"text","text":"4711"}]},
        {"type":"body","parameters":[{"type":"text","text":"Anna"}]},
        {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"4711"}]}])";
    expect_sent("template with parameters", message);
}

TEST_F(Outbound, WhatsAppSmallSigns) {
    if (!begin("whatsapp", whatsapp_settings())) { GTEST_SKIP() << "started by script/outbound"; }
    auto const last = LastInbound{wamid, IdentityValue{IdentityKind::phone, "31600000001"}};
    EXPECT_TRUE(run_to_end(connector().signals()->mark_read(last, secrets_)));
    expect_good("read");
    EXPECT_TRUE(run_to_end(connector().signals()->typing(last, secrets_)));
    expect_good("typing");
    auto file = InboundAttachment{};
    file.media_id = "1003383421387256";
    run_to_end(connector().media_source()->fetch(file, secrets_, folder_.path() / "in", 1'000));
    expect_good("fetching a file");
    run_to_end(connector().template_source()->templates(secrets_));
    expect_good("templates");
    run_to_end(connector().health()->health(secrets_));
    expect_good("health");
}

TEST_F(Outbound, Twilio) {
    if (!begin("twilio", {{"account_sid", "AC00000000000000000000000000009901"},
                          {"auth_token", "fictional-auth-token"},
                          {"from", "+31855500100"}})) {
        GTEST_SKIP() << "started by script/outbound";
    }
    auto text = to(IdentityKind::phone, "31600000001");
    text.text = "Good day, caf\xC3\xA9 & co";
    expect_sent("SMS", text);
    auto picture = to(IdentityKind::phone, "31600000001");
    picture.attachments = {a_file(AttachmentKind::image, "image/jpeg", "photo.jpg")};
    picture.attachments[0].url = "https://desk.example.test/files/T-1_a";
    run_to_end(connector().send(picture, secrets_));
    expect_good("MMS");
    with("from", "whatsapp:+31855500100");
    expect_sent("WhatsApp through Twilio", text);
    with("from", "");
    with("messaging_service_sid", "MG00000000000000000000000000009901");
    expect_sent("a messaging service", text);
    with("from", "+31855500100");
    run_to_end(connector().catch_up()->since(*parse_time("2026-11-22T08:00:00Z"), secrets_));
    expect_good("catching up");
    run_to_end(connector().health()->health(secrets_));
    expect_good("health");
}

TEST_F(Outbound, MessageBird) {
    if (!begin("messagebird", {{"generation", "classic"},
                               {"access_key", "fictional-access-key"},
                               {"signing_key", "fictional-signing-key"},
                               {"originator", "+31855500100"}})) {
        GTEST_SKIP() << "started by script/outbound";
    }
    auto text = to(IdentityKind::phone, "31600000001");
    text.text = "Good day, caf\xC3\xA9 & co";
    expect_sent("SMS", text);
    with("originator", "Desk");
    expect_sent("SMS from a name", text);
    run_to_end(connector().health()->health(secrets_));
    expect_good("health");
}

std::map<std::string, std::string, std::less<>> x_settings() {
    return {{"user_id", "7001"},
            {"consumer_key", "fictional-key"},
            {"consumer_secret", "fictional-consumer-secret"},
            {"access_token", "fictional-token"},
            {"access_token_secret", "fictional-token-secret"}};
}

TEST_F(Outbound, XMessages) {
    if (!begin("x", x_settings())) { GTEST_SKIP() << "started by script/outbound"; }
    auto private_ = to(IdentityKind::x_user, "7002");
    private_.text = "Good day, caf\xC3\xA9 & co";
    expect_sent("direct message", private_);
    auto post = private_;
    post.thread_key = "1924465506158879000";
    expect_sent("post", post);
    post.private_reply_to = "1924465506158879000";
    expect_sent("private answer to a post", post);
}

TEST_F(Outbound, XFiles) {
    if (!begin("x", x_settings())) { GTEST_SKIP() << "started by script/outbound"; }
    for (auto const& file : {a_file(AttachmentKind::image, "image/jpeg", "photo.jpg"),
                             a_file(AttachmentKind::image, "image/gif", "moving.gif"),
                             a_file(AttachmentKind::video, "video/mp4", "film.mp4")}) {
        auto message = to(IdentityKind::x_user, "7002");
        message.attachments = {file};
        expect_sent("direct message with " + file.name, message);
        message.text = "with words";
        message.thread_key = "1924465506158879000";
        expect_sent("post with " + file.name, message);
    }
}

TEST_F(Outbound, XFaces) {
    if (!begin("x", x_settings())) { GTEST_SKIP() << "started by script/outbound"; }
    run_to_end(connector().moderation()->hide("1924465506158879000", true, secrets_));
    expect_good("hiding");
    run_to_end(connector().moderation()->hide("1924465506158879000", false, secrets_));
    expect_good("showing");
    run_to_end(connector().moderation()->remove("1924465506158879000", secrets_));
    expect_good("deleting");
    run_to_end(connector().health()->health(secrets_));
    expect_good("health");
    auto const customer = IdentityValue{IdentityKind::x_user, "7002"};
    run_to_end(connector().profile_source()->profile(customer, secrets_));
    expect_good("profile");
}

// The app's token itself is no part of the description.
TEST_F(Outbound, XWebhooks) {
    if (!begin("x", x_settings())) { GTEST_SKIP() << "started by script/outbound"; }
    auto app = connectors::x::AppWebhooks{*http_};
    auto const id = std::string{"1900000000000000001"};
    run_to_end(app.list("token", secrets_));
    expect_good("webhooks");
    run_to_end(app.make("https://balie.example.test/webhooks/x/7", "token", secrets_));
    expect_good("making a webhook");
    run_to_end(app.validate(id, "token", secrets_));
    expect_good("having it challenged");
    run_to_end(app.subscriptions("token", secrets_));
    expect_good("subscriptions");
    run_to_end(app.has_account_activity(id, secrets_));
    expect_good("the older subscription");
    for (auto const event : connectors::x::wanted_events) {
        run_to_end(app.subscribe(std::string{event}, id, secrets_));
        expect_good(event);
    }
}

}  // namespace
}  // namespace balie::test
