// What a channel can do. The composer in the browser and the rules in desk/reply are driven by this alone.
#pragma once

#include <balie/domain/words.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie {

enum class TextUnit { characters, utf8_bytes, sms_segments, weighted };

struct MediaLimit {
    AttachmentKind kind;
    std::size_t bytes_max;
    std::vector<std::string> mimes;  // what the platform takes; sniffed, never believed

    MediaLimit(AttachmentKind kind_, std::size_t bytes_max_, std::vector<std::string> mimes_)
        : kind(kind_), bytes_max(bytes_max_), mimes(std::move(mimes_)) {}
};

// Another channel that leads to the same customers: who is known by an id here has that kind of address there.
struct PrivateRoom {
    Channel channel;
    IdentityKind kind;
};

struct Capabilities {
    std::size_t text_max = 4096;
    TextUnit text_unit = TextUnit::characters;
    std::size_t caption_max = 1024;
    std::vector<MediaLimit> media = {};
    unsigned attachments_max = 1;      // in one message of the platform
    std::string_view carries = {};     // of a platform that brings several kinds: "sms", "whatsapp", "rcs"
    bool files_by_address = false;     // the platform fetches what it sends from OutboundAttachment::url
    bool depends_on_settings = false;  // Connector::capabilities_of knows better than these, the widest
    bool replies = false;              // can quote a message
    bool reactions = false;
    bool templates = false;
    bool typing = false;
    bool read_marks = false;
    bool public_ = false;          // has conversations that everybody can read
    bool private_ = true;          // has conversations that only the customer can read
    bool subjects = false;         // threads have a subject, and a message names earlier ones of its thread
    bool private_replies = false;  // a public message can be answered in private
    bool hides_public = false;     // a customer's public message can be hidden, and shown again
    bool hides_under_own_only = false;  // ... when it stands under a post of the account
    bool deletes_public = false;        // a public message can be taken away
    bool deletes_own_only = false;      // ... when the account wrote it
    bool mostly_private = false;        // public conversations are the exception here
    // Where an answer in private goes on: the inbox of that channel with the same address, when there is one.
    std::optional<PrivateRoom> private_room = {};
    std::optional<std::size_t> public_text_max = {};  // where it differs from text_max
    TextUnit public_text_unit = TextUnit::characters;
    bool delivered_receipts = false;
    bool read_receipts = false;
    std::optional<std::chrono::hours> reply_window = {};  // after the customer's last message
    std::optional<std::chrono::hours> late_reply_window =
        {};                        // until then a person may still answer (OutboundMessage::is_late)
    double sends_per_second = 20;  // token bucket of an inbox
    double sends_burst = 40;
    std::size_t webhook_bytes_max = 1U << 20U;
};

}  // namespace balie
