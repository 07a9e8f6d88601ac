// One table of words for each vocabulary; both directions read it.
#include <balie/domain/words.hpp>

#include <array>
#include <cstddef>

namespace balie {
namespace {

template <class T, std::size_t N>
std::string_view word_of(std::array<std::string_view, N> const& words, T value) noexcept {
    return words[static_cast<std::size_t>(value)];
}

template <class T, std::size_t N>
std::optional<T> value_of(std::array<std::string_view, N> const& words, std::string_view word) noexcept {
    for (auto i = std::size_t{0}; i < N; ++i) {
        if (words[i] == word) { return static_cast<T>(i); }
    }
    return std::nullopt;
}

constexpr auto channel_words =
    std::to_array<std::string_view>({"whatsapp", "messenger", "instagram", "facebook", "twilio",
                                     "messagebird", "cm", "x", "telegram", "email", "webchat", "api"});
constexpr auto conversation_status_words =
    std::to_array<std::string_view>({"open", "pending", "snoozed", "resolved"});
constexpr auto priority_words = std::to_array<std::string_view>({"none", "low", "medium", "high", "urgent"});
constexpr auto direction_words = std::to_array<std::string_view>({"in", "out"});
constexpr auto message_kind_words = std::to_array<std::string_view>({"message", "note", "activity"});
constexpr auto content_type_words = std::to_array<std::string_view>(
    {"text", "image", "audio", "video", "document", "sticker", "location", "contacts", "interactive",
     "template", "post", "comment", "unsupported"});
constexpr auto attachment_kind_words =
    std::to_array<std::string_view>({"image", "video", "audio", "document", "sticker"});
constexpr auto attachment_state_words =
    std::to_array<std::string_view>({"pending", "ready", "failed", "refused"});
constexpr auto sender_type_words = std::to_array<std::string_view>({"contact", "user", "bot", "system"});
constexpr auto role_words = std::to_array<std::string_view>({"admin", "lead", "agent", "auditor"});
constexpr auto availability_words = std::to_array<std::string_view>({"online", "busy", "away", "offline"});
constexpr auto delivery_status_words =
    std::to_array<std::string_view>({"queued", "sending", "uncertain", "sent", "failed", "delivered", "read",
                                     "cancelled", "awaiting_approval"});
constexpr auto identity_kind_words =
    std::to_array<std::string_view>({"bsuid", "parent_bsuid", "phone", "psid", "igsid", "facebook_user",
                                     "x_user", "telegram_user", "email", "visitor", "external"});

}  // namespace

std::string_view to_word(Channel value) noexcept { return word_of(channel_words, value); }
std::string_view to_word(ConversationStatus value) noexcept {
    return word_of(conversation_status_words, value);
}
std::string_view to_word(Priority value) noexcept { return word_of(priority_words, value); }
std::string_view to_word(Direction value) noexcept { return word_of(direction_words, value); }
std::string_view to_word(MessageKind value) noexcept { return word_of(message_kind_words, value); }
std::string_view to_word(ContentType value) noexcept { return word_of(content_type_words, value); }
std::string_view to_word(AttachmentKind value) noexcept { return word_of(attachment_kind_words, value); }
std::string_view to_word(AttachmentState value) noexcept { return word_of(attachment_state_words, value); }
std::string_view to_word(SenderType value) noexcept { return word_of(sender_type_words, value); }
std::string_view to_word(Role value) noexcept { return word_of(role_words, value); }
std::string_view to_word(Availability value) noexcept { return word_of(availability_words, value); }
std::string_view to_word(DeliveryStatus value) noexcept { return word_of(delivery_status_words, value); }
std::string_view to_word(IdentityKind value) noexcept { return word_of(identity_kind_words, value); }

template <>
std::optional<Channel> from_word(std::string_view word) noexcept {
    return value_of<Channel>(channel_words, word);
}
template <>
std::optional<ConversationStatus> from_word(std::string_view word) noexcept {
    return value_of<ConversationStatus>(conversation_status_words, word);
}
template <>
std::optional<Priority> from_word(std::string_view word) noexcept {
    return value_of<Priority>(priority_words, word);
}
template <>
std::optional<Direction> from_word(std::string_view word) noexcept {
    return value_of<Direction>(direction_words, word);
}
template <>
std::optional<MessageKind> from_word(std::string_view word) noexcept {
    return value_of<MessageKind>(message_kind_words, word);
}
template <>
std::optional<ContentType> from_word(std::string_view word) noexcept {
    return value_of<ContentType>(content_type_words, word);
}
template <>
std::optional<AttachmentKind> from_word(std::string_view word) noexcept {
    return value_of<AttachmentKind>(attachment_kind_words, word);
}
template <>
std::optional<AttachmentState> from_word(std::string_view word) noexcept {
    return value_of<AttachmentState>(attachment_state_words, word);
}
template <>
std::optional<SenderType> from_word(std::string_view word) noexcept {
    return value_of<SenderType>(sender_type_words, word);
}
template <>
std::optional<Role> from_word(std::string_view word) noexcept {
    return value_of<Role>(role_words, word);
}
template <>
std::optional<Availability> from_word(std::string_view word) noexcept {
    return value_of<Availability>(availability_words, word);
}
template <>
std::optional<DeliveryStatus> from_word(std::string_view word) noexcept {
    return value_of<DeliveryStatus>(delivery_status_words, word);
}
template <>
std::optional<IdentityKind> from_word(std::string_view word) noexcept {
    return value_of<IdentityKind>(identity_kind_words, word);
}

// The enumerators stand in rising order, but for the two ends: what awaits approval is queued or cancelled, and what is
// cancelled was queued.
bool may_become(DeliveryStatus from, DeliveryStatus to) noexcept {
    using enum DeliveryStatus;
    if (from == awaiting_approval) { return to == queued || to == cancelled; }
    if (from == cancelled || to == awaiting_approval) { return false; }
    if (to == cancelled) { return from == queued; }
    return to > from;
}

}  // namespace balie
