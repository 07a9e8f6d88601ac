// Window and capabilities, by the words that REST uses for the same rules.
#include "delivery/refusal.hpp"

#include "delivery/envelope.hpp"

#include <balie/base/text.hpp>
#include <balie/domain/reply_window.hpp>

#include <chrono>

namespace balie::delivery {
namespace {

bool is_past(std::optional<Time> end, Time now) { return !end || now > *end; }

// What everybody can read has no window; neither has the first private word to somebody who wrote in public.
bool is_past_reply_window(OutboxItem const& item, Capabilities const& capabilities, Time now) {
    if (!item.thread_key.empty() || !item.private_reply_to.empty()) { return false; }
    if (!capabilities.reply_window) { return false; }
    return is_past(reply_window_end(item.last_inbound_at, item.window_closed_at, *capabilities.reply_window),
                   now);
}

bool is_window_closed(OutboxItem const& item, Capabilities const& capabilities, Time now) {
    return is_past_reply_window(item, capabilities, now) && !is_late(item, capabilities, now);
}

std::optional<SendOutcome> refuse_free_text(OutboxItem const& item, Capabilities const& capabilities) {
    auto const is_public = !item.thread_key.empty() && capabilities.public_text_max;
    // Only a channel that counts in characters can be judged here; the connector judges the others.
    auto const unit = is_public ? capabilities.public_text_unit : capabilities.text_unit;
    if (unit != TextUnit::characters) { return std::nullopt; }
    auto const limit = is_public                  ? *capabilities.public_text_max
                       : item.attachments.empty() ? capabilities.text_max
                                                  : capabilities.caption_max;
    if (count_characters(item.text) <= limit) { return std::nullopt; }
    return rejected("too_long", "The text is longer than this channel takes");
}

}  // namespace

bool is_late(OutboxItem const& item, Capabilities const& capabilities, Time now) noexcept {
    if (!capabilities.late_reply_window || !is_past_reply_window(item, capabilities, now)) { return false; }
    return !is_past(late_window_end(item.last_inbound_at, item.window_closed_at, capabilities.reply_window,
                                    *capabilities.late_reply_window),
                    now);
}

SendOutcome rejected(std::string code, std::string reason) {
    auto outcome = SendOutcome{};
    outcome.verdict = Verdict::rejected;
    outcome.code = std::move(code);
    outcome.reason = std::move(reason);
    return outcome;
}

bool is_settled(OutboxItem const& item) noexcept {
    if (item.newest_attempt != item.attempt) { return true; }
    return item.status != DeliveryStatus::queued && item.status != DeliveryStatus::sending;
}

std::optional<SendOutcome> refusal(OutboxItem const& item, Capabilities const& capabilities, Time now) {
    if (item.recipient.empty()) {
        return rejected("no_address", "The customer has no address in this inbox any more");
    }
    if (item.is_opted_out) { return rejected("opted_out", "The customer wants no messages here any more"); }
    auto const content = content_of(item);
    if (!content) { return rejected("unreadable", "What was to be sent cannot be read"); }
    if (content->template_) {
        if (capabilities.templates) { return std::nullopt; }
        return rejected("template_not_supported", "This channel has no templates");
    }
    if (is_window_closed(item, capabilities, now)) {
        return rejected("window_closed", "The time to answer freely is over; a template can still be sent");
    }
    if (content->reaction_to) {
        if (capabilities.reactions) { return std::nullopt; }
        return rejected("reaction_not_supported", "This channel has no reactions");
    }
    if (item.attachments.size() > capabilities.attachments_max) {
        return rejected("too_many_attachments", "This channel takes fewer attachments in a message");
    }
    if (item.text.empty() && item.attachments.empty()) {
        return rejected("empty", "There is nothing to send");
    }
    return refuse_free_text(item, capabilities);
}

}  // namespace balie::delivery
