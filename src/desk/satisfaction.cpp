// The lock of the conversation comes first; whether it is asked or answered is decided by the response's row.
#include "desk/satisfaction.hpp"

#include "desk/reply_rules.hpp"
#include "desk/sending.hpp"
#include "desk/telling.hpp"
#include "store/accounts.hpp"
#include "store/conversation_standing.hpp"
#include "store/inboxes.hpp"
#include "store/message_changes.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

namespace balie::desk {
namespace {

namespace conversations = store::conversations;
namespace satisfaction = store::satisfaction;
using conversations::Standing;
using nlohmann::json;

constexpr auto good_for = std::chrono::days{14};
constexpr auto left_alone_for = std::chrono::days{7};
constexpr auto line_characters = std::size_t{200};
// Short: with its link the question fits one text message.
constexpr auto dutch_words = std::string_view{"Hoe hebben we je geholpen? Laat het ons weten:"};
constexpr auto english_words = std::string_view{"How did we help you? Let us know:"};

Error over() { return {ErrorCode::not_found, "there is no such question, or it is over"}; }

std::string text_of(satisfaction::Grounds const& grounds, std::string const& link) {
    auto words = grounds.survey.words;
    if (words.empty()) { words = grounds.locale == "nl" ? dutch_words : english_words; }
    return words + '\n' + link;
}

// Whether the channel still takes it, from a machine: the late window is for people.
bool can_be_sent(journal::Work& work, AccountId account, Standing const& standing,
                 wire::Context const& context, std::string const& text, Time now) {
    if (standing.public_ || standing.blocked) { return false; }
    auto const inbox = store::inboxes::find(work.transaction(), account, standing.inbox_id);
    if (!inbox || inbox->needs_reauthorization) { return false; }
    auto const* const capabilities = context.of(standing.channel, inbox->settings);
    if (capabilities == nullptr || !capabilities->private_) { return false; }
    auto question = Reply{};
    question.text = text;
    return may_be_sent(question, *capabilities, standing, {}, now).has_value() &&
           is_within_reply_window(*capabilities, standing, now);
}

MessageId send(journal::Work& work, AccountId account, Standing const& standing, std::string text,
               Time expires_at, Time now) {
    auto message = store::messages::NewMessage{standing.id, standing.inbox_id};
    message.identity_id = standing.identity_id;
    message.text = std::move(text);
    message.content = json{{"satisfaction", {{"expires_at", to_rfc3339(expires_at)}}}}.dump();
    message.sender_type = SenderType::system;
    message.is_sent = true;
    auto const id = store::messages::insert(work.transaction(), account, message);
    set_out(work.transaction(), account, standing, id, {}, now);
    work.tell(event_of(journal::EventType::message_created, standing, id));
    return id;
}

// One line in the thread for each question: what it says follows the customer's last word.
void tell_in_thread(journal::Work& work, AccountId account, Standing const& standing,
                    satisfaction::Response const& response, satisfaction::Rating const& rating) {
    auto activity = json{{"action", "rated"}, {"rating", rating.rating}};
    if (!rating.comment.empty()) { activity["comment"] = first_characters(rating.comment, line_characters); }
    auto content = json{{"activity", std::move(activity)}}.dump();
    if (response.line) {
        satisfaction::rewrite_line(work.transaction(), account, response.line, content);
        work.tell(event_of(journal::EventType::message_updated, standing, response.line));
        return;
    }
    auto line = store::messages::NewMessage{standing.id, standing.inbox_id};
    line.kind = MessageKind::activity;
    line.content = std::move(content);
    line.sender_type = SenderType::system;
    auto const id = store::messages::insert(work.transaction(), account, line);
    satisfaction::keep_line(work.transaction(), account, response.id, id);
    work.tell(event_of(journal::EventType::message_created, standing, id));
}

void tell_of_contact(journal::Work& work, AccountId account, ContactId contact) {
    satisfaction::touch_contact(work.transaction(), account, contact);
    auto event = journal::Event{journal::EventType::contact_updated};
    event.contact = contact;
    work.tell(event);
}

}  // namespace

Result<bool> ask_satisfaction(journal::Work& work, AccountId account, satisfaction::ResponseId response,
                              AskingBy const& by, Time resolved_before, Time now) {
    auto const found = satisfaction::find(work.transaction(), account, response);
    if (!found) { return false; }
    auto const standing = conversations::standing_of(work.transaction(), account, found->conversation);
    // What was resolved anew meanwhile waits anew.
    auto const waiting = satisfaction::find(work.transaction(), account, response);
    if (!waiting || waiting->asked_at || waiting->resolved_at > resolved_before) { return false; }
    auto const grounds = satisfaction::grounds(work.transaction(), account, standing, now - left_alone_for);
    auto const text =
        text_of(grounds, by.origin + "/s/" + satisfaction::token_of({account, response}, *by.box));
    auto const is_asked = grounds.survey.is_enabled && grounds.was_answered && !grounds.asked_lately &&
                          standing.id == found->conversation &&
                          standing.status == ConversationStatus::resolved &&
                          can_be_sent(work, account, standing, *by.context, text, now);
    if (!is_asked) {
        satisfaction::drop(work.transaction(), account, response);
        return false;
    }
    auto const message = send(work, account, standing, text, now + good_for, now);
    satisfaction::mark_asked(work.transaction(), account, response, message, now, now + good_for);
    return true;
}

Result<bool> rate(journal::Work& work, satisfaction::Link const& link, satisfaction::Rating const& rating,
                  Time now) {
    auto const found = satisfaction::find(work.transaction(), link.account, link.response);
    if (!found || !found->is_open(now)) { return over(); }
    auto const standing = conversations::standing_of(work.transaction(), link.account, found->conversation);
    auto const response = satisfaction::find(work.transaction(), link.account, link.response);
    if (!response || standing.erased) { return over(); }
    if (response->rating == rating.rating && response->comment == rating.comment) { return true; }
    if (!satisfaction::rate(work.transaction(), link.account, response->id, rating, now)) { return over(); }
    tell_in_thread(work, link.account, standing, *response, rating);
    tell_of_contact(work, link.account, standing.contact_id);
    return true;
}

Result<SurveyShown> shown_survey(db::Transaction& transaction, satisfaction::Link const& link, Time now) {
    auto const response = satisfaction::find(transaction, link.account, link.response);
    if (!response || !response->is_open(now)) { return over(); }
    auto const account = store::accounts::find(transaction, link.account);
    if (!account) { return over(); }
    return SurveyShown{account->name, response->rating, response->comment};
}

}  // namespace balie::desk
