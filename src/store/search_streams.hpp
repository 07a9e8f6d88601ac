// Search streams: what an inbox's platform is asked for again and again, and how far each has come.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie {

struct SearchStream;
using SearchStreamId = Id<SearchStream>;

struct SearchStream {
    SearchStreamId id;
    std::string name = {};   // also the label of what it finds
    std::string query = {};  // in the platform's own words
    bool enabled = true;
    std::int64_t found = 0;
    std::optional<Time> asked_at = {};
    std::string problem = {};  // "not_allowed", "query_refused", "unavailable"; empty: none
    std::string problem_detail = {};
    std::int64_t version = 1;
};

}  // namespace balie

namespace balie::store::search_streams {

std::vector<SearchStream> list(db::Transaction& transaction, AccountId account, InboxId inbox);

// Begins with the posts since then. Errors: conflict (search_streams_account_id_inbox_id_name_key) for a name that is
// taken; unprocessable (too_many) beyond ten of an inbox, whose row the caller has locked.
Result<SearchStream> insert(db::Transaction& transaction, AccountId account, InboxId inbox,
                            SearchStream const& wanted, Time begins_at);
// An absent field stays as it is. Another query, or a stream that is switched on again, begins anew. Errors: not_found,
// conflict.
struct Change {
    std::optional<std::string> name;
    std::optional<std::string> query;
    std::optional<bool> enabled;
};
Result<SearchStream> update(db::Transaction& transaction, AccountId account, InboxId inbox, SearchStreamId id,
                            Change const& change, Time begins_at);
Result<SearchStream> remove(db::Transaction& transaction, AccountId account, InboxId inbox,
                            SearchStreamId id);  // error: not_found

// How far a stream has come: `newest_id` and `until_id` are those of a walk that did not reach its end.
struct Place {
    std::string since_id = {};
    std::string newest_id = {};
    std::string until_id = {};
};
struct Due {
    SearchStreamId id;
    std::string name;
    std::string query;
    Time begins_at;
    Place place;
    std::int64_t failures = 0;
};
// Takes the one that is due longest in an inbox, and keeps others off it until the lease is over; absent: none is due.
std::optional<Due> take(db::Transaction& transaction, AccountId account, InboxId inbox, Time now,
                        Time lease_until);

// What came of a question. One that was asked with another query than the stream has by now is forgotten.
struct Outcome {
    Place place;
    std::int64_t found = 0;
    bool was_asked = true;     // the platform gave an answer
    std::string problem = {};  // empty: none
    std::string problem_detail = {};
    std::int64_t failures = 0;
    Time due_at = {};
};
// True when the problem is another than before.
bool keep(db::Transaction& transaction, AccountId account, Due const& asked, Outcome const& outcome,
          Time now);
// The platform counts questions by account: all streams of the inbox wait.
void put_off(db::Transaction& transaction, AccountId account, InboxId inbox, Time due_at);

// Names of those that the platform gives no answer to.
std::vector<std::string> in_trouble(db::Transaction& transaction, AccountId account, InboxId inbox);
bool has_enabled(db::Transaction& transaction, AccountId account, InboxId inbox);

// A post that was found, and how it sounds.
struct Sound {
    std::string external_id;
    int sentiment = 0;
};
struct Marked {
    ConversationId conversation;
    InboxId inbox;
    TeamId team;
    UserId assignee;
};
// Puts label and sentiment on the public conversations of these posts, of which the newest stands last. Answers those
// that changed.
std::vector<Marked> mark(db::Transaction& transaction, AccountId account, InboxId inbox, LabelId label,
                         std::vector<Sound> const& sounds);

}  // namespace balie::store::search_streams
