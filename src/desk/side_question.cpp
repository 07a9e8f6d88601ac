// The lock of the conversation in which the note stands now comes first; who answers is decided by the question's row.
#include "desk/side_question.hpp"

#include "desk/telling.hpp"
#include "store/accounts.hpp"
#include "store/audit.hpp"
#include "store/conversation_standing.hpp"
#include "store/message_changes.hpp"
#include "store/messages.hpp"
#include "store/users.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <chrono>

namespace balie::desk {
namespace {

namespace conversations = store::conversations;
namespace messages = store::messages;
namespace side_questions = store::side_questions;
using conversations::Standing;
using nlohmann::json;

constexpr auto good_for = std::chrono::days{7};
constexpr auto asked_an_hour_max = std::int64_t{30};
constexpr auto open_max = std::int64_t{20};
constexpr auto preview_characters = std::size_t{140};

Error changes_nothing() { return {ErrorCode::forbidden, "an auditor changes nothing"}; }

Error over() { return {ErrorCode::not_found, "there is no such question, or it is over"}; }

void show_as_last(journal::Work& work, AccountId account, Standing const& standing, MessageId id,
                  std::string const& text) {
    conversations::write(work.transaction(), account, standing);
    conversations::show_last(work.transaction(), account, standing.id,
                             {id, first_characters(text, preview_characters), Direction::out,
                              MessageKind::note, ContentType::text});
    work.tell(event_of(journal::EventType::message_created, standing, id));
    work.tell(event_of(journal::EventType::conversation_updated, standing));
}

Message shown(journal::Work& work, AccountId account, MessageId id) {
    return std::move(messages::find_many(work.transaction(), account, {id}).front());
}

std::string content_of(SideQuestion const& asked, Time expires_at) {
    auto ids = json::array();
    for (auto const id : asked.messages) { ids.push_back(to_string(id)); }
    return json{{"side_question",
                 {{"name", asked.name},
                  {"email", asked.email},
                  {"message_ids", std::move(ids)},
                  {"state", "asked"},
                  {"expires_at", to_rfc3339(expires_at)}}}}
        .dump();
}

Result<void> may_ask(journal::Work& work, access::Actor const& actor, Standing const& standing,
                     SideQuestion const& asked, Time now) {
    if (standing.erased) {
        return Error{ErrorCode::unprocessable, "this contact was erased", "contact_erased"};
    }
    auto const load = side_questions::load(work.transaction(), actor.account, actor.user, standing.id,
                                           now - std::chrono::hours{1}, now);
    if (load.asked >= asked_an_hour_max || load.open >= open_max) {
        return Error{ErrorCode::throttled, "too many questions were asked; wait for their answers",
                     "too_many_questions"};
    }
    auto const found = side_questions::quoted(work.transaction(), actor.account, standing.id, asked.messages);
    if (found.size() != asked.messages.size()) {
        return Error{ErrorCode::unprocessable, "a message is not in this conversation, or is a note",
                     "no_such_message", "message_ids"};
    }
    return {};
}

std::optional<Result<SideAsked>> repeated(journal::Work& work, access::Actor const& actor,
                                          SideQuestion const& asked) {
    auto const note = messages::find_by_client_id(work.transaction(), actor.account, asked.client_id);
    if (!note) { return std::nullopt; }
    auto const question = side_questions::find_by_note(work.transaction(), actor.account, *note);
    auto const found = messages::find(work.transaction(), actor, *note);
    if (!question || !found || question->user != actor.user || question->email != asked.email ||
        found->text != asked.text) {
        return Error{ErrorCode::conflict, "this client_id is of another message", "other_message",
                     "client_id"};
    }
    return SideAsked{*found, *question, false};
}

// The conversation of the note, locked.
Result<Standing> standing_of(journal::Work& work, AccountId account,
                             side_questions::SideQuestion const& question) {
    auto const conversation = side_questions::conversation_of(work.transaction(), account, question.note);
    if (!conversation) { return over(); }
    return conversations::standing_of(work.transaction(), account, *conversation);
}

MessageId write_answer(journal::Work& work, AccountId account, Standing const& standing,
                       side_questions::SideQuestion const& question, std::string const& text) {
    auto note = messages::NewMessage{standing.id, standing.inbox_id};
    note.kind = MessageKind::note;
    note.sender_type = SenderType::system;
    note.text = text;
    note.content =
        json{{"side_answer", {{"name", question.name}, {"question_id", to_string(question.id)}}}}.dump();
    note.reply_to_id = question.note;
    return messages::insert(work.transaction(), account, note);
}

bool is_answer(journal::Work& work, AccountId account, side_questions::SideQuestion const& question,
               std::string const& text) {
    if (!question.answer) { return false; }
    auto const found = messages::find_many(work.transaction(), account, {question.answer});
    return !found.empty() && found.front().text == text;
}

}  // namespace

Result<SideAsked> ask_side_question(journal::Work& work, access::Actor const& actor,
                                    ConversationId conversation, SideQuestion const& asked, Time now) {
    if (!actor.changes()) { return changes_nothing(); }
    auto const standing = conversations::lock(work.transaction(), actor, conversation);
    if (!standing) { return standing.error(); }
    if (auto const before = repeated(work, actor, asked)) { return *before; }
    if (auto const may = may_ask(work, actor, *standing, asked, now); !may) { return may.error(); }
    auto note = messages::NewMessage{standing->id, standing->inbox_id};
    note.kind = MessageKind::note;
    note.text = asked.text;
    note.content = content_of(asked, now + good_for);
    note.sender_id = actor.user.value;
    note.client_id = asked.client_id;
    auto question = side_questions::SideQuestion{{}, standing->id};
    question.note = messages::insert(work.transaction(), actor.account, note);
    question.user = actor.user;
    question.name = asked.name;
    question.email = asked.email;
    question.messages = asked.messages;
    question.expires_at = now + good_for;
    question.id = side_questions::create(work.transaction(), actor.account, question);
    side_questions::show_on_note(work.transaction(), actor.account, question.note,
                                 json{{"id", to_string(question.id)}}.dump());
    store::audit::write(work.transaction(), {actor.account, actor.user, "side_question.asked", "conversation",
                                             standing->id.value, json{{"email", asked.email}}});
    show_as_last(work, actor.account, *standing, question.note, asked.text);
    return SideAsked{shown(work, actor.account, question.note), question};
}

Result<Message> note_mailed(journal::Work& work, access::Actor const& actor,
                            side_questions::SideQuestion const& question, bool is_mailed) {
    auto const standing = standing_of(work, actor.account, question);
    if (!standing) { return standing.error(); }
    side_questions::show_on_note(work.transaction(), actor.account, question.note,
                                 json{{"mailed", is_mailed}}.dump());
    work.tell(event_of(journal::EventType::message_updated, *standing, question.note));
    return shown(work, actor.account, question.note);
}

Result<Message> withdraw_side_question(journal::Work& work, access::Actor const& actor,
                                       side_questions::SideQuestionId id, Time now) {
    if (!actor.changes()) { return changes_nothing(); }
    auto const question = side_questions::find(work.transaction(), actor.account, id);
    if (!question) { return question.error(); }
    auto const conversation =
        side_questions::conversation_of(work.transaction(), actor.account, question->note);
    if (!conversation) { return over(); }
    auto const standing = conversations::lock(work.transaction(), actor, *conversation);
    if (!standing) { return over(); }
    if (!side_questions::withdraw(work.transaction(), actor.account, id, now)) {
        return Error{ErrorCode::conflict, "it was answered or withdrawn already", "side_question_over"};
    }
    side_questions::show_on_note(work.transaction(), actor.account, question->note,
                                 json{{"state", "withdrawn"}}.dump());
    store::audit::write(work.transaction(), {actor.account, actor.user, "side_question.withdrawn",
                                             "conversation", standing->id.value});
    work.tell(event_of(journal::EventType::message_updated, *standing, question->note));
    return shown(work, actor.account, question->note);
}

Result<bool> answer_side_question(journal::Work& work, side_questions::Link const& link,
                                  std::string const& text, Time now) {
    auto const question = side_questions::find(work.transaction(), link.account, link.question);
    if (!question) { return over(); }
    if (is_answer(work, link.account, *question, text)) { return true; }
    if (!question->is_open(now)) { return over(); }
    auto const standing = standing_of(work, link.account, *question);
    if (!standing) { return standing.error(); }
    // Of one answer that is posted twice at once, the second sees the first.
    auto const locked = side_questions::find(work.transaction(), link.account, link.question);
    if (locked && is_answer(work, link.account, *locked, text)) { return true; }
    auto const answer = write_answer(work, link.account, *standing, *question, text);
    if (!side_questions::answer(work.transaction(), link.account, question->id, answer, now)) {
        return over();  // and with it the note that was just written
    }
    side_questions::show_on_note(work.transaction(), link.account, question->note,
                                 json{{"state", "answered"}, {"answered_at", to_rfc3339(now)}}.dump());
    store::audit::write(work.transaction(), {link.account, UserId{}, "side_question.answered", "conversation",
                                             standing->id.value, json{{"email", question->email}}});
    show_as_last(work, link.account, *standing, answer, text);
    work.tell(event_of(journal::EventType::message_updated, *standing, question->note));
    notify(work, access::Actor{link.account, UserId{}}, NotificationType::side_answer, *standing,
           {question->user}, answer);
    return true;
}

Result<SideShown> shown_side_question(db::Transaction& transaction, side_questions::Link const& link,
                                      Time now) {
    auto const question = side_questions::find(transaction, link.account, link.question);
    if (!question || !question->is_open(now)) { return over(); }
    auto const notes = messages::find_many(transaction, link.account, {question->note});
    if (notes.empty() || notes.front().deleted_at) { return over(); }
    auto const account = store::accounts::find(transaction, link.account);
    if (!account) { return over(); }
    auto made =
        SideShown{account->name, notes.front().sender.name, question->name, notes.front().text, {}, {}};
    made.quoted = side_questions::quoted(transaction, link.account, {}, question->messages);
    made.expires_at = question->expires_at;
    return made;
}

}  // namespace balie::desk
