// A conversation as people see it in a list: who, where, since when, and the last thing said.
#pragma once

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/label.hpp>
#include <balie/domain/public_post.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie {

// Of the contact, what a list shows.
struct ContactSummary {
    ContactId id;
    std::string name = {};
    std::string phone = {};  // with "+"; empty when unknown
    std::string username = {};
};

// Of the last message, what a list shows: the preview is at most 140 characters.
struct LastMessage {
    MessageId id;
    std::string text = {};
    Direction direction = Direction::in;
    MessageKind kind = MessageKind::message;
    ContentType content_type = ContentType::text;
    std::optional<DeliveryStatus> status = {};
    std::string sender_name = {};  // of a colleague, and in public of the customer; else empty
    Time created_at = {};
};

struct Conversation {
    ConversationId id;
    std::int64_t number = 0;
    InboxId inbox_id;
    Channel channel = Channel::whatsapp;
    bool public_ = false;
    bool opted_out = false;  // the customer wants no messages from this inbox
    ContactSummary contact = {};
    ConversationStatus status = ConversationStatus::open;
    std::optional<Time> snoozed_until = {};
    Priority priority = Priority::none;
    UserId assignee_id = {};
    TeamId team_id = {};
    std::vector<Label> labels = {};
    std::int64_t unread_count = 0;
    std::optional<Time> waiting_since = {};
    Time last_activity_at = {};
    std::optional<Time> last_inbound_at = {};   // the reply window counts from here
    std::optional<Time> window_closed_at = {};  // the platform said so; until the customer writes again
    std::optional<LastMessage> last_message = {};
    std::optional<PublicPost> post = {};  // of a public one, when the platform told
    std::int64_t version = 1;
    Time created_at = {};
};

}  // namespace balie
