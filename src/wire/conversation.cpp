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
    if (contact.blocked) { object["blocked"] = true; }
    put(object, "erased_at", contact.erased_at);
    put_picture(object, contact.picture_id);
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

json to_json(Promise const& promise) {
    auto object = json{{"at", to_rfc3339(promise.at)}, {"user_id", to_string(promise.user_id)}};
    put(object, "note", promise.note);
    put(object, "kept_at", promise.kept_at);
    return object;
}

json to_json(Transfer const& transfer) {
    auto object = json{{"id", to_string(transfer.id)},
                       {"from_user_id", to_string(transfer.from_user_id)},
                       {"at", to_rfc3339(transfer.at)},
                       {"expires_at", to_rfc3339(transfer.expires_at)}};
    put(object, "to_user_id", transfer.to_user_id);
    put(object, "to_team_id", transfer.to_team_id);
    put(object, "note", transfer.note);
    return object;
}

json to_json(Sla const& sla) {
    auto object = json{{"breached", sla.breached}, {"waits_for", sla.waits_for_us ? "us" : "customer"}};
    put(object, "first_response_due_at", sla.first_response_due_at);
    put(object, "next_response_due_at", sla.next_response_due_at);
    put(object, "resolution_due_at", sla.resolution_due_at);
    return object;
}

std::string_view sentiment_word(int sentiment) noexcept {
    if (sentiment == 0) { return "neutral"; }
    return sentiment < 0 ? "negative" : "positive";
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
    auto const* const capabilities = context.of(conversation.channel, conversation.inbox_settings);
    if (capabilities == nullptr || conversation.public_ || !capabilities->reply_window) { return {}; }
    return reply_window_end(conversation.last_inbound_at, conversation.window_closed_at,
                            *capabilities->reply_window);
}

std::optional<Time> late_reply_window_ends_at(Conversation const& conversation,
                                              Context const& context) noexcept {
    auto const* const capabilities = context.of(conversation.channel, conversation.inbox_settings);
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
    put(object, "merged_into_id", conversation.merged_into_id);
    put(object, "snoozed_until", conversation.snoozed_until);
    put(object, "assignee_id", conversation.assignee_id);
    put(object, "team_id", conversation.team_id);
    put(object, "waiting_since", conversation.waiting_since);
    put(object, "due_at", conversation.due_at);
    if (conversation.promise) { object["promise"] = to_json(*conversation.promise); }
    if (conversation.transfer) { object["transfer"] = to_json(*conversation.transfer); }
    if (conversation.sla) { object["sla"] = to_json(*conversation.sla); }
    auto attributes = parsed_or(conversation.attributes, json::object());
    if (!attributes.empty()) { object["attributes"] = std::move(attributes); }
    if (conversation.sending_failed) { object["sending"] = "failed"; }
    if (conversation.awaiting_approval) { object["awaiting_approval"] = true; }
    if (!conversation.participants.empty()) { object["participants"] = texts_of(conversation.participants); }
    put(object, "reply_window_ends_at", reply_window_ends_at(conversation, context));
    put(object, "late_reply_window_ends_at", late_reply_window_ends_at(conversation, context));
    if (conversation.opted_out) { object["opted_out"] = true; }
    if (conversation.post) { object["post"] = to_json(*conversation.post); }
    if (conversation.sentiment) { object["sentiment"] = sentiment_word(*conversation.sentiment); }
    if (conversation.last_message) { object["last_message"] = to_json(*conversation.last_message); }
    return object;
}

}  // namespace balie::wire
