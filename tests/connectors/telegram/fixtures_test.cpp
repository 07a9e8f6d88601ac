// The shared fixtures, when they are there: updates in the shapes that gateways have seen.
#include <connectors/telegram/connector.hpp>
#include <connectors/telegram/dialect.hpp>

#include "support/files.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::connectors::telegram {
namespace {

using nlohmann::json;

std::string key_of(std::string const& id) { return "tg:bot1:" + id; }

void expect_files(json const& wanted, InboundMessage const& message, std::string const& file) {
    for (auto const& one : wanted.value("attachments", json::array())) {
        if (!one.contains("file_id")) { continue; }
        ASSERT_EQ(message.attachments.size(), 1U) << file;
        EXPECT_EQ(one.at("file_id"), message.attachments[0].media_id) << file;
        EXPECT_EQ(one.at("kind") == "voice", message.attachments[0].voice) << file;
        if (one.contains("mime")) { EXPECT_EQ(one.at("mime"), message.attachments[0].mime) << file; }
    }
}

void expect_message(json const& wanted, InboundMessage const& message, std::string const& file) {
    EXPECT_EQ(wanted.at("dedupe_key"), key_of(message.external_id)) << file;
    EXPECT_TRUE(message.address.empty()) << file;
    EXPECT_EQ(wanted.value("text", ""), message.text) << file;
    auto const& customer = wanted.at("customer");
    EXPECT_EQ(customer.at("telegram_id"), message.contact.identities.at(0).value) << file;
    EXPECT_EQ(customer.at("username"), message.contact.username) << file;
    EXPECT_EQ(customer.at("name"), message.contact.name) << file;
    if (wanted.contains("timestamp")) {
        EXPECT_EQ(parse_time(wanted.at("timestamp").get<std::string>()), message.platform_at) << file;
    }
    if (wanted.contains("shared_own_phone")) {
        auto const phone =
            IdentityValue{IdentityKind::phone, wanted.at("shared_own_phone").get<std::string>()};
        EXPECT_EQ(message.contact.identities.back(), phone) << file;
    }
    if (wanted.contains("command")) {
        EXPECT_EQ(json::parse(message.content).at("command").at("payload"), wanted.at("payload")) << file;
    }
    if (wanted.contains("target")) {
        EXPECT_EQ(wanted.at("target"), key_of(message.reply_to_external_id)) << file;
        EXPECT_EQ(json::parse(message.content).at("interactive").at("id"), wanted.at("payload")) << file;
    }
    expect_files(wanted, message, file);
}

TEST(TelegramFixtures, BecomeWhatIsExpectedOfThem) {
    auto const folder = test::shared();
    if (folder.empty()) { GTEST_SKIP() << "no shared material here"; }
    auto tried = 0;
    for (auto const& fixture : json::parse(test::bytes_of(folder / "fixtures" / "expected.json"))) {
        auto const file = fixture.at("file").get<std::string>();
        if (!file.starts_with("telegram/")) { continue; }
        auto const events = parse(test::bytes_of(folder / "fixtures" / file));
        auto const& wanted = fixture.at("expected");
        ASSERT_TRUE(events) << file;
        ASSERT_EQ(events->size(), wanted.size()) << file;
        for (auto i = std::size_t{0}; i < wanted.size(); ++i) {
            auto const* const message = std::get_if<InboundMessage>(&events->at(i));
            ASSERT_NE(message, nullptr) << file;
            expect_message(wanted[i], *message, file);
        }
        ++tried;
    }
    EXPECT_GE(tried, 8);
}

TEST(TelegramAddress, IsTheBotsId) {
    auto http = test::ScriptedHttpClient{};
    auto const connector = Telegram{http};

    EXPECT_EQ(connector.address(Secrets{{{"bot_token", "110201543:AAH"}}}), "110201543");
    EXPECT_EQ(connector.address(Secrets{{{"bot_token", "110201543"}}}), "");
    EXPECT_EQ(connector.address(Secrets{{{"bot_token", "abc:def"}}}), "");
    EXPECT_EQ(connector.address(Secrets{{{"bot_token", ":def"}}}), "");
}

}  // namespace
}  // namespace balie::connectors::telegram
