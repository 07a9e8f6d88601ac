// The shared fixtures, when they are there: what a correct desk makes of real shapes and of hostile ones.
#include <connectors/whatsapp/dialect.hpp>

#include "support/files.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::connectors::whatsapp {
namespace {

using nlohmann::json;

// Other channels' files lie among the hostile ones.
bool is_whatsapp(json const& fixture, std::string const& body) {
    auto const file = fixture.at("file").get<std::string>();
    if (fixture.at("channel") == "whatsapp") { return true; }
    auto const is_foreign =
        file.find("twilio_") != std::string::npos || file.find("wechat_") != std::string::npos ||
        body.find("for_user_id") != std::string::npos || body.find("\"page\"") != std::string::npos;
    return fixture.at("channel") == "hostile" && !is_foreign;
}

// What the index leaves open: to be kept, or put into the quarantine.
bool may_be_either(std::string const& file) {
    return file.find("huge_text") != std::string::npos || file.find("latin1") != std::string::npos;
}

std::string dedupe_key(std::string const& address, std::string const& id) {
    return "wa:" + address + ':' + id;
}

void expect_message(json const& wanted, InboundMessage const& message, std::string const& file) {
    EXPECT_EQ(wanted.at("dedupe_key"), dedupe_key(message.address, message.external_id)) << file;
    EXPECT_EQ(wanted.value("text", ""), message.text) << file;
    EXPECT_EQ(wanted.at("direction") == "in" ? Direction::in : Direction::out, message.direction) << file;
    auto const time = wanted.at("timestamp").get<std::string>();
    EXPECT_EQ(time.starts_with('<') ? "" : time, message.platform_at ? to_rfc3339(*message.platform_at) : "")
        << file;
    for (auto const& [key, value] : wanted.at("customer").items()) {
        if (key != "wa_id" && key != "bsuid") { continue; }
        auto const identity = IdentityValue{key == "wa_id" ? IdentityKind::phone : IdentityKind::bsuid,
                                            value.get<std::string>()};
        EXPECT_EQ(std::count(message.contact.identities.begin(), message.contact.identities.end(), identity),
                  1)
            << file;
    }
    if (wanted.contains("reply_to")) {
        EXPECT_EQ(wanted.at("reply_to"), dedupe_key(message.address, message.reply_to_external_id)) << file;
    }
    if (wanted.contains("unsupported")) {
        EXPECT_EQ(message.content_type, ContentType::unsupported) << file;
        EXPECT_EQ(json::parse(message.content).at("unsupported").at("type"), wanted.at("unsupported"))
            << file;
    }
    if (wanted.contains("forwarded")) {
        EXPECT_EQ(json::parse(message.content).at("forwarded"), true) << file;
    }
    for (auto const& file_wanted : wanted.value("attachments", json::array())) {
        if (!file_wanted.contains("media_id")) { continue; }
        ASSERT_EQ(message.attachments.size(), 1U) << file;
        EXPECT_EQ(message.attachments[0].media_id, file_wanted.at("media_id")) << file;
        EXPECT_EQ(message.attachments[0].voice, file_wanted.at("kind") == "voice") << file;
    }
}

void expect_event(json const& wanted, InboundEvent const& event, std::string const& file) {
    auto const type = wanted.at("type").get<std::string>();
    if (type == "status") {
        auto const* const update = std::get_if<DeliveryUpdate>(&event);
        ASSERT_NE(update, nullptr) << file;
        EXPECT_EQ(wanted.at("status"), to_word(update->status)) << file;
        EXPECT_EQ(wanted.at("message"), dedupe_key(update->address, update->external_id)) << file;
    } else if (type == "reaction") {
        auto const* const change = std::get_if<ReactionChange>(&event);
        ASSERT_NE(change, nullptr) << file;
        EXPECT_EQ(wanted.at("target"), dedupe_key(change->address, change->target_external_id)) << file;
    } else if (type == "identity_change") {
        EXPECT_TRUE(std::holds_alternative<IdentityChange>(event)) << file;
    } else if (type == "template_status" || type == "account_error") {
        EXPECT_TRUE(std::holds_alternative<ChannelNotice>(event)) << file;
    } else {
        auto const* const message = std::get_if<InboundMessage>(&event);
        ASSERT_NE(message, nullptr) << file << ' ' << type;
        expect_message(wanted, *message, file);
    }
}

// Events for an address that no inbox has are the desk's to put aside, not the dialect's.
bool names_a_stranger(InboundEvent const& event) {
    auto const* const message = std::get_if<InboundMessage>(&event);
    return message != nullptr && message->address != "200000000000001" &&
           message->address != "200000000000002";
}

void expect_fixture(json const& fixture, std::string const& body) {
    auto const file = fixture.at("file").get<std::string>();
    auto events = parse(body);
    if (may_be_either(file)) { return; }
    auto understood = std::vector<InboundEvent>{};
    if (events) {
        std::copy_if(events->begin(), events->end(), std::back_inserter(understood), [](auto const& event) {
            return !std::holds_alternative<Unreadable>(event) && !names_a_stranger(event);
        });
    }
    auto const& wanted = fixture.at("expected");
    if (file.find("batch_1000_statuses") != std::string::npos) {
        EXPECT_EQ(understood.size(), 1000U);
        return;
    }
    ASSERT_EQ(understood.size(), wanted.size()) << file;
    for (auto i = std::size_t{0}; i < wanted.size(); ++i) { expect_event(wanted[i], understood[i], file); }
}

TEST(WhatsAppFixtures, BecomeWhatIsExpectedOfThem) {
    auto const folder = test::shared();
    if (folder.empty()) { GTEST_SKIP() << "no shared material here"; }
    auto const fixtures = json::parse(test::bytes_of(folder / "fixtures" / "expected.json"));
    auto tried = 0;
    for (auto const& fixture : fixtures) {
        auto const body = test::bytes_of(folder / "fixtures" / fixture.at("file").get<std::string>());
        if (!is_whatsapp(fixture, body)) { continue; }
        expect_fixture(fixture, body);
        ++tried;
    }
    EXPECT_GT(tried, 45);
}

TEST(WhatsAppFixtures, ATextOfTwoMegabytesIsKept) {
    auto const text = std::string(2U << 20U, 'x');
    auto const body =
        R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"700"},"messages":[)"
        R"({"from":"31655500001","id":"wamid.BIG","type":"text","text":{"body":")" +
        text + R"("}}]}}]}]})";

    auto const events = parse(body);

    ASSERT_TRUE(events);
    EXPECT_EQ(std::get<InboundMessage>(events->at(0)).text.size(), text.size());
}

}  // namespace
}  // namespace balie::connectors::whatsapp
