// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messages (read 2026-11)
#include <connectors/meta/content.hpp>

#include <balie/base/crypto.hpp>
#include <connectors/meta/attachment.hpp>

#include <algorithm>

namespace balie::connectors::meta {
namespace {

using json::Object;
using json::ObjectWriter;

constexpr bool is_digit(char letter) noexcept { return letter >= '0' && letter <= '9'; }

// "message.attempt", as we put it into every message that we send.
bool is_our_word(std::string_view text) {
    auto const point = text.find('.');
    if (point == std::string_view::npos) { return false; }
    auto const first = text.substr(0, point);
    auto const second = text.substr(point + 1);
    return !first.empty() && !second.empty() && std::all_of(first.begin(), first.end(), is_digit) &&
           std::all_of(second.begin(), second.end(), is_digit);
}

// The echo of what we sent may be here before the answer to our call: it settles the message as well.
DeliveryUpdate settled(Exchange const& exchange, std::string external_id, std::string opaque) {
    auto update = DeliveryUpdate{};
    update.address = exchange.address;
    update.external_id = std::move(external_id);
    update.status = DeliveryStatus::sent;
    update.platform_at = exchange.at;
    update.opaque = std::move(opaque);
    return update;
}

void read_quick_reply(Object const& stated, InboundMessage& message, ObjectWriter& content) {
    auto const* const reply = json::object_in(stated, "quick_reply");
    if (reply == nullptr) { return; }
    message.content_type = ContentType::interactive;
    auto choice = ObjectWriter{};
    choice.text("kind", "quick_reply").text_if_any("id", json::view(*reply, "payload"));
    content.json("interactive", choice.text("title", message.text).take());
}

void read_story(Object const& reply, ObjectWriter& content) {
    auto const* const stated = json::object_in(reply, "story");
    if (stated == nullptr) { return; }
    auto story = ObjectWriter{};
    story.text_if_any("id", id_in(*stated, "id"));
    auto const url = json::text(*stated, "url");
    if (is_fetchable(url)) { story.text("url", url); }
    if (!story.is_empty()) { content.json("story", story.take()); }
}

// What a message refers to: one that it answers, a story, an advertisement.
void read_context(Object const& stated, InboundMessage& message, ObjectWriter& content) {
    if (json::object_in(stated, "referral") != nullptr) {
        content.value("referral", *json::member(stated, "referral"));
    }
    auto const* const reply = json::object_in(stated, "reply_to");
    if (reply == nullptr) { return; }
    message.reply_to_external_id = id_in(*reply, "mid");
    read_story(*reply, content);
}

std::string first_type(Exchange const& exchange, Object const& stated) {
    auto const* const list = json::array_in(stated, "attachments");
    auto const* const first = list == nullptr || list->empty() ? nullptr : list->front().if_object();
    auto type = first == nullptr ? std::string{} : name_in(*first, "type");
    return type.empty() ? std::string{exchange.platform.name} : type;
}

void read_unsupported(std::string_view type, InboundMessage& message, ObjectWriter& content) {
    message.content_type = ContentType::unsupported;
    content.json("unsupported", ObjectWriter{}.text("type", type).take());
}

InboundMessage read_message(Exchange const& exchange, Object const& stated, std::string external_id) {
    auto message = message_of(exchange, std::move(external_id));
    auto content = ObjectWriter{};
    message.text = json::text(stated, "text");
    read_attachments(exchange, stated, message, content);
    read_quick_reply(stated, message, content);
    auto const is_bare = message.text.empty() && message.attachments.empty() && content.is_empty();
    if (json::is_true(stated, "is_unsupported")) {
        read_unsupported(exchange.platform.name, message, content);
    } else if (is_bare) {
        read_unsupported(first_type(exchange, stated), message, content);
    }
    read_context(stated, message, content);
    if (!content.is_empty()) { message.content = content.take(); }
    return message;
}

}  // namespace

std::optional<InboundEvent> message_event(Exchange const& exchange, Object const& stated) {
    auto mid = id_in(stated, "mid");
    if (mid.empty()) { return std::nullopt; }
    // A deletion has the id of what it deletes.
    if (json::is_true(stated, "is_deleted")) {
        return MessageDeletion{exchange.address, mid + ":deleted", mid, exchange.contact, exchange.at};
    }
    if (exchange.direction == Direction::out) {
        auto word = json::text(stated, "metadata");
        if (is_our_word(word)) { return settled(exchange, std::move(mid), std::move(word)); }
    }
    return read_message(exchange, stated, std::move(mid));
}

std::optional<InboundEvent> postback_event(Exchange const& exchange, Object const& stated) {
    auto const payload = json::text(stated, "payload");
    auto mid = id_in(stated, "mid");
    // Before version 11, and in some menus still, it has no id.
    if (mid.empty()) { mid = exchange.made_id("postback") + ':' + to_hex(sha256(payload)).substr(0, 32); }
    auto message = message_of(exchange, std::move(mid));
    message.content_type = ContentType::interactive;
    message.text = json::text(stated, "title");
    auto choice = ObjectWriter{};
    choice.text("kind", "postback").text_if_any("id", payload).text("title", message.text);
    auto content = ObjectWriter{};
    content.json("interactive", choice.take());
    read_context(stated, message, content);
    message.content = content.take();
    return message;
}

}  // namespace balie::connectors::meta
