// Content in REST's words becomes the connector's words.
#include "delivery/envelope.hpp"

#include "store/media_files.hpp"

#include <nlohmann/json.hpp>

namespace balie::delivery {
namespace {

using nlohmann::json;

std::string text_in(json const& object, char const* name) {
    auto const found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

Result<Content> template_in(json const& object) {
    auto content = Content{};
    auto name = text_in(object, "name");
    auto language = text_in(object, "language");
    if (name.empty() || language.empty()) {
        return Error{ErrorCode::malformed, "a template without name or language"};
    }
    auto const components = object.value("components", json::array());
    content.template_ = OutboundTemplate{std::move(name), std::move(language), components.dump()};
    return content;
}

Result<Content> reaction_in(json const& object) {
    auto content = Content{};
    content.reaction_to = parse_id<Message>(text_in(object, "message_id"));
    content.emoji = text_in(object, "emoji");
    if (!content.reaction_to) { return Error{ErrorCode::malformed, "a reaction to no message"}; }
    return content;
}

Content mail_in(json const& object) {
    auto content = Content{};
    for (auto const& one : object.value("cc", json::array())) {
        auto address = one.is_object() ? text_in(one, "address") : std::string{};
        if (!address.empty()) { content.copies.push_back(std::move(address)); }  // empty: somebody was erased
    }
    return content;
}

}  // namespace

Result<Content> content_of(OutboxItem const& item) {
    if (item.content.empty()) { return Content{}; }
    auto const parsed = json::parse(item.content, nullptr, false);
    if (!parsed.is_object()) { return Error{ErrorCode::malformed, "the content is no object"}; }
    if (auto const found = parsed.find("template"); found != parsed.end()) { return template_in(*found); }
    if (auto const found = parsed.find("reaction"); found != parsed.end()) { return reaction_in(*found); }
    if (auto const found = parsed.find("email"); found != parsed.end()) { return mail_in(*found); }
    return Content{};
}

std::string opaque_of(OutboxItem const& item) {
    return to_string(item.message) + "." + std::to_string(item.attempt);
}

OutboundMessage envelope(OutboxItem const& item, Content content, std::string target,
                         std::filesystem::path const& files) {
    auto message = OutboundMessage{};
    message.opaque = opaque_of(item);
    message.recipient = item.recipient;
    message.thread_key = item.thread_key;
    message.private_reply_to = item.private_reply_to;
    message.subject = item.subject;
    message.thread_external_ids = item.thread_external_ids;
    message.is_late = item.is_late;
    message.reply_to_external_id = item.reply_to_external_id;
    if (content.template_) {
        message.template_ = std::move(content.template_);
        return message;
    }
    if (content.reaction_to) {
        message.reaction = OutboundReaction{std::move(target), std::move(content.emoji)};
        return message;
    }
    message.text = item.text;
    message.copies = std::move(content.copies);
    message.attachments = item.attachments;
    for (auto& attachment : message.attachments) {
        attachment.file = store::media_files::path_of(files, attachment.file.string());
    }
    return message;
}

}  // namespace balie::delivery
