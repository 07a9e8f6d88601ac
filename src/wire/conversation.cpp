// Written by hand in the order of the contract, so that what leaves the house stands in one place.
#include "wire/conversation.hpp"

#include "wire/fields.hpp"

#include <balie/base/phone_number.hpp>
#include <balie/domain/reply_window.hpp>

#include <chrono>

namespace balie::wire {
namespace {

using nlohmann::json;

json to_json(ContactSummary const& contact) {
    auto object = json{{"id", to_string(contact.id)}, {"name", contact.name}};
    put(object, "phone", contact.phone);
    if (!contact.phone.empty()) { object["phone_formatted"] = shown_phone(contact.phone); }
    put(object, "username", contact.username);
    return object;
}

json to_json(LastMessage const& message) {
    auto object = json{{"id", to_string(message.id)},
                       {"text", message.text},
                       {"direction", to_word(message.direction)},
                       {"kind", to_word(message.kind)},
                       {"content_type", to_word(message.content_type)},
                       {"created_at", to_rfc3339(message.created_at)}};
    if (message.status) { object["status"] = to_word(*message.status); }
    put(object, "sender_name", message.sender_name);
    return object;
}

json to_json(PublicPost const& post) {
    auto object = json{{"text", post.text}};
    put(object, "url", post.url);
    put(object, "author", post.author);
    put(object, "picture", post.picture);
    put(object, "created_at", post.created_at);
    return object;
}

json marks_of(std::vector<Label> const& labels) {
    auto marks = json::array();
    for (auto const& label : labels) {
        marks.push_back({{"id", to_string(label.id)}, {"name", label.name}, {"color", label.color}});
    }
    return marks;
}

}  // namespace

std::optional<Time> reply_window_ends_at(Conversation const& conversation, Context const& context) noexcept {
    auto const* const capabilities = context.of(conversation.channel);
    if (capabilities == nullptr || conversation.public_ || !capabilities->reply_window) { return {}; }
    return reply_window_end(conversation.last_inbound_at, conversation.window_closed_at,
                            *capabilities->reply_window);
}

std::optional<Time> late_reply_window_ends_at(Conversation const& conversation,
                                              Context const& context) noexcept {
    auto const* const capabilities = context.of(conversation.channel);
    if (capabilities == nullptr || conversation.public_ || !capabilities->late_reply_window) { return {}; }
    return late_window_end(conversation.last_inbound_at, conversation.window_closed_at,
                           capabilities->reply_window, *capabilities->late_reply_window);
}

json to_json(Conversation const& conversation, Context const& context) {
    auto object = json{{"id", to_string(conversation.id)},
                       {"number", conversation.number},
                       {"inbox_id", to_string(conversation.inbox_id)},
                       {"channel", to_word(conversation.channel)},
                       {"public", conversation.public_},
                       {"contact", to_json(conversation.contact)},
                       {"status", to_word(conversation.status)},
                       {"priority", to_word(conversation.priority)},
                       {"labels", marks_of(conversation.labels)},
                       {"unread_count", conversation.unread_count},
                       {"last_activity_at", to_rfc3339(conversation.last_activity_at)},
                       {"created_at", to_rfc3339(conversation.created_at)},
                       {"version", conversation.version}};
    put(object, "snoozed_until", conversation.snoozed_until);
    put(object, "assignee_id", conversation.assignee_id);
    put(object, "team_id", conversation.team_id);
    put(object, "waiting_since", conversation.waiting_since);
    put(object, "reply_window_ends_at", reply_window_ends_at(conversation, context));
    put(object, "late_reply_window_ends_at", late_reply_window_ends_at(conversation, context));
    if (conversation.opted_out) { object["opted_out"] = true; }
    if (conversation.post) { object["post"] = to_json(*conversation.post); }
    if (conversation.last_message) { object["last_message"] = to_json(*conversation.last_message); }
    return object;
}

}  // namespace balie::wire
