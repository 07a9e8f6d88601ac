// The shared fixtures of Messenger, Instagram and page feeds, when they are there.
#include <connectors/facebook/dialect.hpp>
#include <connectors/instagram/dialect.hpp>
#include <connectors/messenger/dialect.hpp>

#include "support/files.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace balie::connectors {
namespace {

using nlohmann::json;

std::string const& word_of_identity(IdentityKind kind) {
    static auto const words =
        std::map<IdentityKind, std::string>{{IdentityKind::psid, "psid"},
                                            {IdentityKind::igsid, "igsid"},
                                            {IdentityKind::facebook_user, "fb_user_id"}};
    static auto const none = std::string{};
    auto const found = words.find(kind);
    return found == words.end() ? none : found->second;
}

void expect_customer(json const& wanted, InboundContact const& contact, std::string const& file) {
    ASSERT_EQ(contact.identities.size(), 1U) << file;
    auto const& identity = contact.identities.front();
    if (wanted.value("anonymous", false)) {
        EXPECT_TRUE(identity.value.starts_with("anonymous:")) << file;
        return;
    }
    EXPECT_EQ(wanted.value(word_of_identity(identity.kind), ""), identity.value) << file;
    EXPECT_EQ(wanted.value("name", ""), contact.name) << file;
    EXPECT_EQ(wanted.value("username", ""), contact.username) << file;
}

void expect_attachments(json const& wanted, InboundMessage const& message, std::string const& file) {
    auto urls = std::vector<std::string>{};
    for (auto const& one : message.attachments) { urls.push_back(one.url); }
    auto wanted_urls = std::vector<std::string>{};
    for (auto const& one : wanted.value("attachments", json::array())) {
        if (one.contains("url")) { wanted_urls.push_back(one.at("url").get<std::string>()); }
        if (!one.contains("lat")) { continue; }
        auto const place = json::parse(message.content).at("location");
        EXPECT_EQ(place.at("latitude"), one.at("lat")) << file;
        EXPECT_EQ(place.at("longitude"), one.at("lon")) << file;
    }
    EXPECT_EQ(urls, wanted_urls) << file;
    auto const kinds = wanted.value("attachments", json::array());
    for (auto i = std::size_t{0}; i < message.attachments.size(); ++i) {
        auto const kind = kinds[i].at("kind").get<std::string>();
        if (!from_word<AttachmentKind>(kind)) { continue; }
        EXPECT_EQ(kind, to_word(message.attachments[i].kind)) << file;
    }
}

void expect_content(json const& wanted, InboundMessage const& message, std::string const& file) {
    auto const content = message.content.empty() ? json::object() : json::parse(message.content);
    if (wanted.contains("payload")) {
        EXPECT_EQ(content.at("interactive").at("id"), wanted.at("payload")) << file;
    }
    if (wanted.contains("story")) { EXPECT_EQ(content.at("story"), wanted.at("story")) << file; }
    if (wanted.contains("unsupported")) {
        EXPECT_EQ(content.at("unsupported").at("type"), wanted.at("unsupported")) << file;
    }
    auto const referral = wanted.value("referral", json::object());
    for (auto const& [key, value] : referral.items()) {
        EXPECT_EQ(content.at("referral").at(key), value) << file;
    }
    if (wanted.contains("owner")) { EXPECT_EQ(content.at("system").at("owner"), wanted.at("owner")) << file; }
}

void expect_message(json const& wanted, InboundMessage const& message, std::string const& file) {
    auto const type = wanted.at("type").get<std::string>();
    auto const is_activity = type == "referral" || type == "handover";
    EXPECT_EQ(message.kind == MessageKind::activity, is_activity) << file;
    // The index writes "fb:<page>:cm:<id>:add:<time>" for a comment whose id is enough for us.
    EXPECT_NE(wanted.at("dedupe_key").get<std::string>().find(':' + message.external_id), std::string::npos)
        << file;
    EXPECT_EQ(wanted.value("text", ""), message.text) << file;
    EXPECT_EQ(wanted.at("direction"), to_word(message.direction)) << file;
    EXPECT_EQ(wanted.value("post", ""), message.thread_key) << file;
    ASSERT_TRUE(message.platform_at) << file;
    expect_customer(wanted.at("customer"), message.contact, file);
    expect_attachments(wanted, message, file);
    expect_content(wanted, message, file);
    auto const parent = wanted.value("parent", "");
    if (!parent.empty()) {
        EXPECT_EQ(parent == message.thread_key ? "" : parent, message.reply_to_external_id) << file;
    }
    if (wanted.contains("reply_to")) {
        EXPECT_TRUE(wanted.at("reply_to").get<std::string>().ends_with(':' + message.reply_to_external_id))
            << file;
    }
}

// The index writes milliseconds where we write microseconds.
std::string in_milliseconds(Time at) {
    auto text = to_rfc3339(at);
    if (text.find('.') != std::string::npos && text.ends_with("000Z")) { text.erase(text.size() - 4, 3); }
    return text;
}

void expect_time(json const& wanted, std::optional<Time> at, std::string const& file) {
    ASSERT_TRUE(at) << file;
    EXPECT_EQ(wanted.at("timestamp"), in_milliseconds(*at)) << file;
}

void expect_target(json const& wanted, std::string const& target, std::string const& file) {
    EXPECT_TRUE(wanted.at("target").get<std::string>().ends_with(':' + target)) << file;
}

struct Expectation {
    json const& wanted;
    std::string const& file;

