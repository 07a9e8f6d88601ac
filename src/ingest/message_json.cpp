#include "ingest/message_json.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

namespace balie::ingest {
namespace {

using nlohmann::json;

json make_storable(json value) {
    if (value.is_string()) { return storable(value.get<std::string>()); }
    if (value.is_array()) {
        for (auto& element : value) { element = make_storable(std::move(element)); }
        return value;
    }
    if (!value.is_object()) { return value; }
    auto object = json::object();
    for (auto& [name, element] : value.items()) {
        object[storable(name)] = make_storable(std::move(element));
    }
    return object;
}

// PostgreSQL's jsonb takes neither NUL nor half a surrogate pair. What is no object is left out with a mark, for the
// words of a message must not be lost to what stands beside them.
json content_json(std::string const& text) {
    auto content = json::parse(text, nullptr, false);
    if (!content.is_object()) { return json{{"unreadable_content", true}}; }
    return make_storable(std::move(content));
}

json attachment_json(InboundAttachment const& attachment) {
    auto source = json::object();
    auto const put = [&source](char const* name, std::string const& value) {
        if (!value.empty()) { source[name] = value; }
    };
    put("media_id", storable(attachment.media_id));
    put("url", storable(attachment.url));
    put("mime", storable(attachment.mime));
    put("sha256", to_hex(attachment.sha256));
    return {{"kind", to_word(attachment.kind)},
            {"voice", attachment.voice},
            {"name", storable(attachment.name)},
            {"source", std::move(source)}};
}

json attachments_json(std::vector<InboundAttachment> const& attachments) {
    auto list = json::array();
    for (auto const& attachment : attachments) { list.push_back(attachment_json(attachment)); }
    return list;
}

}  // namespace

bool is_plain(InboundMessage const& message) noexcept {
    return message.direction == Direction::in && message.kind == MessageKind::message &&
           message.content_type == ContentType::text && message.content.empty() &&
           message.attachments.empty() && message.reply_to_external_id.empty() &&
           message.thread_key.empty() && message.contact.username.empty() && !message.is_automatic;
}

std::string rest_json(InboundMessage const& message) {
    auto rest = json{{"direction", to_word(message.direction)},
                     {"kind", to_word(message.kind)},
                     {"content_type", to_word(message.content_type)}};
    if (!message.content.empty()) { rest["content"] = content_json(message.content); }
    if (!message.attachments.empty()) { rest["attachments"] = attachments_json(message.attachments); }
    auto const put = [&rest](char const* name, std::string const& value) {
        if (!value.empty()) { rest[name] = storable(value); }
    };
    put("reply_to", message.reply_to_external_id);
    put("thread_key", message.thread_key);
    if (message.is_private_thread) { rest["private_thread"] = true; }
    if (message.is_automatic) { rest["automatic"] = true; }
    put("username", message.contact.username);
    return rest.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace balie::ingest
