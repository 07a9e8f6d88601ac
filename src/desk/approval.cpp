// The journal's order of locks holds: conversation, message, outbox. What an answer ends is weighed anew afterwards, by
// the place that it has in the thread: what the customer wrote since then still waits.
#include "desk/approval.hpp"

#include "desk/reply_rules.hpp"
#include "desk/sending.hpp"
#include "desk/telling.hpp"
#include "desk/template_text.hpp"
#include "store/audit.hpp"
#include "store/conversation_people.hpp"
#include "store/conversation_standing.hpp"
#include "store/forbidden_phrases.hpp"
#include "store/inboxes.hpp"
#include "store/message_changes.hpp"
#include "store/messages.hpp"
#include "store/promises.hpp"
#include "store/public_messages.hpp"

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

Error forbidden(ForbiddenPhrase const& phrase) {
    auto const why = phrase.explanation.empty() ? std::string{} : ": " + phrase.explanation;
    return {ErrorCode::unprocessable, "\"" + phrase.phrase + "\"" + why, "forbidden_phrase", "text"};
}

Capabilities const* capabilities_of(db::Transaction& transaction, AccountId account, Standing const& standing,
                                    wire::Context const& context) {
    auto const inbox = store::inboxes::find(transaction, account, standing.inbox_id);
    return inbox ? context.of(standing.channel, inbox->settings) : context.of(standing.channel);
}

// Hours may have passed since it was written.
Result<void> may_still_go(Standing const& standing, Message const& message, Capabilities const* capabilities,
                          Time now) {
    if (auto const there = is_reachable(standing); !there) { return there; }
    auto const content = json::parse(message.content, nullptr, false);
    auto const answers_in_public = standing.public_ || content.contains("private_reply_to");
    auto const goes_at = std::max(message.send_at.value_or(now), now);
    if (capabilities == nullptr || answers_in_public ||
        is_within_reply_window(*capabilities, standing, goes_at) ||
        is_within_late_window(*capabilities, standing, goes_at)) {
        return {};
    }
    return Error{ErrorCode::unprocessable, "the customer wrote too long ago: only a template may be sent",
                 "window_closed"};
}

// What it answers in public may have been taken away by whoever wrote it, or by us.
Result<void> still_answers(db::Transaction& transaction, access::Actor const& actor, Standing const& standing,
                           Message const& message) {
    if (!standing.public_ || !message.reply_to_id) { return {}; }
    auto const answered = store::public_messages::find(transaction, actor, message.reply_to_id);
    if (answered && !answered->is_deleted) { return {}; }
    return Error{ErrorCode::unprocessable, "the comment that it answers is no longer there",
                 "no_such_message"};
}

// The thread says who let it go, and its writer hears of it.
void note_approved(journal::Work& work, access::Actor const& actor, Standing const& standing,
                   Message const& message, Time now) {
    auto& transaction = work.transaction();
    conversations::write(transaction, actor.account, standing);
    conversations::show_last(transaction, actor.account, standing.id,
                             {message.id, first_characters(message.text, preview_characters), Direction::out,
                              message.kind, message.content_type});
    if (standing.has_promise) {
        store::promises::keep(transaction, actor.account, standing.id, message.id, now);
        note_activity(work, actor, standing, {{"action", "promise_kept"}});
    }
    note_activity(work, actor, standing, {{"action", "approved"}});
    settle(work, actor.account, NotificationType::approval_asked, standing.id, message.id);
    conversations::weigh(transaction, actor.account, message.id);
    work.tell(event_of(journal::EventType::message_updated, standing, message.id));
    work.tell(event_of(journal::EventType::conversation_updated, standing));
    notify(work, actor, NotificationType::approved, standing, {UserId{message.sender.id}}, message.id);
    store::audit::write(transaction,
                        {actor.account, actor.user, "message.approved", "message", message.id.value});
}

}  // namespace

Result<std::string> approval_needed(db::Transaction& transaction, AccountId account, InboxId inbox,
                                    Reply const& reply) {
    if (reply.kind != MessageKind::message || reply.reaction) { return std::string{}; }
    auto const words = reply.template_ ? template_text(transaction, account, inbox, *reply.template_) +
                                             filled_in(reply.template_->components)
                                       : reply.subject + "\n" + reply.text;
    auto const phrase = store::forbidden_phrases::find_in(transaction, account, words);
    if (!phrase) { return std::string{}; }
    if (!reply.ask_approval) { return forbidden(*phrase); }
    auto kept = json{{"phrase", phrase->phrase}};
    if (!phrase->explanation.empty()) { kept["explanation"] = phrase->explanation; }
    return json{{"approval", std::move(kept)}}.dump();
}

void ask_approval(journal::Work& work, access::Actor const& actor, Standing const& standing, MessageId id) {
    conversations::write(work.transaction(), actor.account, standing);
    conversations::doubt(work.transaction(), actor.account, standing.id);
    work.tell(event_of(journal::EventType::conversation_updated, standing));
    auto const approvers = conversations::leads_of(work.transaction(), actor.account);
    notify(work, actor, NotificationType::approval_asked, standing, approvers, id);
}

Result<void> turn_down(journal::Work& work, access::Actor const& actor, Standing const& standing,
                       MessageId id, std::string const& reason) {
    auto const message = messages::find(work.transaction(), actor, id);
    if (!message) { return message.error(); }
    conversations::write(work.transaction(), actor.account, standing);
    work.tell(event_of(journal::EventType::conversation_updated, standing));
    settle(work, actor.account, NotificationType::approval_asked, standing.id, id);
    if (message->sender.id == actor.user.value) { return {}; }
    if (actor.role != Role::lead && actor.role != Role::admin) {
        return Error{ErrorCode::forbidden, "a lead or its writer turns a reply down", "not_a_lead"};
    }
    if (!reason.empty()) { messages::give_reason(work.transaction(), actor.account, id, reason); }
    note_activity(work, actor, standing, {{"action", "turned_down"}});
    notify(work, actor, NotificationType::failed, standing, {UserId{message->sender.id}}, id);
    store::audit::write(work.transaction(),
                        {actor.account, actor.user, "message.turned_down", "message", id.value});
    return {};
}

Result<Message> approve(journal::Work& work, access::Actor const& actor, MessageId id,
                        wire::Context const& context, Time now) {
    auto& transaction = work.transaction();
    auto const message = messages::find(transaction, actor, id);
    if (!message) { return message.error(); }
    auto const standing = conversations::lock(transaction, actor, message->conversation_id);
    if (!standing) { return standing.error(); }
    if (message->sender.type == SenderType::user && message->sender.id == actor.user.value) {
        return Error{ErrorCode::forbidden, "another person than its writer approves a reply", "own_reply"};
    }
    auto const* const capabilities = capabilities_of(transaction, actor.account, *standing, context);
    if (auto const may = may_still_go(*standing, *message, capabilities, now); !may) { return may.error(); }
    if (auto const there = still_answers(transaction, actor, *standing, *message); !there) {
        return there.error();
    }
    if (!messages::approve(transaction, actor.account, id)) {
        return Error{ErrorCode::conflict, "the message does not wait for approval", "attempt_passed"};
    }
    auto const is_planned = message->send_at && *message->send_at > now;
    set_out(transaction, actor.account, *standing, id, is_planned ? message->send_at : std::nullopt, now);
    note_approved(work, actor, *standing, *message, now);
    return messages::find(transaction, actor, id);
}

}  // namespace balie::desk
