// What a connector makes of a webhook: events in our own vocabulary, one for each thing that happened.
#pragma once

#include <balie/base/time.hpp>
#include <balie/domain/words.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace balie {

struct IdentityValue {
    IdentityKind kind;
    std::string value;  // as the platform writes it; a phone is digits of E.164 without "+"

    IdentityValue(IdentityKind kind_, std::string value_) : kind(kind_), value(std::move(value_)) {}
    friend bool operator==(IdentityValue const&, IdentityValue const&) = default;
};

// A file that the platform holds for us. Either media_id (to be looked up with the inbox's token) or url.
struct InboundAttachment {
    AttachmentKind kind = AttachmentKind::document;
    bool voice = false;
    std::string media_id = {};
    std::string url = {};
    std::string mime = {};
    std::string name = {};
    std::string sha256 = {};  // raw digest (32 bytes) when the platform states one
};

// The customer's side of an event: all addresses that the payload gives, the most lasting one first.
struct InboundContact {
    std::vector<IdentityValue> identities;
    std::string name = {};
    std::string username = {};
    std::optional<InboundAttachment> picture = {};  // of the customer, in an answer of a ProfileSource alone
};

// A message, comment or post; also (direction out) one that was sent elsewhere, in the platform's own app.
struct InboundMessage {
    std::string address;  // the inbox's own address that the payload names (phone_number_id, page id, ...)
    std::string external_id;  // the platform's id of it: the dedupe key within the inbox
    Direction direction = Direction::in;
    MessageKind kind = MessageKind::message;
    InboundContact contact;
    std::optional<Time> platform_at;
    ContentType content_type = ContentType::text;
    std::string text = {};
    std::string content =
        {};  // a JSON object in REST's words: location, contacts, interactive, referral, forwarded, unsupported ...
    std::vector<InboundAttachment> attachments = {};
    std::string reply_to_external_id = {};
    std::string thread_key = {};     // empty: private, the thread is the customer's
    bool is_private_thread = false;  // with a thread_key: only the customer and the desk read it
    bool is_automatic = false;       // a machine wrote it: nobody waits for an answer, and nobody is woken
    std::vector<std::string> thread_external_ids = {};  // earlier messages of its thread, the nearest first
};

// What became of something we sent. opaque is our own word that the platform gave back ("message.attempt").
struct DeliveryUpdate {
    std::string address;
    std::string external_id;
    DeliveryStatus status = DeliveryStatus::sent;
    std::optional<Time> platform_at;
    std::string error_code = {};
    std::string error_title = {};
    std::string error_detail = {};
    std::string opaque = {};
    std::string pricing_category = {};
    bool window_closed = false;  // of a failure: for free text the customer wrote too long ago
};

// Set or (emoji empty) taken away; platform_at orders several of one sender.
struct ReactionChange {
    std::string address;
    std::string external_id;         // of the reaction itself
    std::string target_external_id;  // of the message
    InboundContact contact;
    Direction direction = Direction::in;
    std::string emoji = {};
    std::optional<Time> platform_at;
};

struct MessageEdit {
    std::string address;
    std::string external_id;
    std::string target_external_id;
    InboundContact contact;
    std::string text = {};
    std::optional<Time> platform_at;
};

struct MessageDeletion {
    std::string address;
    std::string external_id;
    std::string target_external_id;
    InboundContact contact;
    std::optional<Time> platform_at;
};

// Everything that we sent to this customer until that moment is delivered, or read.
struct Watermark {
    std::string address;
    InboundContact contact;
    DeliveryStatus status = DeliveryStatus::read;
    Time up_to = {};
};

// The customer wants no more messages from this inbox, or wants them again.
struct OptOut {
    std::string address;
    std::string external_id;  // of the message or event that said so
    InboundContact contact;
    bool wants_messages = false;
    std::optional<Time> platform_at = {};
};

// A public message was hidden from the public, or shown again, in the platform's own tools.
struct HidingChange {
    std::string address;
    std::string external_id;
    std::string target_external_id;
    bool is_hidden = true;
    std::optional<Time> platform_at = {};
};

// One customer's addresses changed (new phone number, new business-scoped id). Shown as activity.
struct IdentityChange {
    std::string address;
    std::string external_id;
    std::vector<IdentityValue> previous;
    std::vector<IdentityValue> current;
    std::string text = {};
    std::optional<Time> platform_at;
};

// About the inbox, not about a conversation: a template judged, an account error, a limit.
struct ChannelNotice {
    std::string address = {};  // may be empty: the inbox of the path
    std::string kind = {};     // "template_status", "account_error", "quality", ...
    std::string code = {};
    std::string title = {};
    std::string detail = {};
};

// An item that is authentic but cannot be understood; it goes to the quarantine, its neighbours go on.
struct Unreadable {
    std::string reason;
    std::string item;  // the bytes of the item, as far as they can be told apart
};

using InboundEvent =
    std::variant<InboundMessage, DeliveryUpdate, ReactionChange, MessageEdit, MessageDeletion, Watermark,
                 OptOut, HidingChange, IdentityChange, ChannelNotice, Unreadable>;

}  // namespace balie
