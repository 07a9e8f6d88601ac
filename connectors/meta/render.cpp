// https://developers.facebook.com/docs/messenger-platform/reference/send-api (read 2026-11)
#include <connectors/meta/render.hpp>

#include <connectors/json/writer.hpp>

#include <algorithm>

namespace balie::connectors::meta {
namespace {

using json::ObjectWriter;

constexpr auto user_ref_prefix = std::string_view{"user_ref:"};
constexpr auto metadata_bytes_max = std::size_t{1000};

std::string_view value_of(OutboundMessage const& message, IdentityKind kind) {
    auto const found = std::find_if(message.recipient.begin(), message.recipient.end(),
                                    [kind](auto const& one) { return one.kind == kind; });
    return found == message.recipient.end() ? std::string_view{} : std::string_view{found->value};
}

std::string_view user_ref(OutboundMessage const& message) {
    auto const value = value_of(message, IdentityKind::external);
    return value.starts_with(user_ref_prefix) ? value.substr(user_ref_prefix.size()) : std::string_view{};
}

// A post is called by its page's id first, a comment by its post's.
bool is_post(std::string_view id, std::string_view page_id) {
    return !page_id.empty() && id.size() > page_id.size() && id.starts_with(page_id) &&
           id[page_id.size()] == '_';
}

std::string recipient(OutboundMessage const& message, IdentityKind customer, std::string_view page_id) {
    auto written = ObjectWriter{};
    auto const id = value_of(message, customer);
    if (!message.private_reply_to.empty()) {
        auto const key = is_post(message.private_reply_to, page_id) ? "post_id" : "comment_id";
        written.text(key, message.private_reply_to);
    } else if (!id.empty()) {
        written.text("id", id);
    } else {
        written.text("user_ref", user_ref(message));
    }
    return written.take();
}

std::string held(OutboundMessage const& message, std::string_view attachment_id) {
    auto written = ObjectWriter{};
    if (attachment_id.empty()) {
        written.text("text", message.text);
    } else {
        auto attachment = ObjectWriter{};
        attachment.text("type", attachment_word(message.attachments.front().kind));
        attachment.json("payload", ObjectWriter{}.text("attachment_id", attachment_id).take());
        written.json("attachment", attachment.take());
    }
    if (message.opaque.size() <= metadata_bytes_max) { written.text_if_any("metadata", message.opaque); }
    return written.take();
}

Error unsendable(std::string detail, std::string reason) {
    return Error{ErrorCode::unprocessable, std::move(detail), std::move(reason)};
}

}  // namespace

Result<void> sendable_in_private(OutboundMessage const& message, IdentityKind customer) {
    if (message.private_reply_to.empty() && value_of(message, customer).empty() &&
        user_ref(message).empty()) {
        return unsendable("The customer has no address here", "no_address");
    }
    if (message.template_) { return unsendable("This channel has no templates", "template_unsupported"); }
    if (message.reaction) { return unsendable("This channel takes no reactions", "reaction_unsupported"); }
    if (message.attachments.size() > 1) {
        return unsendable("This channel takes one file a message", "too_many_attachments");
    }
    if (message.attachments.empty() && message.text.empty()) {
        return unsendable("There is nothing to send", "empty");
    }
    // Dropping the words silently would be worse than saying no.
    if (!message.attachments.empty() && !message.text.empty()) {
        return unsendable("A file takes no text on this channel", "caption_unsupported");
    }
    return {};
}

std::string render_private(OutboundMessage const& message, IdentityKind customer,
                           std::string_view attachment_id, std::string_view page_id) {
    auto body = ObjectWriter{};
    body.json("recipient", recipient(message, customer, page_id));
    body.text("messaging_type", message.is_late ? "MESSAGE_TAG" : "RESPONSE");
    if (message.is_late) { body.text("tag", "HUMAN_AGENT"); }
    body.json("message", held(message, attachment_id));
    if (!message.reply_to_external_id.empty() && message.private_reply_to.empty()) {
        body.json("reply_to", ObjectWriter{}.text("mid", message.reply_to_external_id).take());
    }
    return body.take();
}

std::string_view attachment_word(AttachmentKind kind) noexcept {
    switch (kind) {
        case AttachmentKind::image:
        case AttachmentKind::sticker:
            return "image";
        case AttachmentKind::video:
            return "video";
        case AttachmentKind::audio:
            return "audio";
        case AttachmentKind::document:
            return "file";
    }
    return "file";
}

}  // namespace balie::connectors::meta
