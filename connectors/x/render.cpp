// https://docs.x.com/x-api/posts/manage-tweets and /x-api/direct-messages/manage (2026-08)
#include <connectors/x/render.hpp>

#include <connectors/json/writer.hpp>

#include <algorithm>

namespace balie::connectors::x {
namespace {

using json::ObjectWriter;

Error unsendable(std::string detail, std::string reason) {
    return Error{ErrorCode::unprocessable, std::move(detail), std::move(reason)};
}

bool is_number(std::string_view id) noexcept {
    return !id.empty() && id.find_first_not_of("0123456789") == std::string_view::npos;
}

// The post that is answered: the one that the agent chose, else the conversation's first.
std::string const& answered(OutboundMessage const& message) {
    return message.reply_to_external_id.empty() ? message.thread_key : message.reply_to_external_id;
}

}  // namespace

bool is_public(OutboundMessage const& message) noexcept {
    return !message.thread_key.empty() && message.private_reply_to.empty();
}

std::string_view participant(OutboundMessage const& message) noexcept {
    auto const found = std::find_if(message.recipient.begin(), message.recipient.end(),
                                    [](auto const& one) { return one.kind == IdentityKind::x_user; });
    return found == message.recipient.end() ? std::string_view{} : std::string_view{found->value};
}

Result<void> sendable(OutboundMessage const& message) {
    if (message.reaction) { return unsendable("X takes no reactions from apps", "reactions_unsupported"); }
    if (message.template_) { return unsendable("X has no templates", "templates_unsupported"); }
    if (message.attachments.size() > 1) {
        return unsendable("X takes one file a message", "too_many_attachments");
    }
    if (!message.attachments.empty() && message.attachments.front().kind != AttachmentKind::image &&
        message.attachments.front().kind != AttachmentKind::video) {
        return unsendable("Only pictures and films can be sent over X", "attachment_unsupported");
    }
    if (message.attachments.empty() && message.text.empty()) {
        return unsendable("There is nothing to send", "empty");
    }
    if (is_public(message)) {
        if (!is_number(answered(message))) { return unsendable("There is no post to answer", "no_target"); }
        return {};
    }
    if (!is_number(participant(message))) {
        return unsendable("The customer has no account on X", "no_address");
    }
    return {};
}

std::string render(OutboundMessage const& message, std::string_view media_id) {
    auto body = ObjectWriter{};
    body.text_if_any("text", message.text);
    if (is_public(message)) {
        body.json("reply", ObjectWriter{}.text("in_reply_to_tweet_id", answered(message)).take());
        if (!media_id.empty()) {
            body.json("media",
                      ObjectWriter{}.json("media_ids", "[\"" + std::string{media_id} + "\"]").take());
        }
        return body.take();
    }
    if (!media_id.empty()) {
        body.json("attachments", '[' + ObjectWriter{}.text("media_id", media_id).take() + ']');
    }
    return body.take();
}

std::string media_category(OutboundMessage const& message) {
    auto const place = std::string{is_public(message) ? "tweet_" : "dm_"};
    if (message.attachments.empty()) { return place + "image"; }
    auto const& file = message.attachments.front();
    if (file.kind == AttachmentKind::video) { return place + "video"; }
    return place + (file.mime == "image/gif" ? "gif" : "image");
}

}  // namespace balie::connectors::x
