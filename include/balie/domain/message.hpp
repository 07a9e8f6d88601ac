// A message as people see it in a thread: with its files, its sender's name and what it answers.
#pragma once

#include <balie/base/time.hpp>
#include <balie/domain/attachment.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie {

struct Sender {
    SenderType type = SenderType::system;
    std::int64_t id = 0;  // of a contact or a user; 0 for the system and for a bot
    std::string name = {};
};

// The message that this one answers.
struct QuotedMessage {
    MessageId id;
    std::string text;  // the first 140 characters
    std::string sender_name = {};
    ContentType content_type = ContentType::text;
};

struct Message {
    MessageId id;
    ConversationId conversation_id;
    InboxId inbox_id;
    Direction direction = Direction::in;
    MessageKind kind = MessageKind::message;
    ContentType content_type = ContentType::text;
    std::string text = {};
    std::string content =
        {};  // a JSON object in REST's words, shown beside the other fields; empty when there is none
    std::string reactions =
        {};  // a JSON array of {emoji, sender{type,id,name}, at, external_id}; empty when none
    std::vector<Attachment> attachments = {};
    Sender sender = {};
    std::int64_t attempt = 0;
    std::optional<DeliveryStatus> status = {};
    std::string error =
        {};  // a JSON object {code, title, detail} of the newest attempt; empty when there is none
    std::string external_id = {};
    std::string client_id = {};
    Channel channel = Channel::api;
    bool is_public = false;          // everybody can read it
    bool is_under_own_post = false;  // as far as the platform tells
    MessageId reply_to_id = {};
    std::optional<QuotedMessage> reply_to = {};
    std::optional<Time> send_at = {};
    std::optional<Time> retry_at = {};  // the platform could not take it; the next try
    std::optional<Time> edited_at = {};
    std::optional<Time> deleted_at = {};
    std::optional<Time> platform_at = {};
    std::int64_t version = 1;
    Time created_at = {};
};

}  // namespace balie
