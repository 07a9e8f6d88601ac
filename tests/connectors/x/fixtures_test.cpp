// The shared fixtures and vectors, when they are there: real shapes of both of X's webhooks.
#include <connectors/x/connector.hpp>
#include <connectors/x/dialect.hpp>
#include <connectors/x/webhook.hpp>

#include <balie/base/crypto.hpp>

#include "support/files.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace balie::connectors::x {
namespace {

using nlohmann::json;

// Expected of a desk, and nothing that a conversation holds: they become no event here.
std::set<std::string> const silent = {"repost", "typing", "reaction"};

std::string key_of(std::string const& address, std::string const& id, bool is_post) {
    return "x:" + address + (is_post ? ":tweet:" : ":dm:") + id;
}

void expect_attachments(json const& wanted, InboundMessage const& message, std::string const& file) {
    auto const list = wanted.value("attachments", json::array());
    ASSERT_EQ(message.attachments.size(), list.size()) << file;
    for (auto i = std::size_t{0}; i < list.size(); ++i) {
        EXPECT_EQ(list[i].at("kind"), to_word(message.attachments[i].kind)) << file;
        if (list[i].contains("url")) { EXPECT_EQ(list[i].at("url"), message.attachments[i].url) << file; }
    }
}

void expect_message(json const& wanted, InboundMessage const& message, std::string const& file) {
    auto const is_post = message.content_type == ContentType::post;
    EXPECT_EQ(wanted.at("dedupe_key"), key_of(message.address, message.external_id, is_post)) << file;
    EXPECT_EQ(wanted.value("text", ""), message.text) << file;
    EXPECT_EQ(wanted.at("direction") == "in" ? Direction::in : Direction::out, message.direction) << file;
    ASSERT_TRUE(message.platform_at) << file;
    EXPECT_EQ(parse_time(wanted.at("timestamp").get<std::string>()), message.platform_at) << file;
    auto const& customer = wanted.at("customer");
    EXPECT_EQ(customer.at("x_user_id"), message.contact.identities.at(0).value) << file;
    if (customer.contains("username")) {
        EXPECT_EQ(customer.at("username"), message.contact.username) << file;
    }
    if (customer.contains("name")) { EXPECT_EQ(customer.at("name"), message.contact.name) << file; }
    if (wanted.contains("reply_to")) {
        EXPECT_EQ(wanted.at("reply_to"), key_of(message.address, message.reply_to_external_id, true)) << file;
    }
    EXPECT_EQ(is_post, !message.thread_key.empty()) << file;
    auto const type = wanted.at("type").get<std::string>();
    if (type == "mention" || type == "reply" || type == "quote") {
        auto const content = json::parse(message.content);
        EXPECT_EQ(content.at("post").at("relation"), type) << file;
        if (wanted.contains("quoted")) {
            auto const quoted = content.at("quoted").at("external_id").get<std::string>();
            EXPECT_EQ(wanted.at("quoted"), key_of(message.address, quoted, true)) << file;
        }
    }
    expect_attachments(wanted, message, file);
}

void expect_event(json const& wanted, InboundEvent const& event, std::string const& file) {
    auto const type = wanted.at("type").get<std::string>();
    if (type == "account_error") {
        auto const* const notice = std::get_if<ChannelNotice>(&event);
        ASSERT_NE(notice, nullptr) << file;
        EXPECT_EQ(notice->kind, type) << file;
        EXPECT_EQ(notice->code, wanted.at("action")) << file;
    } else if (type == "delete") {
        auto const* const deletion = std::get_if<MessageDeletion>(&event);
        ASSERT_NE(deletion, nullptr) << file;
        EXPECT_EQ(wanted.at("target"), key_of(deletion->address, deletion->target_external_id, true)) << file;
        EXPECT_EQ(parse_time(wanted.at("timestamp").get<std::string>()), deletion->platform_at) << file;
    } else {
        auto const* const message = std::get_if<InboundMessage>(&event);
        ASSERT_NE(message, nullptr) << file << ' ' << type;
        expect_message(wanted, *message, file);
    }
}

void expect_fixture(json const& fixture, std::string const& body) {
    auto const file = fixture.at("file").get<std::string>();
    auto const events = parse(body);
    auto wanted = std::vector<json>{};
    for (auto const& one : fixture.at("expected")) {
        if (silent.count(one.at("type").get<std::string>()) == 0) { wanted.push_back(one); }
    }
    ASSERT_TRUE(events) << file;
    ASSERT_EQ(events->size(), wanted.size()) << file;
    for (auto i = std::size_t{0}; i < wanted.size(); ++i) { expect_event(wanted[i], events->at(i), file); }
}

TEST(XFixtures, BecomeWhatIsExpectedOfThem) {
    auto const folder = test::shared();
    if (folder.empty()) { GTEST_SKIP() << "no shared material here"; }
    auto tried = 0;
    for (auto const& fixture : json::parse(test::bytes_of(folder / "fixtures" / "expected.json"))) {
        auto const file = fixture.at("file").get<std::string>();
        if (!file.starts_with("x/") && !file.starts_with("hostile/x_")) { continue; }
        expect_fixture(fixture, test::bytes_of(folder / "fixtures" / file));
        ++tried;
    }
    EXPECT_GE(tried, 20);
}

json vectors_of(std::filesystem::path const& folder) {
    auto const all = json::parse(test::bytes_of(folder / "vectors" / "signature_and_length_vectors.json"));
    return all.is_array() ? all : all.at("vectors");
}

TEST(XVectors, AreSignedAsTheOfficialLibrarySignsThem) {
    auto const folder = test::shared();
    if (folder.empty()) { GTEST_SKIP() << "no shared material here"; }
    auto tried = 0;
    for (auto const& vector : vectors_of(folder)) {
        auto const kind = vector.at("kind").get<std::string>();
        if (kind != "x_post" && kind != "x_crc") { continue; }
        auto const bytes = kind == "x_crc" ? vector.at("crc_token").get<std::string>()
                                           : from_base64(vector.at("body_b64").get<std::string>()).value();
        EXPECT_EQ(signature_of(vector.at("secret").get<std::string>(), bytes), vector.at("expected"))
            << vector.at("name");
        ++tried;
    }
    EXPECT_GE(tried, 6);
}

class XHandshake : public testing::Test {
protected:
    std::optional<WebhookReply> ask(std::string token, std::string_view method = "GET") {
        auto const query = Fields{{"crc_token", std::move(token)}};
        auto const request = WebhookRequest{method, "https://desk.example.test/x", query, headers_, {}};
        return connector_.challenge(request, secrets_);
    }
    test::ScriptedHttpClient http_;
    X connector_{http_};
    Headers headers_;
    Secrets secrets_{{{"consumer_secret", "fictional"}}};
};

// Signing any text would let a stranger have a webhook signed.
TEST_F(XHandshake, SignsNothingThatCouldBeABody) {
    for (auto const* token :
         {"", "{}", "{\"for_user_id\":\"1\"}", " {", "[", "\"", "\\u007b", "a\n", "a\x7F", "\xEF\xBB\xBF{"}) {
        auto const reply = ask(token);
        ASSERT_TRUE(reply) << token;
        EXPECT_EQ(reply->status, 401) << token;
        EXPECT_TRUE(reply->body.empty()) << token;
    }
    EXPECT_EQ(ask(std::string(129, 'a'))->status, 401);
    EXPECT_EQ(ask(std::string(128, 'a'))->status, 200);
}

// Its form is described nowhere; a refused one stops all events after a day.
TEST_F(XHandshake, SignsWhateverWordsTheVectorsHold) {
    auto const folder = test::shared();
    if (folder.empty()) { GTEST_SKIP() << "no shared material here"; }
    auto tried = 0;
    for (auto const& vector : vectors_of(folder)) {
        if (vector.at("kind") != "x_crc") { continue; }
        secrets_ = Secrets{{{"consumer_secret", vector.at("secret").get<std::string>()}}};
        auto const reply = ask(vector.at("crc_token").get<std::string>());
        ASSERT_TRUE(reply) << vector.at("name");
        EXPECT_EQ(reply->status, 200) << vector.at("name");
        EXPECT_EQ(json::parse(reply->body).at("response_token"), vector.at("expected")) << vector.at("name");
        ++tried;
    }
    EXPECT_EQ(tried, 3);
}

TEST_F(XHandshake, IsAGetAndNothingElse) { EXPECT_FALSE(ask("abc", "POST")); }

TEST_F(XHandshake, IsRefusedWithoutAKey) {
    secrets_ = Secrets{};
    EXPECT_EQ(ask("abc")->status, 401);
}

}  // namespace
}  // namespace balie::connectors::x
