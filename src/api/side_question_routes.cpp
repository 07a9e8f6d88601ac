// The question is written first and mailed then: should the letter not leave, the link is still there to be passed on.
#include "api/side_question_routes.hpp"

#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "api/side_answer_page.hpp"
#include "store/accounts.hpp"
#include "store/conversations.hpp"
#include "store/inboxes.hpp"
#include "wire/message.hpp"

#include <balie/base/email_address.hpp>
#include <balie/base/log.hpp>

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

namespace side_questions = store::side_questions;

constexpr auto messages_max = std::size_t{20};
constexpr auto text_characters_max = std::size_t{10'000};

Result<desk::SideQuestion> question_in(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto asked = desk::SideQuestion{};
    asked.client_id = body->text("client_id", {.characters_max = 100, .characters_min = 1});
    asked.name = body->text("name", {.characters_max = 80, .characters_min = 1});
    asked.email = body->text("email", {.characters_max = 320, .characters_min = 3});
    asked.text = body->text("text", {.characters_max = text_characters_max, .characters_min = 1});
    asked.messages = body->optional_ids<Message>("message_ids").value_or(std::vector<MessageId>{});
    if (!is_email_address(asked.email)) { body->fault("email", "ill_typed", "is no e-mail address"); }
    if (asked.messages.size() > messages_max) {
        body->fault("message_ids", "out_of_range", "takes 20 messages at most");
    }
    if (auto const read = body->end(); !read) { return read.error(); }
    return asked;
}

}  // namespace

void SideQuestionRoutes::add_to(Routes& routes) {
    routes.add("POST", "/api/v1/conversations/{id}/side-questions",
               Policy::change(desk_roles).without_idempotency(),
               [this](Call call) { return ask(std::move(call)); });
    routes.add("POST", "/api/v1/side-questions/{id}/withdraw", Policy::change(desk_roles),
               [this](Call call) { return withdraw(std::move(call)); });
}

std::string SideQuestionRoutes::link_of(AccountId account, side_questions::SideQuestionId id) const {
    return site_.origin() + "/answer/" + side_questions::token_of({account, id}, *box_);
}

// Posted again with the same client_id it answers the same question, and mails nothing a second time.
Task<Result<http::Response>> SideQuestionRoutes::ask(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto asked = question_in(call.request);
    if (!asked) { co_return asked.error(); }
    auto write = [actor = call.actor, id = *id, asked = std::move(*asked), now = clock_->now()](
                     journal::Work& work) { return desk::ask_side_question(work, actor, id, asked, now); };
    auto made = co_await journal_->write(call.actor.account, std::move(write));
    if (!made) { co_return made.error(); }
    auto note = made->note;
    if (made->is_new) {
        auto const is_mailed = co_await mail(call.actor, *made);
        auto mark = [actor = call.actor, question = made->question, is_mailed](journal::Work& work) {
            return desk::note_mailed(work, actor, question, is_mailed);
        };
        auto marked = co_await journal_->write(call.actor.account, std::move(mark));
        if (marked) { note = std::move(*marked); }
    }
    auto const answer = nlohmann::json{{"message", wire::to_json(note, *context_)},
                                       {"link", link_of(call.actor.account, made->question.id)}};
    co_return json_response(made->is_new ? 201 : 200, answer);
}

Task<Result<http::Response>> SideQuestionRoutes::withdraw(Call call) {
    auto const id = call.id<side_questions::SideQuestion>();
    if (!id) { co_return id.error(); }
    auto nothing = RequestBody::of(call.request);
    if (!nothing) { co_return nothing.error(); }
    if (auto const read = nothing->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, id = *id, now = clock_->now()](journal::Work& work) {
        return desk::withdraw_side_question(work, actor, id, now);
    };
    auto const note = co_await journal_->write(call.actor.account, std::move(write));
    if (!note) { co_return note.error(); }
    co_return json_response(200, wire::to_json(*note, *context_));
}

Task<bool> SideQuestionRoutes::mail(access::Actor actor, desk::SideAsked asked) {
    auto letter = co_await this->letter(std::move(actor), std::move(asked));
    auto const connector = connectors_->find(Channel::email);
    if (!letter || connector == connectors_->end()) { co_return false; }
    auto const outcome =
        co_await connector->second->send(std::move(letter->message), std::move(letter->secrets));
    if (outcome.verdict == Verdict::accepted) { co_return true; }
    log::warn("side_question.mail", {{"code", outcome.code}, {"reason", outcome.reason}});
    co_return false;
}

Task<Result<SideQuestionRoutes::Letter>> SideQuestionRoutes::letter(access::Actor actor,
                                                                    desk::SideAsked asked) {
    auto write = [actor, asked = std::move(asked), link = link_of(actor.account, asked.question.id),
                  box = box_](db::Transaction& transaction) -> Result<Letter> {
        auto const here = store::conversations::find(transaction, actor, asked.question.conversation);
        if (!here) { return here.error(); }
        auto const id = side_questions::mail_inbox(transaction, actor.account, here->inbox_id);
        if (!id) { return Error{ErrorCode::not_found, "there is no inbox to mail from"}; }
        auto const inbox = store::inboxes::find(transaction, actor.account, *id);
        if (!inbox) { return inbox.error(); }
        auto secrets = store::inboxes::open_secrets(*inbox, *box);
        if (!secrets) { return secrets.error(); }
        auto const account = store::accounts::find(transaction, actor.account);
        if (!account) { return account.error(); }
        auto message = OutboundMessage{"side-question-" + to_string(asked.question.id),
                                       {{IdentityKind::email, asked.question.email}}};
        auto const words = side_letter(account->locale, account->name, actor.name, asked.question, link);
        message.subject = words.subject;
        message.text = words.text;
        return Letter{std::move(*secrets), std::move(message)};
    };
    co_return co_await database_->run(actor.account.value, std::move(write));
}

}  // namespace balie::api
