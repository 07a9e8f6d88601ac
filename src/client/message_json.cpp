#include "client/message_json.hpp"

#include <balie/base/time.hpp>

#include <nlohmann/json.hpp>

namespace balie::client {
namespace {

using nlohmann::json;

std::string_view status_of(store::client_messages::ClientMessage const& message) {
    if (message.message.direction == Direction::in) { return message.is_read ? "read" : "sent"; }
    return to_word(message.message.status.value_or(DeliveryStatus::sent));
}

}  // namespace

std::string external_id_of(store::client_sessions::ClientSessionId session, std::string_view client_id) {
    return "client:" + to_string(session) + ':' + std::string{client_id};
}

json to_json(Attachment const& attachment) {
    auto object = json{{"id", to_string(attachment.id)},
                       {"kind", to_word(attachment.kind)},
                       {"state", to_word(attachment.state)},
                       {"mime", attachment.mime},
                       {"name", attachment.name},
                       {"url", "/client/v1/attachments/" + to_string(attachment.id) + "/content"}};
    if (attachment.bytes) { object["bytes"] = *attachment.bytes; }
    if (attachment.width) { object["width"] = *attachment.width; }
    if (attachment.height) { object["height"] = *attachment.height; }
    return object;
}

json to_json(store::client_messages::ClientMessage const& shown,
             store::client_sessions::ClientSessionId session) {
    auto const& message = shown.message;
    auto const is_deleted = message.deleted_at.has_value();
    auto attachments = json::array();
    if (!is_deleted) {
        for (auto const& attachment : message.attachments) { attachments.push_back(to_json(attachment)); }
    }
    auto object = json{{"id", to_string(message.id)},
                       {"conversation_id", to_string(message.conversation_id)},
                       {"direction", to_word(message.direction)},
                       {"content_type", to_word(message.content_type)},
                       {"text", is_deleted ? std::string{} : message.text},
                       {"attachments", std::move(attachments)},
                       {"status", status_of(shown)},
                       {"created_at", to_rfc3339(message.created_at)}};
    auto sender = json{{"type", to_word(message.sender.type)}};
    if (!message.sender.name.empty()) { sender["name"] = message.sender.name; }
    object["sender"] = std::move(sender);
    if (message.edited_at) { object["edited_at"] = to_rfc3339(*message.edited_at); }
    if (is_deleted) { object["deleted_at"] = to_rfc3339(*message.deleted_at); }
    auto const own = external_id_of(session, "");
    if (message.direction == Direction::in && message.external_id.starts_with(own)) {
        object["client_id"] = message.external_id.substr(own.size());
    }
    return object;
}

}  // namespace balie::client
