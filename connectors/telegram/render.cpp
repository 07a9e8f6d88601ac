// https://core.telegram.org/bots/api#sendmessage (read 2026-11). No parse_mode: an agent's words are shown as they are.
#include <connectors/telegram/render.hpp>

#include <connectors/json/writer.hpp>
#include <connectors/telegram/chat.hpp>

#include <algorithm>

namespace balie::connectors::telegram {
namespace {

using json::ObjectWriter;

struct Place {
    std::string chat;
    std::string connection = {};
};

Error unsendable(std::string detail, std::string reason) {
    return Error{ErrorCode::unprocessable, std::move(detail), std::move(reason)};
}

std::string address_of(OutboundMessage const& message, IdentityKind kind) {
    auto const found = std::find_if(message.recipient.begin(), message.recipient.end(),
                                    [kind](auto const& one) { return one.kind == kind; });
    return found == message.recipient.end() ? std::string{} : found->value;
}

// A group by its thread; a customer through the account by which they wrote, else by themselves.
Place place_of(OutboundMessage const& message) {
    if (!message.thread_key.empty() && message.private_reply_to.empty()) { return {message.thread_key}; }
    if (auto const answered = MessageName::read(message.reply_to_external_id)) {
        if (!answered->connection.empty()) { return {answered->chat, answered->connection}; }
    }
    if (auto const business = read_business_address(address_of(message, IdentityKind::external))) {
        return {business->chat, business->connection};
    }
    return {address_of(message, IdentityKind::telegram_user)};
}

std::string reply_parameters(OutboundMessage const& message, Place const& place) {
    auto const answered = MessageName::read(message.reply_to_external_id);
    if (!answered || answered->chat != place.chat) { return {}; }
    // A message that is gone meanwhile must not stop the answer.
    return ObjectWriter{}.json("message_id", answered->number).yes("allow_sending_without_reply").take();
}

struct FileMethod {
    std::string_view method;
    std::string_view part;
};

FileMethod method_of(OutboundAttachment const& attachment) {
    switch (attachment.kind) {
        case AttachmentKind::image:
            return {"sendPhoto", "photo"};
        case AttachmentKind::video:
            return {"sendVideo", "video"};
        case AttachmentKind::sticker:
            return {"sendSticker", "sticker"};
        case AttachmentKind::audio:
            return attachment.voice ? FileMethod{"sendVoice", "voice"} : FileMethod{"sendAudio", "audio"};
        case AttachmentKind::document:
            break;
    }
    return {"sendDocument", "document"};
}

void add_part(Request& request, std::string name, std::string value) {
    if (!value.empty()) { request.parts.push_back(FormPart{std::move(name), std::move(value)}); }
}

Request file_request(OutboundMessage const& message, Place const& place) {
    auto const& attachment = message.attachments.front();
    auto const form = method_of(attachment);
    auto request = Request{};
    request.method = form.method;
    add_part(request, "chat_id", place.chat);
    add_part(request, "business_connection_id", place.connection);
    add_part(request, "caption", message.text);
    add_part(request, "reply_parameters", reply_parameters(message, place));
    auto file = FormPart{std::string{form.part}};
    file.file = attachment.file;
    file.file_name = attachment.name.empty() ? "file" : attachment.name;
    file.mime = attachment.mime;
    request.parts.push_back(std::move(file));
    return request;
}

Request text_request(OutboundMessage const& message, Place const& place) {
    auto body = ObjectWriter{};
    body.text("chat_id", place.chat).text_if_any("business_connection_id", place.connection);
    body.text("text", message.text);
    auto const reply = reply_parameters(message, place);
    if (!reply.empty()) { body.json("reply_parameters", reply); }
    auto request = Request{};
    request.method = "sendMessage";
    request.body = body.take();
    return request;
}

Result<Request> reaction_request(OutboundReaction const& reaction) {
    auto const target = MessageName::read(reaction.target_external_id);
    if (!target) { return unsendable("A reaction needs a message", "no_target"); }
    auto list = std::string{"[]"};
    if (!reaction.emoji.empty()) {
        list = '[' + ObjectWriter{}.text("type", "emoji").text("emoji", reaction.emoji).take() + ']';
    }
    auto body = ObjectWriter{};
    body.text("chat_id", target->chat).json("message_id", target->number).json("reaction", list);
    auto request = Request{};
    request.method = "setMessageReaction";
    request.body = body.take();
    return request;
}

}  // namespace

Result<Request> render(OutboundMessage const& message) {
    if (message.reaction) { return reaction_request(*message.reaction); }
    if (message.template_) { return unsendable("Telegram has no templates", "templates_unsupported"); }
    if (message.attachments.size() > 1) {
        return unsendable("Telegram takes one file a message", "too_many_attachments");
    }
    auto const has_file = !message.attachments.empty();
    if (!has_file && message.text.empty()) { return unsendable("There is nothing to send", "empty"); }
    // Dropping the words silently would be worse than saying no.
    if (has_file && !message.text.empty() && message.attachments.front().kind == AttachmentKind::sticker) {
        return unsendable("Stickers take no text on Telegram", "caption_unsupported");
    }
    auto const place = place_of(message);
    if (place.chat.empty()) { return unsendable("The customer has no address on Telegram", "no_address"); }
    auto request = has_file ? file_request(message, place) : text_request(message, place);
    request.connection = place.connection;
    return request;
}

}  // namespace balie::connectors::telegram
