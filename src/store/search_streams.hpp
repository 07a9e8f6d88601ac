// Search streams: what an inbox's platform is asked for again and again, and how far each has come.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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
    std::string problem =
        {};  // "not_allowed", "query_refused", "unavailable", "ceiling_reached"; empty: none
    std::string problem_detail = {};
    std::int64_t hourly_posts_max = 100;
    std::optional<Time> paused_until = {};  // of one that has reached its ceiling
    std::int64_t version = 1;
};

}  // namespace balie

namespace balie::store::search_streams {

inline constexpr auto ceiling_reached = std::string_view{"ceiling_reached"};
inline constexpr auto hour_length = std::chrono::hours{1};
inline constexpr auto label_color = "#475569";  // of the label that a stream brings

std::vector<SearchStream> list(db::Transaction& transaction, AccountId account, InboxId inbox);

// Begins with the posts since then. Errors: conflict (search_streams_account_id_inbox_id_name_key) for a name that is
// taken; unprocessable (too_many) beyond ten of an inbox, whose row the caller has locked.
Result<SearchStream> insert(db::Transaction& transaction, AccountId account, InboxId inbox,
                            SearchStream const& wanted, Time begins_at);
// An absent field stays as it is. Another query, or a stream that is switched on again, begins anew; a higher ceiling ends
// its pause. Errors: not_found, conflict.
struct Change {
    std::optional<std::string> name;
    std::optional<std::string> query;
    std::optional<bool> enabled;
    std::optional<std::int64_t> hourly_posts_max;

    bool is_empty() const noexcept { return !name && !query && !enabled && !hourly_posts_max; }
};
Result<SearchStream> find(db::Transaction& transaction, AccountId account, InboxId inbox,
                          SearchStreamId id);  // error: not_found
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
// What the platform gave in the hour that began then; absent: none has begun.
struct Hour {
    std::optional<Time> began_at = {};
    std::int64_t posts = 0;
};
struct Due {
    SearchStreamId id;
    std::string query;
    Time begins_at;
    Place place;
    std::int64_t failures = 0;
    std::int64_t fence = 0;
    std::int64_t hourly_posts_max = 100;
    Hour hour = {};
};
// Takes the one that is due longest in an inbox, and keeps others off it until the lease is over; absent: none is due.
std::optional<Due> take(db::Transaction& transaction, AccountId account, InboxId inbox, Time now,
                        Time lease_until);

// The name that it has now, and keeps until the transaction ends; absent: the stream is gone.
std::optional<std::string> lock_name(db::Transaction& transaction, AccountId account, SearchStreamId id);

// What came of a question. It is forgotten when the stream was taken again meanwhile, or begins anew.
struct Outcome {
    Place place;
    std::int64_t found = 0;
    bool was_asked = true;     // the platform gave an answer
    std::string problem = {};  // empty: none
    std::string problem_detail = {};
    std::int64_t failures = 0;
    Time due_at = {};
    Hour hour = {};
};
// True when the problem is another than before.
bool keep(db::Transaction& transaction, AccountId account, Due const& asked, Outcome const& outcome,
          Time now);
// The platform counts questions by account: all streams of the inbox wait.
void put_off(db::Transaction& transaction, AccountId account, InboxId inbox, Time due_at);

// Names of those that the platform gives no answer to, and of those that have reached their ceiling.
struct Troubles {
    std::vector<std::string> unanswered;
    std::vector<std::string> paused;
};
Troubles troubles(db::Transaction& transaction, AccountId account, InboxId inbox);
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
// Puts the label on the public conversations of these posts, and the sentiment of the newest that any stream found in
// each; of those written at once the last counts. Answers those that changed.
std::vector<Marked> mark(db::Transaction& transaction, AccountId account, InboxId inbox, LabelId label,
                         std::vector<Sound> const& sounds);

}  // namespace balie::store::search_streams
