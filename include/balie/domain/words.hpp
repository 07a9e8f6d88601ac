// The closed vocabularies of the domain, with the words that stand for them in SQL, JSON and on screen.
#pragma once

#include <optional>
#include <string_view>

namespace balie {

enum class Channel {
    whatsapp,
    messenger,
    instagram,
    facebook,
    twilio,
    messagebird,
    cm,
    x,
    telegram,
    email,
    webchat,
    api
};
enum class ConversationStatus { open, pending, snoozed, resolved };
enum class Priority { none, low, medium, high, urgent };
enum class Direction { in, out };
enum class MessageKind { message, note, activity };
enum class ContentType {
    text,
    image,
    audio,
    video,
    document,
    sticker,
    location,
    contacts,
    interactive,
    template_,
    post,
    comment,
    unsupported
};
enum class AttachmentKind { image, video, audio, document, sticker };
enum class AttachmentState { pending, ready, failed, refused };
enum class SenderType { contact, user, bot, system };
enum class Role { admin, lead, agent, auditor };
enum class Availability { online, busy, away, offline };

// Rises only within an attempt: queued < sending < uncertain < sent < failed < delivered < read. What awaits approval
// has no attempt yet.
enum class DeliveryStatus {
    queued,
    sending,
    uncertain,
    sent,
    failed,
    delivered,
    read,
    cancelled,
    awaiting_approval
};

// Which kind of address an identity is. A WhatsApp customer has up to three: business-scoped id, that of the
// parent portfolio, and a phone number, which may be absent.
enum class IdentityKind {
    bsuid,
    parent_bsuid,
    phone,
    psid,
    igsid,
    facebook_user,
    x_user,
    telegram_user,
    email,
    visitor,
    external
};

// The word of a value, and the value of a word (absent when there is no such word).
// ContentType::template_ is "template".
template <class T>
std::optional<T> from_word(std::string_view word) noexcept;

std::string_view to_word(Channel value) noexcept;
std::string_view to_word(ConversationStatus value) noexcept;
std::string_view to_word(Priority value) noexcept;
std::string_view to_word(Direction value) noexcept;
std::string_view to_word(MessageKind value) noexcept;
std::string_view to_word(ContentType value) noexcept;
std::string_view to_word(AttachmentKind value) noexcept;
std::string_view to_word(AttachmentState value) noexcept;
std::string_view to_word(SenderType value) noexcept;
std::string_view to_word(Role value) noexcept;
std::string_view to_word(Availability value) noexcept;
std::string_view to_word(DeliveryStatus value) noexcept;
std::string_view to_word(IdentityKind value) noexcept;

// A late "delivered" must not hide a "read" that the agent has already seen.
bool may_become(DeliveryStatus from, DeliveryStatus to) noexcept;

}  // namespace balie
