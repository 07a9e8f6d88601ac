// https://core.telegram.org/bots/api#update (read 2026-11): one update a call, one kind an update.
#include <connectors/telegram/dialect.hpp>

#include <connectors/json/item.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/telegram/chat.hpp>
#include <connectors/telegram/content.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::telegram {
namespace {

using json::Object;
using json::ObjectWriter;
using Events = std::vector<InboundEvent>;

struct Update {
    std::string id;  // "upd:174114006", for what has no id of its own
    Object const& item;
    json::Value const& value;
};

void refuse(Events& events, Update const& update, std::string reason) {
    events.push_back(json::unreadable(std::move(reason), update.value));
}

MessageName name_of(Object const& item, Chat const& chat, std::string_view key = "message_id") {
    return {json::id_in(item, "business_connection_id"), chat.id, json::id_in(item, key)};
}

// Whoever wrote; a group's own voice and a channel's stand for nobody in particular.
InboundContact sender_of(Object const& item) {
    auto const* const from = json::object_in(item, "from");
    auto const* const person = from == nullptr ? json::object_in(item, "sender_chat") : from;
    return person == nullptr ? InboundContact{} : contact_of(*person);
}

// In a chat of two that a person has lent us, the other one is the customer, whoever of them wrote.
bool is_written_by_owner(Object const& item, Chat const& chat, InboundContact const& sender) {
    return json::member(item, "business_connection_id") != nullptr && chat.is_private &&
           (sender.identities.empty() || sender.identities.front().value != chat.id);
}

InboundContact customer_of(Object const& item, Chat const& chat) {
    auto sender = sender_of(item);
    auto const* const other = json::object_in(item, "chat");
    return other != nullptr && is_written_by_owner(item, chat, sender) ? contact_of(*other) : sender;
}

void read_message(Events& events, Update const& update) {
    auto const& item = update.item;
    auto const chat = chat_in(item);
    auto const name = name_of(item, chat);
    auto const is_ours = is_written_by_owner(item, chat, sender_of(item));
    auto contact = customer_of(item, chat);
    if (chat.id.empty() || name.number.empty() || contact.identities.empty()) {
        refuse(events, update, "message without id, chat or sender");
        return;
    }
    auto message = InboundMessage{{},
                                  name.written(),
                                  is_ours ? Direction::out : Direction::in,
                                  MessageKind::message,
                                  std::move(contact),
                                  json::time_in(item, "date")};
    // What is said in a group belongs to the group's thread, never to that of whoever said it.
    if (!chat.is_private) { message.thread_key = chat.id; }
    if (auto const* const answered = json::object_in(item, "reply_to_message")) {
        auto const target = MessageName{name.connection, chat.id, json::id_in(*answered, "message_id")};
        if (!target.number.empty()) { message.reply_to_external_id = target.written(); }
    }
    read_content(item, message);
    if (!name.connection.empty()) {
        message.contact.identities.emplace_back(IdentityKind::external,
                                                business_address(name.connection, chat.id));
    }
    events.push_back(std::move(message));
}

// A place that moves is edited again and again; its words are not.
bool has_words(Object const& item) {
    return json::member(item, "text") != nullptr || json::member(item, "caption") != nullptr;
}

void read_edit(Events& events, Update const& update) {
    auto const& item = update.item;
    auto const chat = chat_in(item);
    auto const name = name_of(item, chat);
    auto contact = customer_of(item, chat);
    if (chat.id.empty() || name.number.empty() || contact.identities.empty()) {
        refuse(events, update, "edit without id, chat or sender");
        return;
    }
    if (!has_words(item) && json::member(item, "location") != nullptr) { return; }
    auto text = json::text(item, json::member(item, "text") != nullptr ? "text" : "caption");
    auto const edited = json::time_in(item, "edit_date");
    events.push_back(MessageEdit{{},
                                 update.id,
                                 name.written(),
                                 std::move(contact),
                                 std::move(text),
                                 edited ? edited : json::time_in(item, "date")});
}

void read_deletions(Events& events, Update const& update) {
    auto const chat = chat_in(update.item);
    auto const* const numbers = json::array_in(update.item, "message_ids");
    if (chat.id.empty() || numbers == nullptr) {
        refuse(events, update, "deletion without chat or messages");
        return;
    }
    auto const* const person = json::object_in(update.item, "chat");
    auto const connection = json::id_in(update.item, "business_connection_id");
    for (auto const& number : *numbers) {
        if (!number.is_int64()) { continue; }
        auto const target = MessageName{connection, chat.id, std::to_string(number.get_int64())}.written();
        events.push_back(MessageDeletion{{}, target + ":deleted", target, contact_of(*person), std::nullopt});
    }
}

// The words on the button that was pressed, as far as the message is still there.
std::string label_of(Object const& message, std::string_view data) {
    auto const* const markup = json::object_in(message, "reply_markup");
    auto const* const rows = markup == nullptr ? nullptr : json::array_in(*markup, "inline_keyboard");
    if (rows == nullptr) { return {}; }
    for (auto const& row : *rows) {
        auto const* const buttons = row.if_array();
        if (buttons == nullptr) { continue; }
        for (auto const& value : *buttons) {
            auto const* const button = value.if_object();
            if (button != nullptr && json::view(*button, "callback_data") == data) {
                return json::text(*button, "text");
            }
        }
    }
    return {};
}

void read_callback(Events& events, Update const& update) {
    auto contact = sender_of(update.item);
    if (contact.identities.empty()) {
        refuse(events, update, "callback of nobody");
        return;
    }
    // It has no time of its own: the message's is that of the question.
    auto message =
        InboundMessage{{}, update.id, Direction::in, MessageKind::message, std::move(contact), std::nullopt};
    message.content_type = ContentType::interactive;
    auto choice = ObjectWriter{};
    choice.text("kind", "callback").text_if_any("id", json::view(update.item, "data"));
    if (auto const* const asked = json::object_in(update.item, "message")) {
        auto const chat = chat_in(*asked);
        auto const name = name_of(*asked, chat);
        if (!chat.id.empty() && !name.number.empty()) { message.reply_to_external_id = name.written(); }
        if (!chat.id.empty() && !chat.is_private) { message.thread_key = chat.id; }
        choice.text_if_any("title", label_of(*asked, json::view(update.item, "data")));
    }
    message.content = ObjectWriter{}.json("interactive", choice.take()).take();
    events.push_back(std::move(message));
}

// Blocking the bot is how a person says: no more.
void read_membership(Events& events, Update const& update) {
    auto const chat = chat_in(update.item);
    auto const* const now = json::object_in(update.item, "new_chat_member");
    auto contact = sender_of(update.item);
    if (chat.id.empty() || now == nullptr || contact.identities.empty()) {
        refuse(events, update, "membership without chat, state or person");
        return;
    }
    if (!chat.is_private) { return; }
    auto const state = json::view(*now, "status");
    auto const is_out = state == "kicked" || state == "left";
    if (!is_out && state != "member") { return; }
    events.push_back(OptOut{{}, update.id, std::move(contact), !is_out, json::time_in(update.item, "date")});
}

std::string emoji_of(json::Array const* reactions) {
    if (reactions == nullptr) { return {}; }
    for (auto const& value : *reactions) {
        auto const* const reaction = value.if_object();
        if (reaction == nullptr) { continue; }
        auto emoji = json::name_in(*reaction, "emoji");
        // One's own pictures and paid stars have no character.
        return emoji.empty() ? "\xE2\xAD\x90" : emoji;
    }
    return {};
}

void read_reaction(Events& events, Update const& update) {
    auto const chat = chat_in(update.item);
    auto const name = name_of(update.item, chat);
    auto const* const user = json::object_in(update.item, "user");
    auto const* const person = user == nullptr ? json::object_in(update.item, "actor_chat") : user;
    auto contact = person == nullptr ? InboundContact{} : contact_of(*person);
    if (chat.id.empty() || name.number.empty() || contact.identities.empty()) {
        refuse(events, update, "reaction without message, chat or person");
        return;
    }
    events.push_back(ReactionChange{{},
                                    update.id,
                                    name.written(),
                                    std::move(contact),
                                    Direction::in,
                                    emoji_of(json::array_in(update.item, "new_reaction")),
                                    json::time_in(update.item, "date")});
}

void read_connection(Events& events, Update const& update) {
    auto notice = ChannelNotice{};
    notice.kind = "business_connection";
    notice.code = json::is_true(update.item, "is_enabled") ? "enabled" : "disabled";
    if (auto const* const user = json::object_in(update.item, "user")) {
        notice.title = contact_of(*user).name;
    }
    events.push_back(std::move(notice));
}

struct Kind {
    std::string_view key;
    void (*read)(Events&, Update const&);
};

constexpr auto kinds = std::to_array<Kind>({
    {"message", read_message},
    {"business_message", read_message},
    {"edited_message", read_edit},
    {"edited_business_message", read_edit},
    {"deleted_business_messages", read_deletions},
    {"callback_query", read_callback},
    {"my_chat_member", read_membership},
    {"message_reaction", read_reaction},
    {"business_connection", read_connection},
});

}  // namespace

Result<std::vector<InboundEvent>> parse(std::string_view body) {
    auto const document = json::Document{body};
    if (document.root() == nullptr) { return Error{ErrorCode::malformed, "not JSON: " + document.fault()}; }
    auto const* const root = document.root()->if_object();
    if (root == nullptr) { return Error{ErrorCode::malformed, "not a JSON object"}; }
    auto const number = json::integer(*root, "update_id");
    if (!number) { return Error{ErrorCode::malformed, "not an update", {}, "update_id"}; }
    auto events = Events{};
    for (auto const& kind : kinds) {
        auto const* const value = json::member(*root, kind.key);
        if (value == nullptr) { continue; }
        auto const* const item = value->if_object();
        if (item == nullptr) {
            events.push_back(json::unreadable(std::string{kind.key} + " is not an object", *value));
            continue;
        }
        kind.read(events, {"upd:" + std::to_string(*number), *item, *value});
    }
    return events;
}

}  // namespace balie::connectors::telegram
