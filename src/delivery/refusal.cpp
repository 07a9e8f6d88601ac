// Window and capabilities, by the words that REST uses for the same rules.
#include "delivery/refusal.hpp"

#include "delivery/envelope.hpp"

#include <balie/base/text.hpp>

namespace balie::delivery {
namespace {

bool is_window_closed(OutboxItem const& item, Capabilities const& capabilities, Time now) {
    if (!capabilities.reply_window) { return false; }
    return !item.last_inbound_at || now > *item.last_inbound_at + *capabilities.reply_window;
}

std::optional<SendOutcome> refuse_free_text(OutboxItem const& item, Capabilities const& capabilities) {
    // Only a channel that counts in characters can be judged here; the connector judges the others.
    if (capabilities.text_unit != TextUnit::characters) { return std::nullopt; }
    auto const limit = item.attachments.empty() ? capabilities.text_max : capabilities.caption_max;
    if (count_characters(item.text) <= limit) { return std::nullopt; }
    return rejected("too_long", "The text is longer than this channel takes");
}

}  // namespace

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
