// Full text: the words of messages and names, looked up by index and filtered by rights; and the follower that keeps them.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace balie::store::search {

// What is looked for in one place of a question, and how PostgreSQL writes it. Empty: a word that says nothing.
struct Words {
    std::string query;
    std::vector<std::string> lexemes;  // to be shown in what was found
};

Words words(db::Transaction& transaction, std::string const& text, bool is_exact);

// Which of these words have one of the lexemes.
std::vector<std::string> matching(db::Transaction& transaction, std::span<std::string const> words,
                                  std::span<std::string const> lexemes);

// What no word of a message tells, for it may change without it.
struct Filter {
    std::optional<std::vector<ConversationStatus>> statuses = {};
    std::optional<bool> is_public = {};
    std::optional<UserId> assignee_id = {};  // the id of none: assigned to nobody
    TeamId team_id = {};
    std::vector<LabelId> labels = {};  // all of them
    std::optional<Time> since = {};
    std::optional<Time> until = {};
};

struct Question {
    std::string query;       // a tsquery; empty: any message
    bool has_words = false;  // the query asks for at least one word, and not only for none
    bool has_terms = false;  // one that somebody typed, and not only where to look
    Filter filter = {};
};

struct Found {
    std::vector<MessageId> messages;  // newest first
    MessageId next = {};              // where to go on, below this one; none: all was looked through
    bool is_partial = false;          // the time was over before the page was full
};

// At most `limit` that the actor may see, below `below` (none: from the newest). Looks no longer than `budget`, but for the
// step under way.
Found messages(db::Transaction& transaction, access::Actor const& actor, Question const& question,
               MessageId below, std::int64_t limit, std::chrono::milliseconds budget);

// Contacts by their names and addresses, newest first, whoever may see them. Loosely: also with a letter wrong.
std::vector<ContactId> contacts(db::Transaction& transaction, std::string const& typed, bool is_loose,
                                std::int64_t limit);
// The addresses by which these contacts write.
std::vector<ContactIdentityId> identities(db::Transaction& transaction, AccountId account,
                                          std::vector<ContactId> const& contacts);

// One step of the follower, at most so many events; answers how much it looked at, 0 when all is in, less when another
// node is at it.
std::int64_t follow(db::Transaction& transaction, AccountId account, std::int64_t limit);

}  // namespace balie::store::search
