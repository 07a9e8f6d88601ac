// A conversation as people see it in a list: who, where, since when, and the last thing said.
#pragma once

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/inbox.hpp>
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
    bool blocked = false;
    std::optional<Time> erased_at = {};
    AttachmentId picture_id = {};
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

// What somebody told the customer to do by a time.
struct Promise {
    Time at = {};
    std::string note = {};
    UserId user_id = {};
    std::optional<Time> kept_at = {};
};

struct Transfer;
using TransferId = Id<Transfer>;

// Somebody wants somebody else to take it over; until that is accepted it stays whose it is.
struct Transfer {
    TransferId id;
    UserId from_user_id = {};
    UserId to_user_id = {};  // one of the two
    TeamId to_team_id = {};
    std::string note = {};
    Time at = {};
    Time expires_at = {};
};

// When the inbox's policy wants an answer; absent: not running.
struct Sla {
    std::optional<Time> first_response_due_at = {};
    std::optional<Time> next_response_due_at = {};
    std::optional<Time> resolution_due_at = {};
    bool breached = false;
    bool waits_for_us = false;
};

struct Conversation {
    ConversationId id;
    std::int64_t number = 0;
    InboxId inbox_id;
    Channel channel = Channel::whatsapp;
    Settings inbox_settings = {};  // the plain ones, where what the inbox can do hangs on them
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
    std::optional<Time> due_at = {};  // the first of what is owed
    std::optional<Promise> promise = {};
    bool sending_failed = false;     // the newest message that was sent failed, or is in doubt
    bool awaiting_approval = false;  // a reply waits for a second person
    std::vector<UserId> participants = {};
    std::optional<Transfer> transfer = {};
    std::optional<Sla> sla = {};
    std::string attributes = "{}";  // a JSON object
    Time last_activity_at = {};
    std::optional<Time> last_inbound_at = {};   // the reply window counts from here
    std::optional<Time> window_closed_at = {};  // the platform said so; until the customer writes again
    std::optional<LastMessage> last_message = {};
    std::optional<PublicPost> post = {};  // of a public one, when the platform told
    std::optional<int> sentiment = {};    // of the newest post that a search stream found: -1, 0 or 1
    ConversationId merged_into_id = {};   // a redirect: all that was said in it stands there
    std::int64_t version = 1;
    Time created_at = {};
};

}  // namespace balie
