// Questions to somebody without a seat: to whom, what is shown beside them, and how they ended.
#pragma once

#include "db/transaction.hpp"
#include "store/secret_box.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::store::side_questions {

struct SideQuestion;
using SideQuestionId = Id<SideQuestion>;

struct SideQuestion {
    SideQuestionId id;
    ConversationId conversation = {};  // in which it was asked
    MessageId note = {};               // the note that is the question, wherever that stands now
    UserId user = {};                  // who asks
    std::string name = {};
    std::string email = {};
    std::vector<MessageId> messages = {};
    Time expires_at = {};
    std::optional<Time> answered_at = {};
    MessageId answer = {};
    std::optional<Time> withdrawn_at = {};

    bool is_open(Time now) const noexcept { return !answered_at && !withdrawn_at && now < expires_at; }
};

// What a link says of itself, proved by the desk's own key: guessing costs a digest and no look-up.
struct Link {
    AccountId account;
    SideQuestionId question;
};
std::string token_of(Link const& link, SecretBox const& box);
std::optional<Link> read_token(std::string_view token, SecretBox const& box);

SideQuestionId create(db::Transaction& transaction, AccountId account, SideQuestion const& question);
// Error: not_found.
Result<SideQuestion> find(db::Transaction& transaction, AccountId account, SideQuestionId id);
std::optional<SideQuestion> find_by_note(db::Transaction& transaction, AccountId account, MessageId note);

// Compare-and-set on being open. False: it is over by now.
bool answer(db::Transaction& transaction, AccountId account, SideQuestionId id, MessageId answer, Time now);
bool withdraw(db::Transaction& transaction, AccountId account, SideQuestionId id, Time now);

// The state that the note shows, with what belongs to it: {"state": "answered", ...} over what is there.
void show_on_note(db::Transaction& transaction, AccountId account, MessageId note,
                  std::string const& members);

// How many this person has asked since then, and how many are open in this conversation.
struct Load {
    std::int64_t asked = 0;
    std::int64_t open = 0;
};
Load load(db::Transaction& transaction, AccountId account, UserId user, ConversationId conversation,
          Time since, Time now);

// Where the conversation stands in which the note is now.
std::optional<ConversationId> conversation_of(db::Transaction& transaction, AccountId account,
                                              MessageId note);

// What is shown beside the question: words alone, with who said them and how many files were with them.
struct Quoted {
    Direction direction = Direction::in;
    std::string text = {};
    std::int64_t files = 0;
    Time at = {};
};
// Those of the conversation that were said to or by a customer and are there, in the order of their time.
std::vector<Quoted> quoted(db::Transaction& transaction, AccountId account, ConversationId conversation,
                           std::vector<MessageId> const& messages);

// The inbox that the desk mails from: this one when it is of e-mail, else the first. Absent: there is none.
std::optional<InboxId> mail_inbox(db::Transaction& transaction, AccountId account, InboxId preferred);

}  // namespace balie::store::side_questions
