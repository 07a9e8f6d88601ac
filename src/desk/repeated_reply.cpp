// Compares what is asked with what the message holds; no second copy of the request needs to be kept.
#include "desk/repeated_reply.hpp"

#include "desk/sent_reaction.hpp"
#include "store/messages.hpp"

#include <nlohmann/json.hpp>

namespace balie::desk {
namespace {

using nlohmann::json;

Error other_message() {
    return {ErrorCode::conflict, "this client_id is of another message", "other_message", "client_id"};
}

json part_of(Message const& message, char const* name) {
    auto const content = json::parse(message.content, nullptr, false);
    return content.is_object() ? content.value(name, json::object()) : json::object();
}

bool is_same_template(Message const& message, ReplyTemplate const& sent) {
    auto const kept = part_of(message, "template");
    auto const components = json::parse(sent.components, nullptr, false);
    return kept.value("name", "") == sent.name && kept.value("language", "") == sent.language &&
           kept.value("components", json::array()) == components;
}

bool is_same_reaction(Message const& message, ReplyReaction const& sent) {
    auto const kept = part_of(message, "reaction");
    return kept.value("message_id", "") == to_string(sent.message_id) &&
           kept.value("emoji", "") == sent.emoji;
}

// In public an answer to nobody in particular is given to whoever wrote last: what was meant is no longer told apart.
bool is_same_quote(Message const& message, Reply const& reply) {
    return message.reply_to_id == reply.reply_to_id || (!reply.reply_to_id && reply.public_confirmed);
}

bool is_same_words(Message const& message, Reply const& reply) {
    auto ids = std::vector<AttachmentId>{};
    for (auto const& attachment : message.attachments) { ids.push_back(attachment.id); }
    return message.text == reply.text && message.kind == reply.kind && is_same_quote(message, reply) &&
           ids == reply.attachment_ids;
}

bool is_same(Message const& message, ConversationId conversation, access::Actor const& actor,
             Reply const& reply) {
    if (message.conversation_id != conversation || message.sender.id != actor.user.value) { return false; }
    if (reply.reaction) { return is_same_reaction(message, *reply.reaction); }
    if (reply.template_) { return is_same_template(message, *reply.template_); }
    auto const answers = reply.private_reply_to ? to_string(reply.private_reply_to) : std::string{};
    return part_of(message, "reaction").empty() &&
           part_of(message, "private_reply_to").value("message_id", "") == answers &&
           is_same_words(message, reply);
}

}  // namespace

std::optional<Result<Written>> find_repeated(db::Transaction& transaction, access::Actor const& actor,
                                             ConversationId conversation, Reply const& reply) {
    if (reply.client_id.empty()) { return std::nullopt; }
    auto const id = store::messages::find_by_client_id(transaction, actor.account, reply.client_id);
    if (!id) { return std::nullopt; }
    auto const found = store::messages::find(transaction, actor, *id);
    // A message in a conversation that one may not see is another message; more is not told.
    if (!found || !is_same(*found, conversation, actor, reply)) { return other_message(); }
    auto const shown = reply.reaction ? reply.reaction->message_id : *id;
    auto messages = store::messages::find_many(transaction, actor.account, {shown});
    if (messages.empty()) { return other_message(); }
    return Written{std::move(messages.front()), false, false};
}

}  // namespace balie::desk
