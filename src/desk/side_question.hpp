// Asking somebody without a seat: the question and its answer are notes, which colleagues alone see.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"
#include "store/side_questions.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/message.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::desk {

struct SideQuestion {
    std::string client_id = {};
    std::string name = {};
    std::string email = {};
    std::string text = {};
    std::vector<MessageId> messages = {};  // what is shown beside it, and no more
};

struct SideAsked {
    Message note;
    store::side_questions::SideQuestion question;
    bool is_new = true;
};

// Errors: not_found; forbidden for who changes nothing; conflict (other_message) for a client_id that is of another one;
// unprocessable (no_such_message, contact_erased); throttled when this person asked too much within an hour, or too many
// questions are open here.
Result<SideAsked> ask_side_question(journal::Work& work, access::Actor const& actor,
                                    ConversationId conversation, SideQuestion const& asked, Time now);

// The letter left, or did not.
Result<Message> note_mailed(journal::Work& work, access::Actor const& actor,
                            store::side_questions::SideQuestion const& question, bool is_mailed);

// The link is over. Error: conflict (side_question_over) when it was already.
Result<Message> withdraw_side_question(journal::Work& work, access::Actor const& actor,
                                       store::side_questions::SideQuestionId id, Time now);

// By whoever has the link. True also when the same words were the answer already. Error: not_found for all that is over.
Result<bool> answer_side_question(journal::Work& work, store::side_questions::Link const& link,
                                  std::string const& text, Time now);

// What the page behind a link shows. Error: not_found for all that is over.
struct SideShown {
    std::string account_name;
    std::string asker;
    std::string name;
    std::string text;
    std::vector<store::side_questions::Quoted> quoted;
    Time expires_at;
};
Result<SideShown> shown_side_question(db::Transaction& transaction, store::side_questions::Link const& link,
                                      Time now);

}  // namespace balie::desk
