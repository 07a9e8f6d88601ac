// The order of locks: conversation, messages, outbox, and the stream's row by the journal at the end.
#include "desk/reply.hpp"

#include "desk/approval.hpp"
#include "desk/mail_copies.hpp"
#include "desk/repeated_reply.hpp"
#include "desk/reply_rules.hpp"
#include "desk/sending.hpp"
#include "desk/sent_reaction.hpp"
#include "desk/telling.hpp"
#include "desk/template_text.hpp"
#include "store/attachments.hpp"
#include "store/conversation_people.hpp"
#include "store/conversation_standing.hpp"
#include "store/inboxes.hpp"
#include "store/message_changes.hpp"
#include "store/messages.hpp"
#include "store/promises.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::desk {
namespace {

namespace conversations = store::conversations;
namespace messages = store::messages;
using conversations::Standing;
using nlohmann::json;

constexpr auto preview_characters = std::size_t{140};

// All that one reply needs at hand.
struct Desk {
    journal::Work* work;
    access::Actor const* actor;
    Standing standing;
    std::vector<Attachment> attachments;
    ContactIdentityId recipient;  // who is answered
    std::string mail = {};        // what the message says of itself as a mail
    std::string approval = {};    // what a second person must look at, if anything
    MessageId answered = {};      // what the platform hangs the reply under, if anything
    std::vector<UserId> mentioned = {};

