// Each refusal names the field and a stable reason, for the composer to say it in the agent's words.
#include "desk/reply_rules.hpp"

#include "desk/code_points.hpp"
#include "desk/emoji.hpp"
#include "desk/text_length.hpp"

#include <balie/domain/reply_window.hpp>

#include <algorithm>
#include <array>
#include <chrono>

namespace balie::desk {
namespace {

constexpr auto send_at_max = std::chrono::days{365};

Error refused(std::string detail, std::string reason, std::string field) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason), std::move(field)};
}

struct TextLimit {
    std::size_t most;
    TextUnit unit;
};

TextLimit limit_of(Reply const& reply, Capabilities const& capabilities, bool is_public) {
    if (is_public && capabilities.public_text_max) {
        return {*capabilities.public_text_max, capabilities.public_text_unit};
    }
    auto const is_caption = !reply.attachment_ids.empty();
    return {is_caption ? capabilities.caption_max : capabilities.text_max, capabilities.text_unit};
}

// An empty text message still counts as one; no text beside a file is no text.
Result<void> is_short_enough(Reply const& reply, TextLimit const& limit) {
    if (reply.text.empty()) { return {}; }
    auto const length = length_of(reply.text, limit.unit);
    if (length <= limit.most) { return {}; }
    return refused(
        "the text is " + std::to_string(length) + " long; the channel takes " + std::to_string(limit.most),
        "too_long", "text");
}

Result<void> may_be_attached(Attachment const& attachment, Capabilities const& capabilities) {
    auto const limit = std::ranges::find(capabilities.media, attachment.kind, &MediaLimit::kind);
    auto const takes = limit != capabilities.media.end() &&
                       std::ranges::find(limit->mimes, attachment.mime) != limit->mimes.end();
    if (!takes) {
        return refused("the channel does not take this kind of file", "media_not_supported",
                       "attachment_ids");
    }
    if (static_cast<std::size_t>(attachment.bytes.value_or(0)) > limit->bytes_max) {
        return refused("the file is larger than the channel takes", "media_too_large", "attachment_ids");
    }
    return {};
}

Result<void> may_be_attached(std::vector<Attachment> const& attachments, Capabilities const& capabilities) {
    if (attachments.size() > capabilities.attachments_max) {
        return refused("the channel takes fewer files in one message", "too_many_attachments",
                       "attachment_ids");
    }
    for (auto const& attachment : attachments) {
        if (auto const taken = may_be_attached(attachment, capabilities); !taken) { return taken; }
    }
    return {};
}

// The spaces of Unicode, with those that have no width.
bool is_space(char32_t point) {
    constexpr auto spaces =
        std::array<char32_t, 9>{0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF};
    return point <= U' ' || (point >= 0x2000 && point <= 0x200F) || point == 0x2060 ||
           std::ranges::find(spaces, point) != spaces.end();
}

bool is_blank(std::string_view text) { return std::ranges::all_of(code_points(text), is_space); }

Result<void> is_shown_to_whom_it_says(Reply const& reply, bool is_public) {
    if (is_public && !reply.public_confirmed) {
        return refused("everybody can read this conversation: confirm with public", "public_not_confirmed",
                       "public");
    }
    if (!is_public && reply.public_confirmed) {
        return refused("only the customer can read this conversation", "not_public", "public");
    }
    return {};
}

// What everybody can read has no window; neither has the first private word to somebody who wrote in public.
bool is_in_time(Reply const& reply, Capabilities const& capabilities,
                store::conversations::Standing const& standing, Time goes_at) {
    if (reply.template_ || standing.public_ || reply.private_reply_to) { return true; }
    return is_within_reply_window(capabilities, standing, goes_at) ||
           is_within_late_window(capabilities, standing, goes_at);
}

Result<void> is_a_reaction(Reply const& reply) {
    auto const is_one =
        !reply.reaction || reply.reaction->emoji.empty() || is_one_emoji(reply.reaction->emoji);
    if (is_one) { return {}; }
    return refused("a reaction is one emoji, or none to take it away", "not_an_emoji", "reaction.emoji");
}

// It becomes a line of a header.
Result<void> is_a_subject(std::string const& subject) {
    auto const points = code_points(subject);
    auto const breaks = [](char32_t point) {
        return point < U' ' || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029;
    };
    if (std::ranges::none_of(points, breaks) && (subject.empty() || !is_blank(subject))) { return {}; }
    return refused("a subject is one line of words", "ill_typed", "subject");
}

