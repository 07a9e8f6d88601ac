// How customers were helped: the question after a resolve, and what they said.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"
#include "store/conversation_standing.hpp"
#include "store/secret_box.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::store::satisfaction {

struct Response;
using ResponseId = Id<Response>;

struct Response {
    ResponseId id;
    ConversationId conversation = {};  // that was resolved; it may lead to another since
    Time resolved_at = {};
    MessageId message = {};  // in which it was asked; none: not yet
    std::optional<Time> asked_at = {};
    std::optional<Time> expires_at = {};
    std::optional<Time> answered_at = {};
    std::optional<std::int64_t> rating = {};  // 1 to 5
    std::string comment = {};
    MessageId line = {};  // in the thread, that tells of it

    bool is_open(Time now) const noexcept { return expires_at && now < *expires_at; }
};

// ---- of an inbox ----

struct Survey {
    bool is_enabled = false;
    std::string words = {};  // empty: the desk's own
};
// Error: not_found.
Result<Survey> survey_of(db::Transaction& transaction, AccountId account, InboxId inbox);
void set_survey(db::Transaction& transaction, AccountId account, InboxId inbox, Survey const& survey);

// ---- asking ----

// It was resolved, and is locked: to be asked soon, where its inbox asks. What waited already waits from now on.
void plan(db::Transaction& transaction, AccountId account, conversations::Standing const& resolved, Time now);

// What was resolved by then and is not asked yet, the oldest first.
std::vector<ResponseId> due(db::Transaction& transaction, AccountId account, Time resolved_before,
                            std::int64_t count_max);

// What decides whether this customer is asked now. The conversation is locked.
struct Grounds {
    Survey survey;
    std::string locale;         // of the account
    bool was_answered = false;  // something that a colleague wrote arrived
    bool asked_lately = false;  // this customer, in whatever conversation
};
Grounds grounds(db::Transaction& transaction, AccountId account, conversations::Standing const& standing,
                Time asked_since);

// Compare-and-set on not being asked yet. False: it was, or waits no more.
bool mark_asked(db::Transaction& transaction, AccountId account, ResponseId id, MessageId message, Time now,
                Time expires_at);
// It is not asked at all.
void drop(db::Transaction& transaction, AccountId account, ResponseId id);

// ---- answering ----

// What a link says of itself, proved by the desk's own key: guessing costs a digest and no look-up.
struct Link {
    AccountId account;
    ResponseId response;
};
std::string token_of(Link const& link, SecretBox const& box);
std::optional<Link> read_token(std::string_view token, SecretBox const& box);

// Error: not_found.
Result<Response> find(db::Transaction& transaction, AccountId account, ResponseId id);

struct Rating {
    std::int64_t rating = 0;  // 1 to 5
    std::string comment = {};
};
// Compare-and-set on being open. False: it is over by now.
bool rate(db::Transaction& transaction, AccountId account, ResponseId id, Rating const& rating, Time now);
// The line in the thread that tells of it: which it is, and what it says.
void keep_line(db::Transaction& transaction, AccountId account, ResponseId id, MessageId line);
void rewrite_line(db::Transaction& transaction, AccountId account, MessageId line,
                  std::string const& content);
// Whoever looks at the contact looks again.
void touch_contact(db::Transaction& transaction, AccountId account, ContactId contact);

// ---- reading ----

struct Given {
    ResponseId id;
    ConversationId conversation = {};  // in which it stands now
    UserId user = {};                  // whose it was when it was resolved
    std::string user_name = {};
    TeamId team = {};
    Time asked_at = {};
    Time answered_at = {};
    std::int64_t rating = 0;
    std::string comment = {};
};

// What this contact gave in conversations that the actor sees, the newest question first.
std::vector<Given> of_contact(db::Transaction& transaction, access::Actor const& actor, ContactId contact,
                              ResponseId before, std::int64_t limit);
struct Summary {
    std::int64_t count = 0;
    double average = 0;  // in hundredths; 0 when there is none
};
Summary summary(db::Transaction& transaction, access::Actor const& actor, ContactId contact);

// All of these contacts, for who asks what is held of them.
std::vector<Given> of_contacts(db::Transaction& transaction, AccountId account,
                               std::vector<ContactId> const& contacts);

}  // namespace balie::store::satisfaction
