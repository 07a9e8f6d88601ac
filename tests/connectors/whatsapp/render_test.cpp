// Our messages in the platform's words, byte for byte.
#include <connectors/whatsapp/render.hpp>

#include <gtest/gtest.h>

namespace balie::connectors::whatsapp {
namespace {

auto const phone = IdentityValue{IdentityKind::phone, "31655500001"};
auto const bsuid = IdentityValue{IdentityKind::bsuid, "NL.4455"};

OutboundMessage a_message(std::string text) {
    auto message = OutboundMessage{};
    message.opaque = "41.1";
    message.recipient = {bsuid, phone};
    message.text = std::move(text);
    return message;
}

OutboundMessage a_file(AttachmentKind kind, std::string name = {}) {
    auto message = a_message({});
    auto attachment = OutboundAttachment{};
    attachment.kind = kind;
    attachment.name = std::move(name);
    message.attachments.push_back(attachment);
    return message;
}

TEST(Render, Text) {
    EXPECT_EQ(
        render(a_message("Hallo \"daar\"\n"), {}),
        R"({"messaging_product":"whatsapp","recipient_type":"individual","to":"31655500001","type":"text",)"
        R"("text":{"body":"Hallo \"daar\"\n"},"biz_opaque_callback_data":"41.1"})");
}

TEST(Render, ALinkGetsAPreviewAndAnAnswerItsQuote) {
    auto message = a_message("Zie https://example.test/1");
    message.reply_to_external_id = "wamid.IN";

    EXPECT_EQ(
        render(message, {}),
        R"({"messaging_product":"whatsapp","recipient_type":"individual","to":"31655500001","type":"text",)"
        R"("text":{"preview_url":true,"body":"Zie https://example.test/1"},"context":{"message_id":"wamid.IN"},)"
        R"("biz_opaque_callback_data":"41.1"})");
}

TEST(Render, ACustomerWithoutNumberIsCalledByTheBusinessScopedId) {
    auto message = a_message("x");
    message.recipient = {bsuid};

    EXPECT_NE(render(message, {}).find(R"("recipient_type":"individual","recipient":"NL.4455","type")"),
              std::string::npos);
}

TEST(Render, AGroupIsCalledByItsThread) {
    auto message = a_message("x");
    message.thread_key = "GROUP-77";

    EXPECT_NE(render(message, {}).find(R"("recipient_type":"group","to":"GROUP-77","type")"),
              std::string::npos);
}

TEST(Render, Files) {
    auto picture = a_file(AttachmentKind::image, "foto.jpg");
    picture.text = "Kijk";
    EXPECT_NE(render(picture, "991").find(R"("type":"image","image":{"id":"991","caption":"Kijk"})"),
              std::string::npos);
    auto paper = a_file(AttachmentKind::document, "bon 88.pdf");
    EXPECT_NE(
        render(paper, "992").find(R"("type":"document","document":{"id":"992","filename":"bon 88.pdf"})"),
        std::string::npos);
    auto voice = a_file(AttachmentKind::audio, "a.ogg");
    voice.attachments[0].voice = true;
    EXPECT_NE(render(voice, "993").find(R"("type":"audio","audio":{"id":"993","voice":true})"),
              std::string::npos);
    EXPECT_NE(
        render(a_file(AttachmentKind::sticker), "994").find(R"("type":"sticker","sticker":{"id":"994"})"),
        std::string::npos);
}

TEST(Render, Template) {
    auto message = a_message({});
    message.template_ = OutboundTemplate{
        "ophaal", "nl", R"([{"type":"body","parameters":[{"type":"text","text":"Sanne"}]}])"};

    EXPECT_NE(render(message, {})
                  .find(R"("type":"template","template":{"name":"ophaal","language":{"code":"nl"},)"
                        R"("components":[{"type":"body","parameters":[{"type":"text","text":"Sanne"}]}]})"),
              std::string::npos);
}

TEST(Render, ReactionQuotesNothing) {
    auto message = a_message({});
    message.reply_to_external_id = "wamid.IN";
    message.reaction = OutboundReaction{"wamid.IN", ""};

    auto const body = render(message, {});

    EXPECT_NE(body.find(R"("type":"reaction","reaction":{"message_id":"wamid.IN","emoji":""})"),
              std::string::npos);
    EXPECT_EQ(body.find("context"), std::string::npos);
}

TEST(Render, Signals) {
    EXPECT_EQ(render_read("wamid.IN"),
              R"({"messaging_product":"whatsapp","status":"read","message_id":"wamid.IN"})");
    EXPECT_EQ(
        render_typing("wamid.IN"),
        R"({"messaging_product":"whatsapp","status":"read","message_id":"wamid.IN","typing_indicator":{"type":"text"}})");
}

TEST(Sendable, SaysWhatThePlatformHasNoFormFor) {
    auto nobody = a_message("x");
    nobody.recipient = {IdentityValue{IdentityKind::email, "a@example.test"}};
    auto sound_with_words = a_file(AttachmentKind::audio);
    sound_with_words.text = "luister";
    auto two_files = a_file(AttachmentKind::image);
    two_files.attachments.push_back(two_files.attachments[0]);
    auto broken_template = a_message({});
    broken_template.template_ = OutboundTemplate{"a", "nl", "{"};
    auto aimless_reaction = a_message({});
    aimless_reaction.reaction = OutboundReaction{"", "👍"};
    auto const cases =
        std::vector<std::pair<OutboundMessage, std::string>>{{a_message("x"), ""},
                                                             {nobody, "no_address"},
                                                             {sound_with_words, "caption_unsupported"},
                                                             {a_message(""), "empty"},
                                                             {two_files, "too_many_attachments"},
                                                             {broken_template, "bad_template"},
                                                             {aimless_reaction, "no_target"}};
    for (auto const& [message, reason] : cases) {
        auto const result = sendable(message);
        EXPECT_EQ(result ? "" : result.error().reason, reason);
    }
}

}  // namespace
}  // namespace balie::connectors::whatsapp