Result<void> channel_can(Reply const& reply, Capabilities const& capabilities) {
    if (reply.template_ && !capabilities.templates) {
        return refused("the channel has no templates", "templates_not_supported", "template");
    }
    if (reply.reaction && !capabilities.reactions) {
        return refused("the channel has no reactions", "reactions_not_supported", "reaction");
    }
    if (!capabilities.subjects && !reply.subject.empty()) {
        return refused("the channel has no subjects", "subjects_not_supported", "subject");
    }
    if (!capabilities.subjects && !reply.cc.empty()) {
        return refused("the channel has no copies", "copies_not_supported", "cc");
    }
    if (reply.reply_to_id && !capabilities.replies) {
        return refused("the channel cannot quote a message", "replies_not_supported", "reply_to_id");
    }
    return {};
}

}  // namespace

Error inbox_gone() { return refused("this inbox is no longer connected", "inbox_gone", ""); }

Result<void> is_reachable(store::conversations::Standing const& standing) {
    if (standing.inbox_gone) { return inbox_gone(); }
    if (standing.erased) {
        return refused("the customer's data were erased: there is nobody to write to", "contact_erased", "");
    }
    if (standing.opted_out) { return refused("the customer wants no messages here", "opted_out", ""); }
    return {};
}

Result<void> is_well_formed(Reply const& reply) {
    if (auto const named = is_a_subject(reply.subject); !named) { return named; }
    auto const has_words = !is_blank(reply.text) || !reply.attachment_ids.empty();
    auto const parts = int{has_words} + int{reply.template_.has_value()} + int{reply.reaction.has_value()};
    if (parts == 0) { return refused("there is nothing to send", "empty", "text"); }
    if (parts > 1) { return refused("a message is a text, a template or a reaction", "ambiguous", "kind"); }
    if (reply.kind != MessageKind::note) { return is_a_reaction(reply); }
    if (!has_words) {
        return refused("a note has a text or files", "not_in_a_note",
                       reply.template_ ? "template" : "reaction");
    }
    if (reply.send_at) { return refused("a note is not sent", "not_in_a_note", "send_at"); }
    if (!reply.cc.empty()) { return refused("a note is not sent", "not_in_a_note", "cc"); }
    if (reply.public_confirmed) {
        return refused("a note is for colleagues alone", "not_in_a_note", "public");
    }
    return {};
}

Result<void> may_be_sent(Reply const& reply, Capabilities const& capabilities,
                         store::conversations::Standing const& standing,
                         std::vector<Attachment> const& attachments, Time now) {
    if (auto const there = is_reachable(standing); !there) { return there; }
    if (auto const shown = is_shown_to_whom_it_says(reply, standing.public_); !shown) { return shown; }
    if (reply.send_at && *reply.send_at > now + send_at_max) {
        return refused("at most a year ahead", "out_of_range", "send_at");
    }
    if (auto const can = channel_can(reply, capabilities); !can) { return can; }
    if (!is_in_time(reply, capabilities, standing, std::max(reply.send_at.value_or(now), now))) {
        return refused("the customer wrote too long ago: only a template may be sent", "window_closed",
                       reply.send_at ? "send_at" : "");
    }
    auto const limit = limit_of(reply, capabilities, standing.public_);
    if (auto const fits = is_short_enough(reply, limit); !fits) { return fits; }
    return may_be_attached(attachments, capabilities);
}

bool is_within_reply_window(Capabilities const& capabilities, store::conversations::Standing const& standing,
                            Time at) noexcept {
    if (!capabilities.reply_window) { return true; }
    auto const end =
        reply_window_end(standing.last_inbound_at, standing.window_closed_at, *capabilities.reply_window);
    return end && at < *end;
}

bool is_within_late_window(Capabilities const& capabilities, store::conversations::Standing const& standing,
                           Time at) noexcept {
    if (!capabilities.late_reply_window) { return false; }
    auto const end = late_window_end(standing.last_inbound_at, standing.window_closed_at,
                                     capabilities.reply_window, *capabilities.late_reply_window);
    return end && at < *end;
}

}  // namespace balie::desk
