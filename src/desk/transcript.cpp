// Activity is left out: it is the desk's own business, and the thread reads as a talk without it. A line that is not
// indented is ours: whatever ends a line in what customers wrote ends one here, and their names have none.
#include "desk/transcript.hpp"

#include <algorithm>
#include <array>

namespace balie::desk {
namespace {

// Before the name, for a name may say anything.
std::string_view side_of(Message const& message) {
    if (message.kind == MessageKind::note) { return "internal note"; }
    return message.direction == Direction::in ? "customer" : "reply";
}

// All that an editor or a viewer breaks a line at.
constexpr auto line_ends = std::array<std::string_view, 8>{
    "\r\n", "\n", "\r", "\v", "\f", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};

std::string with_line_ends(std::string_view text, std::string_view end) {
    auto made = std::string{};
    while (!text.empty()) {
        auto const* const found =
            std::ranges::find_if(line_ends, [text](std::string_view each) { return text.starts_with(each); });
        made += found == line_ends.end() ? text.substr(0, 1) : end;
        text.remove_prefix(found == line_ends.end() ? 1 : found->size());
    }
    return made;
}

std::string one_line(std::string_view text) { return with_line_ends(text, " "); }

std::string name_of(Message const& message) {
    if (!message.sender.name.empty()) { return one_line(message.sender.name); }
    return message.sender.type == SenderType::contact ? "Customer" : "System";
}

std::string indented(std::string const& text) { return "    " + with_line_ends(text, "\n    ") + "\n"; }

std::string mark_of(Message const& message) {
    if (message.deleted_at) { return " [taken back]"; }
    if (message.status == DeliveryStatus::failed) { return " [not delivered]"; }
    if (message.status == DeliveryStatus::cancelled) { return " [cancelled]"; }
    if (message.status == DeliveryStatus::awaiting_approval) { return " [not sent: awaits approval]"; }
    return message.edited_at ? " [edited]" : "";
}

}  // namespace

std::string transcript_head(Conversation const& conversation) {
    return "Conversation " + std::to_string(conversation.number) + " with " +
           one_line(conversation.contact.name) + ", on " + std::string{to_word(conversation.channel)} +
           ", begun " + to_rfc3339(conversation.created_at) + "\n\n";
}

std::string transcript_of(Message const& message) {
    if (message.kind == MessageKind::activity) { return {}; }
    auto text = to_rfc3339(message.created_at) + "  " + std::string{side_of(message)} + mark_of(message) +
                ": " + name_of(message) + "\n";
    if (!message.text.empty()) { text += indented(message.text); }
    for (auto const& attachment : message.attachments) {
        text += "    [" + std::string{to_word(attachment.kind)} +
                (attachment.name.empty() ? std::string{} : ": " + one_line(attachment.name)) + "]\n";
    }
    return text + "\n";
}

}  // namespace balie::desk
