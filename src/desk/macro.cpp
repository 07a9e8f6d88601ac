// The line in the thread carries the client's id, so that a repetition is known by it.
#include "desk/macro.hpp"

#include "desk/reply.hpp"
#include "desk/telling.hpp"
#include "store/conversation_standing.hpp"
#include "store/conversations.hpp"
#include "store/message_changes.hpp"
#include "store/messages.hpp"

#include <nlohmann/json.hpp>

namespace balie::desk {
namespace {

namespace conversations = store::conversations;

void write_line(journal::Work& work, access::Actor const& actor, conversations::Standing const& standing,
                MacroRun const& run) {
    auto line = store::messages::NewMessage{standing.id, standing.inbox_id};
    line.kind = MessageKind::activity;
    line.content = nlohmann::json{{"activity", {{"action", "macro"}, {"name", run.name}}}}.dump();
    line.sender_id = actor.user.value;
    line.client_id = run.client_id;
    auto const id = store::messages::insert(work.transaction(), actor.account, line);
    work.tell(event_of(journal::EventType::message_created, standing, id));
}

// Whether the message is the line that this run, by this person, left here before.
bool is_same(db::Transaction& transaction, access::Actor const& actor, ConversationId id, MessageId earlier,
             MacroRun const& run) {
    auto const line = store::messages::find(transaction, actor, earlier);
    if (!line || line->conversation_id != id || line->sender.id != actor.user.value) { return false; }
    auto const content = nlohmann::json::parse(line->content, nullptr, false);
    if (!content.is_object()) { return false; }
    auto const activity = content.value("activity", nlohmann::json::object());
    return activity.value("action", "") == "macro" && activity.value("name", "") == run.name;
}

Result<void> take(journal::Work& work, access::Actor const& actor, ConversationId id, MacroStep const& step,
                  wire::Context const& context, Time now) {
    if (step.note.empty()) {
        auto const changed = change(work, actor, id, step.change, now);
        if (!changed) { return changed.error(); }
        return {};
    }
    auto note = Reply{};
    note.kind = MessageKind::note;
    note.text = step.note;
    auto const written = reply(work, actor, id, note, context, now);
    if (!written) { return written.error(); }
    return {};
}

}  // namespace

Result<Conversation> run_macro(journal::Work& work, access::Actor const& actor, ConversationId id,
                               MacroRun const& run, wire::Context const& context, Time now) {
    if (!actor.changes()) { return Error{ErrorCode::forbidden, "an auditor changes nothing"}; }
    auto const standing = conversations::lock(work.transaction(), actor, id);
    if (!standing) { return standing.error(); }
    auto const earlier = store::messages::find_by_client_id(work.transaction(), actor.account, run.client_id);
    if (earlier && !is_same(work.transaction(), actor, standing->id, *earlier, run)) {
        return Error{ErrorCode::conflict, "this client_id is of another message", "other_message",
                     "client_id"};
    }
    if (!earlier) {
        write_line(work, actor, *standing, run);
        for (auto const& step : run.steps) {
            if (auto const done = take(work, actor, standing->id, step, context, now); !done) {
                return done.error();
            }
        }
    }
    return std::move(conversations::find_many(work.transaction(), actor.account, {standing->id}).front());
}

}  // namespace balie::desk
