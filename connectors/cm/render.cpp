// https://developers.cm.com/messaging/docs/shared-features and .../docs/whatsapp-templates (read 2026-11)
#include <connectors/cm/render.hpp>

#include <connectors/cm/abilities.hpp>
#include <connectors/cm/template_form.hpp>
#include <connectors/json/writer.hpp>

namespace balie::connectors::cm {
namespace {

using json::ObjectWriter;

// Pictures and films say beforehand how much room they want on a screen.
std::string media_of(OutboundAttachment const& file, Way way) {
    auto const is_shown = file.kind == AttachmentKind::image || file.kind == AttachmentKind::video;
    auto media = ObjectWriter{};
    media.text_if_any("mediaName", file.name).text("mediaUri", file.url).text("mimeType", file.mime);
    if (way == Way::rcs && is_shown) { media.text("mediaHeight", "medium"); }
    return ObjectWriter{}.json("media", media.take()).take();
}

// What a plain text cannot say; empty for a text.
Result<std::string> rich_part(OutboundMessage const& message, Secrets const& secrets) {
    if (message.template_) {
        auto form = template_json(*message.template_, secrets["template_namespace"]);
        if (!form) { return form.error(); }
        return ObjectWriter{}.json("template", *form).take();
    }
    if (message.attachments.empty()) { return std::string{}; }
    return media_of(message.attachments.front(), way_of(secrets));
}

// Beside rich content the body is what another channel would say in its place. None is allowed, yet every example of
// CM's has one, and CM refuses "a body without content".
std::string words_of(OutboundMessage const& message) {
    if (message.template_) { return message.template_->name; }
    if (message.attachments.empty()) { return message.text; }
    auto const& file = message.attachments.front();
    return file.name.empty() ? std::string{to_word(file.kind)} : file.name;
}

std::string message_of(OutboundMessage const& message, std::string const& to, std::string const& rich,
                       Secrets const& secrets) {
    auto const way = way_of(secrets);
    auto item = ObjectWriter{};
    item.text("from", secrets["from"]);
    item.json("to", '[' + ObjectWriter{}.text("number", to).take() + ']');
    item.json("body", ObjectWriter{}.text("type", "auto").text("content", words_of(message)).take());
    if (way != Way::whatsapp) {
        item.number("minimumNumberOfMessageParts", 1).number("maximumNumberOfMessageParts", 8);
    }
    item.text("reference", message.opaque);
    item.json("allowedChannels", "[\"" + std::string{word_of(way)} + "\"]");
    if (!rich.empty()) {
        item.json("richContent", ObjectWriter{}.json("conversation", '[' + rich + ']').take());
    }
    return item.take();
}

}  // namespace

Result<std::string> request_body(OutboundMessage const& message, std::string const& to,
                                 Secrets const& secrets) {
    auto const rich = rich_part(message, secrets);
    if (!rich) { return rich.error(); }
    auto token = ObjectWriter{};
    token.text("productToken", secrets["product_token"]);
    auto messages = ObjectWriter{};
    messages.json("authentication", token.take());
    messages.json("msg", '[' + message_of(message, to, *rich, secrets) + ']');
    return ObjectWriter{}.json("messages", messages.take()).take();
}

}  // namespace balie::connectors::cm
