// The shared fixtures of the SMS channels, when they are there: what a correct desk makes of real shapes.
#include <connectors/all.hpp>

#include "support/files.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::connectors::sms {
namespace {

using nlohmann::json;

std::string channel_of(json const& fixture) {
    auto const file = fixture.at("file").get<std::string>();
    return file.starts_with("hostile/twilio_") ? "twilio" : fixture.at("channel").get<std::string>();
}

std::string without_plus(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), '+'), text.end());
    return text;
}

bool is_wanted_id(std::string const& key, std::string const& id) {
    // CM gives no ids: any word that tells messages apart will do.
    return key.starts_with("cm:") ? !id.empty() : key.substr(key.find(':') + 1) == id;
}

void expect_message(json const& wanted, InboundMessage const& message, std::string const& file) {
    EXPECT_TRUE(is_wanted_id(wanted.at("dedupe_key"), message.external_id)) << file << message.external_id;
    EXPECT_EQ(wanted.value("text", ""), message.text) << file;
    auto const phone =
        IdentityValue{IdentityKind::phone, without_plus(wanted.at("customer").at("e164").get<std::string>())};
    EXPECT_EQ(std::count(message.contact.identities.begin(), message.contact.identities.end(), phone), 1)
        << file;
    if (!message.address.empty()) {
        EXPECT_EQ(without_plus(wanted.at("account").get<std::string>()), message.address) << file;
    }
    if (wanted.contains("timestamp")) {
        ASSERT_TRUE(message.platform_at) << file;
        EXPECT_EQ(*message.platform_at, parse_time(wanted.at("timestamp").get<std::string>())) << file;
    }
    if (wanted.contains("reply_to")) {
        EXPECT_TRUE(is_wanted_id(wanted.at("reply_to"), message.reply_to_external_id)) << file;
    }
    if (wanted.contains("payload")) {
        EXPECT_EQ(json::parse(message.content).at("interactive").at("id"), wanted.at("payload")) << file;
    }
    auto const files = wanted.value("attachments", json::array());
    ASSERT_EQ(files.size(), message.attachments.size()) << file;
    for (auto i = std::size_t{0}; i < files.size(); ++i) {
        EXPECT_EQ(files[i].at("kind"), to_word(message.attachments[i].kind)) << file;
        EXPECT_EQ(files[i].value("url", message.attachments[i].url), message.attachments[i].url) << file;
    }
}

void expect_status(json const& wanted, DeliveryUpdate const& update, std::string const& file) {
    EXPECT_EQ(wanted.at("status"), to_word(update.status)) << file;
    if (wanted.contains("message")) {
        EXPECT_TRUE(is_wanted_id(wanted.at("message"), update.external_id)) << file;
    }
    if (wanted.contains("reference")) { EXPECT_EQ(wanted.at("reference"), update.opaque) << file; }
    if (wanted.contains("timestamp")) {
        EXPECT_EQ(update.platform_at, parse_time(wanted.at("timestamp").get<std::string>())) << file;
    }
    if (wanted.contains("error")) {
        EXPECT_EQ(wanted.at("error").at("code").dump(), update.error_code) << file;
    }
}

void expect_fixture(Connector const& connector, json const& fixture) {
    auto const file = fixture.at("file").get<std::string>();
    auto const body = test::bytes_of(test::shared() / "fixtures" / file);
    auto const headers = Headers{
        {"content-type", file.ends_with(".json") ? "application/json" : "application/x-www-form-urlencoded"}};
    auto const none = Fields{};
    auto const request = WebhookRequest{"POST", "https://desk.example.test/x", none, headers, body};
    auto const parsed = connector.parse(request);
    auto const events = parsed ? *parsed : std::vector<InboundEvent>{};
    auto const& wanted = fixture.at("expected");
    if (wanted.empty()) {
        EXPECT_FALSE(parsed) << file;
        return;
    }
    ASSERT_GE(events.size(), wanted.size()) << file;
    if (auto const* const message = std::get_if<InboundMessage>(&events[0])) {
        expect_message(wanted[0], *message, file);
    } else {
        expect_status(wanted[0], std::get<DeliveryUpdate>(events[0]), file);
    }
    ASSERT_EQ(wanted[0].contains("opt_out"), events.size() == 2U) << file;
    if (events.size() == 2U) { EXPECT_FALSE(std::get<OptOut>(events[1]).wants_messages) << file; }
}

TEST(SmsFixtures, BecomeWhatIsExpectedOfThem) {
    auto const folder = test::shared();
    if (folder.empty()) { GTEST_SKIP() << "no shared material here"; }
    auto http = test::ScriptedHttpClient{};
    auto const connectors = connectors::all(http);
    auto tried = 0;
    for (auto const& fixture : json::parse(test::bytes_of(folder / "fixtures" / "expected.json"))) {
        auto const channel = channel_of(fixture);
        if (channel != "twilio" && channel != "messagebird" && channel != "cm") { continue; }
        for (auto const& connector : connectors) {
            if (to_word(connector->channel()) != channel) { continue; }
            expect_fixture(*connector, fixture);
            ++tried;
        }
    }
    EXPECT_GE(tried, 12);
}

}  // namespace
}  // namespace balie::connectors::sms