    db::Transaction& transaction() const { return work->transaction(); }
    AccountId account() const { return actor->account; }
};

ContentType content_type_of(Reply const& reply, std::vector<Attachment> const& attachments) {
    if (reply.template_) { return ContentType::template_; }
    if (attachments.empty()) { return ContentType::text; }
    switch (attachments.front().kind) {
        case AttachmentKind::image:
            return ContentType::image;
        case AttachmentKind::video:
            return ContentType::video;
        case AttachmentKind::audio:
            return ContentType::audio;
        case AttachmentKind::sticker:
            return ContentType::sticker;
        case AttachmentKind::document:
            break;
    }
    return ContentType::document;
}

std::string content_of(ReplyTemplate const& sent) {
    auto components = json::parse(sent.components, nullptr, false);
    if (!components.is_array()) { components = json::array(); }
    return json{{"template", {{"name", sent.name}, {"language", sent.language}, {"components", components}}}}
        .dump();
}

Result<void> take_chosen(Desk& desk, Reply const& reply) {
    if (!reply.identity_id || desk.standing.public_) { return {}; }
    if (conversations::turn_to(desk.transaction(), desk.account(), desk.standing, reply.identity_id)) {
        return {};
    }
    return Error{ErrorCode::conflict, "the address passed to another contact meanwhile", "merged"};
}

// In public whoever wrote last expects the answer, under what they wrote.
void take_last_said(Desk& desk) {
    auto const last = messages::last_said(desk.transaction(), desk.account(), desk.standing.id);
    if (!last) { return; }
    desk.recipient = last->sender_identity_id;
    desk.answered = last->id;
}

// A reply goes to whoever wrote what it answers: one of many in public, one of the persons of a merged contact in private.
// In a mail thread others write too, and are not turned to.
Result<void> take_quoted(Desk& desk, Reply const& reply) {
    if (!reply.reply_to_id) { return {}; }
    desk.answered = reply.reply_to_id;
    auto const quoted =
        messages::target(desk.transaction(), desk.account(), desk.standing.id, reply.reply_to_id);
    if (!quoted) {
        return Error{ErrorCode::unprocessable, "there is no such message to quote in this conversation",
                     "no_such_message", "reply_to_id"};
    }
    if (!quoted->is_inbound || !quoted->identity_id || reply.identity_id) { return {}; }
    if (desk.standing.public_) {
        desk.recipient = quoted->identity_id;
    } else {
        conversations::turn_to(desk.transaction(), desk.account(), desk.standing, quoted->identity_id);
    }
    return {};
}

// The standing is that of the one who is answered from here on.
Result<void> take_recipient(Desk& desk, Reply const& reply) {
    if (auto const chosen = take_chosen(desk, reply); !chosen) { return chosen; }
    desk.recipient = desk.standing.identity_id;
    auto const is_sent = reply.kind == MessageKind::message && !reply.reaction;
    if (desk.standing.public_ && is_sent && !reply.reply_to_id) { take_last_said(desk); }
    if (auto const quotes = take_quoted(desk, reply); !quotes) { return quotes; }
    if (!desk.standing.public_) { desk.recipient = desk.standing.identity_id; }
    return {};
}

std::string mentions_of(Reply const& reply) {
    auto content = json::object();
    for (auto const id : reply.mentions) { content["mentions"].push_back(to_string(id)); }
    for (auto const id : reply.team_mentions) { content["team_mentions"].push_back(to_string(id)); }
    return content.dump();
}

std::string with_members(std::string const& content, std::string const& further) {
    auto all = content.empty() ? json::object() : json::parse(content);
    all.update(json::parse(further));
    return all.dump();
}

messages::NewMessage message_of(Desk const& desk, Reply const& reply) {
    auto message = messages::NewMessage{desk.standing.id, desk.standing.inbox_id};
    message.kind = reply.kind;
    message.is_sent = reply.kind == MessageKind::message;
    if (message.is_sent) { message.identity_id = desk.recipient; }
    message.content_type = content_type_of(reply, desk.attachments);
    message.text = reply.text;
    message.content = desk.mail;
    if (!reply.mentions.empty() || !reply.team_mentions.empty()) { message.content = mentions_of(reply); }
    if (reply.private_reply_to) {
        message.content =
            json{{"private_reply_to", {{"message_id", to_string(reply.private_reply_to)}}}}.dump();
    }
    if (reply.template_) {
        message.content = content_of(*reply.template_);
        message.text =
            template_text(desk.transaction(), desk.account(), desk.standing.inbox_id, *reply.template_);
    }
    if (!desk.approval.empty()) {
        message.content = with_members(message.content, desk.approval);
        message.awaits_approval = true;
    }
    message.sender_id = desk.actor->user.value;
    message.client_id = reply.client_id;
    message.reply_to_id = desk.answered;
    message.has_attachments = !desk.attachments.empty();
    message.send_at = reply.send_at;
    return message;
}

// A reply ends the customer's wait; a note is seen by colleagues only, and ends nothing.
void note_in_conversation(Desk const& desk, messages::NewMessage const& message, MessageId id) {
    auto after = desk.standing;
    if (message.is_sent) {
        after.waiting_since.reset();
        after.unread_count = 0;
    }
    conversations::write(desk.transaction(), desk.account(), after);
    conversations::show_last(desk.transaction(), desk.account(), after.id,
                             {id, first_characters(message.text, preview_characters), Direction::out,
                              message.kind, message.content_type});
    desk.work->tell(event_of(journal::EventType::message_created, after, id));
    desk.work->tell(event_of(journal::EventType::conversation_updated, after));
}

// Whom it concerns beside the customer: what was promised is done, and who is mentioned hears of it.
void note_for_colleagues(Desk const& desk, Reply const& reply, MessageId id, Time now) {
    if (reply.kind == MessageKind::message && desk.standing.has_promise) {
        store::promises::keep(desk.transaction(), desk.account(), desk.standing.id, id, now);
        note_activity(*desk.work, *desk.actor, desk.standing, {{"action", "promise_kept"}});
    }
    if (desk.mentioned.empty()) { return; }
    conversations::mention(desk.transaction(), desk.account(), desk.standing.id, id, desk.mentioned);
    notify(*desk.work, *desk.actor, NotificationType::mention, desk.standing, desk.mentioned, id);
}

// Everybody of a team who may see it; each person by name must be able to.
Result<void> take_mentioned(Desk& desk, Reply const& reply) {
    if (reply.mentions.empty() && reply.team_mentions.empty()) { return {}; }
    if (reply.kind != MessageKind::note) {
        return Error{ErrorCode::unprocessable, "only a note mentions colleagues", "not_a_note", "mentions"};
    }
    auto const inbox = desk.standing.inbox_id;
    auto named = conversations::who_sees(desk.transaction(), desk.account(), inbox, reply.mentions);
    if (named.size() != reply.mentions.size()) {
        return Error{ErrorCode::unprocessable, "a colleague is not there, or may not see this conversation",
                     "no_such_user", "mentions"};
    }
    auto const members = conversations::members_of(desk.transaction(), desk.account(), reply.team_mentions);
    for (auto& each : conversations::who_sees(desk.transaction(), desk.account(), inbox, members)) {
        named.push_back(std::move(each));
    }
    for (auto const& each : named) { desk.mentioned.push_back(each.id); }
    std::ranges::sort(desk.mentioned);
    desk.mentioned.erase(std::unique(desk.mentioned.begin(), desk.mentioned.end()), desk.mentioned.end());
    return {};
}

Result<Written> write(Desk const& desk, Reply const& reply, Time now) {
    auto const message = message_of(desk, reply);
    auto const id = messages::insert(desk.transaction(), desk.account(), message);
    store::attachments::join(desk.transaction(), desk.account(), desk.standing.inbox_id, id,
                             reply.attachment_ids);
    auto const sets_out = message.is_sent && !message.awaits_approval;
    if (sets_out) { set_out(desk.transaction(), desk.account(), desk.standing, id, reply.send_at, now); }
    if (message.awaits_approval) {
        desk.work->tell(event_of(journal::EventType::message_created, desk.standing, id));
        ask_approval(*desk.work, *desk.actor, desk.standing, id);
    } else {
        note_in_conversation(desk, message, id);
        note_for_colleagues(desk, reply, id, now);
    }
    auto written = Written{std::move(messages::find_many(desk.transaction(), desk.account(), {id}).front())};
    written.is_queued = sets_out;
    return written;
}

// Few channels have inboxes that differ; only theirs are looked up.
Capabilities const* capabilities_of(Desk const& desk, wire::Context const& context) {
    auto const channel = desk.standing.channel;
    if (!context.by_settings.contains(channel)) { return context.of(channel); }
    auto const inbox = store::inboxes::find(desk.transaction(), desk.account(), desk.standing.inbox_id);
    return inbox ? context.of(channel, inbox->settings) : context.of(channel);
}

Result<void> may_write(Desk const& desk, Reply const& reply, wire::Context const& context, Time now) {
    if (reply.kind == MessageKind::note) { return {}; }
    auto const* const capabilities = capabilities_of(desk, context);
    if (capabilities == nullptr) {
        return Error{ErrorCode::unprocessable, "this channel is not connected here", "channel_cannot_send"};
    }
    // The channel has no private threads: one answer goes to whoever wrote in public, and nothing after it.
    if (!capabilities->private_ && !desk.standing.public_ && !reply.private_reply_to) {
        return Error{ErrorCode::unprocessable, "this channel answers in private once, and that was done",
                     "answered_once"};
    }
    return may_be_sent(reply, *capabilities, desk.standing, desk.attachments, now);
}

}  // namespace

