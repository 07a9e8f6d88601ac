// What a platform said besides the text (location, contacts, referral ...) stands in our words in `content` already;
// it is laid under our own fields, which win.
#include "wire/message.hpp"

#include "wire/attachment.hpp"
#include "wire/fields.hpp"
#include "wire/public_act.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace balie::wire {
namespace {

using nlohmann::json;

json to_json(Sender const& sender) {
    auto object = json{{"type", to_word(sender.type)}};
    if (sender.id != 0) { object["id"] = std::to_string(sender.id); }
    put(object, "name", sender.name);
    return object;
}

json to_json(QuotedMessage const& quoted) {
    auto object = json{
        {"id", to_string(quoted.id)}, {"text", quoted.text}, {"content_type", to_word(quoted.content_type)}};
    put(object, "sender_name", quoted.sender_name);
    return object;
}

// Ids within jsonb may stand as numbers; the wire knows texts only.
json sender_in(json const& reaction) {
    auto sender = reaction.value("sender", json::object());
    if (auto const id = sender.find("id"); id != sender.end() && id->is_number()) { *id = id->dump(); }
    return sender;
}

json reactions_of(Message const& message) {
    auto reactions = json::array();
    for (auto const& kept : parsed_or(message.reactions, json::array())) {
        auto const emoji = kept.is_object() ? kept.find("emoji") : kept.end();
        if (emoji == kept.end() || !emoji->is_string()) { continue; }
        auto reaction = json{{"emoji", *emoji}, {"sender", sender_in(kept)}};
        if (auto const at = kept.find("at"); at != kept.end() && at->is_string()) { reaction["at"] = *at; }
        reactions.push_back(std::move(reaction));
    }
    return reactions;
}

json attachments_of(Message const& message) {
    auto attachments = json::array();
    for (auto const& attachment : message.attachments) { attachments.push_back(wire::to_json(attachment)); }
    return attachments;
}

void put_delivery(json& object, Message const& message) {
    if (message.status) { object["status"] = to_word(*message.status); }
    if (message.attempt > 0) { object["attempt"] = message.attempt; }
    if (auto error = parsed_or(message.error, json::object()); !error.empty()) {
        object["error"] = std::move(error);
    }
    put(object, "send_at", message.send_at);
    put(object, "retry_at", message.retry_at);
}

constexpr auto public_acts = std::to_array<std::pair<PublicAct, std::string_view>>({
    {PublicAct::answer_in_private, "private_reply"},
    {PublicAct::hide, "hide"},
    {PublicAct::remove, "remove"},
});

// Of a private message there is nothing to say: no such act fits it.
void put_acts(json& object, Message const& message, Context const& context) {
    if (!message.is_public || message.kind != MessageKind::message) { return; }
    auto facts = PublicFacts{};
    facts.is_public = true;
    facts.is_there = !message.external_id.empty() && !message.deleted_at;
    facts.is_ours = message.direction == Direction::out;
    facts.has_author = message.sender.type == SenderType::contact && message.sender.id != 0;
    facts.is_under_own_post = message.is_under_own_post;
    auto may_be = json::array();
    for (auto const& [act, word] : public_acts) {
        if (may(act, facts, context.of(message.channel))) { may_be.push_back(word); }
    }
    object["may"] = std::move(may_be);
}

}  // namespace

json to_json(Message const& message, Context const& context) {
    auto const is_deleted = message.deleted_at.has_value();
    auto content = parsed_or(message.content, json::object());
    auto const erased_at = content.value("erased_at", json{});
    auto object = is_deleted ? json::object() : std::move(content);
    object["id"] = to_string(message.id);
    object["conversation_id"] = to_string(message.conversation_id);
    object["direction"] = to_word(message.direction);
    object["kind"] = to_word(message.kind);
    object["content_type"] = to_word(message.content_type);
    object["text"] = is_deleted ? std::string{} : message.text;
    object["sender"] = to_json(message.sender);
    object["attachments"] = is_deleted ? json::array() : attachments_of(message);
    object["reactions"] = reactions_of(message);
    put_delivery(object, message);
    put_acts(object, message, context);
    put(object, "external_id", message.external_id);
    put(object, "client_id", message.client_id);
    put(object, "reply_to_id", message.reply_to_id);
    if (message.reply_to) { object["reply_to"] = to_json(*message.reply_to); }
    put(object, "edited_at", message.edited_at);
    put(object, "deleted_at", message.deleted_at);
    if (erased_at.is_string()) { object["erased_at"] = erased_at; }
    put(object, "platform_at", message.platform_at);
    object["created_at"] = to_rfc3339(message.created_at);
    object["version"] = message.version;
    return object;
}

}  // namespace balie::wire