    void operator()(InboundMessage const& message) const {
        expect_message(wanted, message, file);
        expect_time(wanted, message.platform_at, file);
    }
    void operator()(DeliveryUpdate const& update) const {
        EXPECT_EQ(wanted.at("status"), to_word(update.status)) << file;
        EXPECT_TRUE(wanted.at("message").get<std::string>().ends_with(':' + update.external_id)) << file;
        expect_time(wanted, update.platform_at, file);
    }
    void operator()(Watermark const& watermark) const {
        EXPECT_EQ(wanted.at("status"), to_word(watermark.status)) << file;
        EXPECT_EQ(wanted.at("watermark"), in_milliseconds(watermark.up_to)) << file;
        expect_customer(wanted.at("customer"), watermark.contact, file);
    }
    void operator()(ReactionChange const& change) const {
        EXPECT_EQ(wanted.at("type"), "reaction") << file;
        EXPECT_EQ(wanted.at("action") == "add", !change.emoji.empty()) << file;
        expect_target(wanted, change.target_external_id, file);
        expect_time(wanted, change.platform_at, file);
    }
    void operator()(MessageEdit const& edit) const {
        EXPECT_EQ(wanted.at("type"), "edit") << file;
        EXPECT_EQ(wanted.at("text"), edit.text) << file;
        expect_target(wanted, edit.target_external_id, file);
        expect_time(wanted, edit.platform_at, file);
    }
    void operator()(MessageDeletion const& deletion) const {
        EXPECT_EQ(wanted.at("type"), "delete") << file;
        expect_target(wanted, deletion.target_external_id, file);
        expect_time(wanted, deletion.platform_at, file);
    }
    void operator()(ChannelNotice const& notice) const {
        EXPECT_EQ(wanted.at("type"), "account_error") << file;
        EXPECT_EQ(wanted.at("action"), notice.code) << file;
    }
    template <class T>
    void operator()(T const&) const {
        ADD_FAILURE() << "nothing of this kind is expected of " << file;
    }
};

using Parse = Result<std::vector<InboundEvent>> (*)(std::string_view);

Parse parser_of(std::string const& file) {
    if (file.starts_with("messenger/") || file == "hostile/ssrf_media_urls.json") { return messenger::parse; }
    if (file.starts_with("instagram/")) { return instagram::parse; }
    return file.starts_with("facebook_feed/") ? facebook::parse : nullptr;
}

TEST(MetaFixtures, BecomeWhatIsExpectedOfThem) {
    auto const folder = test::shared();
    if (folder.empty()) { GTEST_SKIP() << "no shared material here"; }
    auto const fixtures = json::parse(test::bytes_of(folder / "fixtures" / "expected.json"));
    auto tried = 0;
    for (auto const& fixture : fixtures) {
        auto const file = fixture.at("file").get<std::string>();
        auto const parse = parser_of(file);
        if (parse == nullptr) { continue; }
        auto const events = parse(test::bytes_of(folder / "fixtures" / file));
        auto understood = std::vector<InboundEvent>{};
        if (events) {
            std::copy_if(events->begin(), events->end(), std::back_inserter(understood),
                         [](auto const& event) { return !std::holds_alternative<Unreadable>(event); });
        }
        auto const& wanted = fixture.at("expected");
        ++tried;
        ASSERT_EQ(understood.size(), wanted.size()) << file;
        for (auto i = std::size_t{0}; i < wanted.size(); ++i) {
            std::visit(Expectation{wanted[i], file}, understood[i]);
        }
    }
    EXPECT_GT(tried, 35);
}

}  // namespace
}  // namespace balie::connectors
