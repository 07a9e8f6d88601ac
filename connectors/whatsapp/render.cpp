// https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages (2026-07)
#include <connectors/whatsapp/render.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/json/writer.hpp>

#include <algorithm>

namespace balie::connectors::whatsapp {
namespace {

using json::ObjectWriter;

constexpr auto opaque_bytes_max = std::size_t{512};

std::string_view address_of(OutboundMessage const& message, IdentityKind kind) {
    auto const found = std::find_if(message.recipient.begin(), message.recipient.end(),
                                    [kind](auto const& one) { return one.kind == kind; });
    return found == message.recipient.end() ? std::string_view{} : std::string_view{found->value};
}

bool has_address(OutboundMessage const& message) {
    return !message.thread_key.empty() || !address_of(message, IdentityKind::phone).empty() ||
           !address_of(message, IdentityKind::bsuid).empty() ||
           !address_of(message, IdentityKind::parent_bsuid).empty();
}

bool takes_caption(AttachmentKind kind) {
    return kind != AttachmentKind::audio && kind != AttachmentKind::sticker;
}

bool is_list(std::string_view text) {
    auto const document = json::Document{text};
    return document.root() != nullptr && document.root()->is_array();
}

// A group by its id, a customer by the number when it is known, else by the business-scoped id.
void write_recipient(ObjectWriter& body, OutboundMessage const& message) {
    if (!message.thread_key.empty()) {
        body.text("recipient_type", "group").text("to", message.thread_key);
        return;
    }
    body.text("recipient_type", "individual");
    auto const phone = address_of(message, IdentityKind::phone);
    if (!phone.empty()) {
        body.text("to", phone);
        return;
    }
    auto const bsuid = address_of(message, IdentityKind::bsuid);
    body.text("recipient", bsuid.empty() ? address_of(message, IdentityKind::parent_bsuid) : bsuid);
}

void write_text(ObjectWriter& body, OutboundMessage const& message) {
    auto text = ObjectWriter{};
    auto const has_link = message.text.find("https://") != std::string::npos ||
                          message.text.find("http://") != std::string::npos;
    if (has_link) { text.yes("preview_url"); }
    body.text("type", "text").json("text", text.text("body", message.text).take());
}

void write_media(ObjectWriter& body, OutboundMessage const& message, std::string_view media_id) {
    auto const& attachment = message.attachments.front();
    auto media = ObjectWriter{};
    media.text("id", media_id);
    if (takes_caption(attachment.kind)) { media.text_if_any("caption", message.text); }
    if (attachment.kind == AttachmentKind::document) { media.text_if_any("filename", attachment.name); }
    if (attachment.kind == AttachmentKind::audio && attachment.voice) { media.yes("voice"); }
    body.text("type", to_word(attachment.kind)).json(to_word(attachment.kind), media.take());
}

void write_template(ObjectWriter& body, OutboundTemplate const& form) {
    auto text = ObjectWriter{};
    text.text("name", form.name).json("language", ObjectWriter{}.text("code", form.language).take());
    auto const components = json::Document{form.components};
    if (components.root() != nullptr) { text.value("components", *components.root()); }
    body.text("type", "template").json("template", text.take());
}

void write_reaction(ObjectWriter& body, OutboundReaction const& reaction) {
    auto written =
        ObjectWriter{}.text("message_id", reaction.target_external_id).text("emoji", reaction.emoji).take();
    body.text("type", "reaction").json("reaction", written);
}

Error unsendable(std::string detail, std::string reason) {
    return Error{ErrorCode::unprocessable, std::move(detail), std::move(reason)};
}

}  // namespace

Result<void> sendable(OutboundMessage const& message) {
    if (!has_address(message)) { return unsendable("The customer has no address on WhatsApp", "no_address"); }
    if (message.reaction) {
        if (message.reaction->target_external_id.empty()) {
            return unsendable("A reaction needs a message", "no_target");
        }
        return {};
    }
    if (message.template_) {
        auto const& components = message.template_->components;
        if (!components.empty() && !is_list(components)) {
            return unsendable("The template's parameters are not a list", "bad_template");
        }
        return {};
    }
    if (message.attachments.size() > 1) {
        return unsendable("WhatsApp takes one file a message", "too_many_attachments");
    }
    if (message.attachments.empty() && message.text.empty()) {
        return unsendable("There is nothing to send", "empty");
    }
    // Dropping the words silently would be worse than saying no.
    if (!message.attachments.empty() && !message.text.empty() &&
        !takes_caption(message.attachments.front().kind)) {
        return unsendable("Sound and stickers take no text on WhatsApp", "caption_unsupported");
    }
    return {};
}

std::string render(OutboundMessage const& message, std::string_view media_id) {
    auto body = ObjectWriter{};
    body.text("messaging_product", "whatsapp");
    write_recipient(body, message);
    if (message.reaction) {
        write_reaction(body, *message.reaction);
    } else if (message.template_) {
        write_template(body, *message.template_);
    } else if (!message.attachments.empty()) {
        write_media(body, message, media_id);
    } else {
        write_text(body, message);
    }
    if (!message.reply_to_external_id.empty() && !message.reaction) {
        body.json("context", ObjectWriter{}.text("message_id", message.reply_to_external_id).take());
    }
    if (message.opaque.size() <= opaque_bytes_max) {
        body.text_if_any("biz_opaque_callback_data", message.opaque);
    }
    return body.take();
}

std::string render_read(std::string_view external_id) {
    return ObjectWriter{}
        .text("messaging_product", "whatsapp")
        .text("status", "read")
        .text("message_id", external_id)
        .take();
}

std::string render_typing(std::string_view last_inbound_external_id) {
    auto body = ObjectWriter{};
    body.text("messaging_product", "whatsapp")
        .text("status", "read")
        .text("message_id", last_inbound_external_id);
    return body.json("typing_indicator", ObjectWriter{}.text("type", "text").take()).take();
}

}  // namespace balie::connectors::whatsapp