Result<Written> reply(journal::Work& work, access::Actor const& actor, ConversationId conversation,
                      Reply const& reply, wire::Context const& context, Time now) {
    if (!actor.changes()) { return Error{ErrorCode::forbidden, "an auditor changes nothing"}; }
    if (auto const formed = is_well_formed(reply); !formed) { return formed.error(); }
    auto standing = conversations::lock(work.transaction(), actor, conversation);
    if (!standing) { return standing.error(); }
    // After the lock: of two that come at once, the second sees what the first one wrote.
    if (auto const repeated = find_repeated(work.transaction(), actor, standing->id, reply)) {
        return *repeated;
    }
    auto attachments = store::attachments::find_uploads(work.transaction(), actor, reply.attachment_ids);
    if (!attachments) { return attachments.error(); }
    auto desk = Desk{&work, &actor, std::move(*standing), std::move(*attachments), {}};
    if (auto const taken = take_recipient(desk, reply); !taken) { return taken.error(); }
    if (auto const mentions = take_mentioned(desk, reply); !mentions) { return mentions.error(); }
    if (auto const may = may_write(desk, reply, context, now); !may) { return may.error(); }
    auto mail = mail_content(desk.transaction(), desk.account(), desk.standing, reply);
    if (!mail) { return mail.error(); }
    desk.mail = std::move(*mail);
    auto approval = approval_needed(desk.transaction(), desk.account(), desk.standing.inbox_id, reply);
    if (!approval) { return approval.error(); }
    desk.approval = std::move(*approval);
    if (reply.reaction) { return send_reaction(work, actor, desk.standing, reply, now); }
    return write(desk, reply, now);
}

}  // namespace balie::desk
