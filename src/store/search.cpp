// The newest first: a few hundred, then a few thousand messages one by one, which is enough for words that are everywhere;
// then the index of words: a bucket of ids, and all the rest at once when the statistics call the words rare, else bucket by
// bucket. The planner would take one way for all words, and be wrong.
// Without words a label that few conversations have is where to begin.
#include "store/search.hpp"

#include "store/planning.hpp"
#include "store/visibility.hpp"

#include <algorithm>
#include <limits>

namespace balie::store::search {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto first_walk = std::int64_t{300};
constexpr auto second_walk = std::int64_t{3'000};
constexpr auto labelled_max = std::int64_t{2'000};   // conversations
constexpr auto bucket_size = std::int64_t{200'000};  // as in the index message_search_words
constexpr auto rare_max = std::int64_t{20'000};      // messages that are sorted for the newest of them
constexpr auto past_all = std::numeric_limits<std::int64_t>::max();

constexpr auto find_words = db::Statement{"search.words", R"sql(
    SELECT words_query($1, $2)::text AS query
)sql"};

constexpr auto find_matching = db::Statement{"search.matching", R"sql(
    SELECT t.word
      FROM unnest($1::text[]) AS t(word)
     WHERE (coalesce(word_lexemes(plain_words(t.word)), '{}') || plain_words(t.word)) && $2::text[]
)sql"};

constexpr auto set_statement_timeout = db::Statement{"search.set_timeout", R"sql(
    SELECT set_config('statement_timeout', $1, true)
)sql"};

// The id under which so many of the newest lie; none: fewer are left.
constexpr auto find_floor = db::Statement{"search.floor", R"sql(
    SELECT s.message_id
      FROM message_search s
     WHERE s.account_id = $1 AND s.message_id < $2
     ORDER BY s.message_id DESC
    OFFSET $3
     LIMIT 1
)sql"};

constexpr auto estimate = db::Statement{"search.estimate", R"sql(
    SELECT s.count FROM search_ids('estimate', $1::tsquery, 0, 0, 0) AS s(count)
)sql"};

constexpr auto find_bounds = db::Statement{"search.bounds", R"sql(
    SELECT CASE WHEN $2::timestamptz IS NOT NULL THEN first_message_since($1, $2::timestamptz - interval '1 hour') ELSE 0 END AS above,
           CASE WHEN $3::timestamptz IS NOT NULL THEN first_message_since($1, $3::timestamptz + interval '1 hour') END AS below
)sql"};

// search_ids answers in order, and the look-ups behind it keep the order: sorting would read all before the first.
constexpr auto find_page = db::Statement{"search.page", R"sql(
    SELECT m.id
      FROM search_ids($7, $8::tsquery, $9, $10, 200000) AS s(id)
     CROSS JOIN LATERAL (SELECT m.id, m.conversation_id, m.created_at
                           FROM messages m
                          WHERE m.account_id = $1 AND m.id = s.id AND m.deleted_at IS NULL AND m.kind <> 'activity'
                          LIMIT 1) m
     CROSS JOIN LATERAL (SELECT true
                           FROM conversations c
                          WHERE c.account_id = $1 AND c.id = m.conversation_id
                            AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
                            AND ($11::text[] IS NULL OR c.status = ANY ($11::text[]))
                            AND ($12::boolean IS NULL OR c.public = $12)
                            AND ($13::boolean IS NULL OR c.assignee_id IS NOT DISTINCT FROM $14::bigint)
                            AND ($15::bigint IS NULL OR c.team_id = $15)
                            AND NOT EXISTS (SELECT FROM unnest($16::bigint[]) AS w(id)
                                             WHERE NOT EXISTS (SELECT FROM conversation_labels l
                                                                WHERE l.account_id = $1 AND l.conversation_id = c.id AND l.label_id = w.id))
                          LIMIT 1) c
     WHERE ($17::timestamptz IS NULL OR m.created_at >= $17)
       AND ($18::timestamptz IS NULL OR m.created_at < $18)
     LIMIT $19
)sql"};
static_assert(shows_only_visible(find_page));

constexpr auto count_labelled = db::Statement{"search.count_labelled", R"sql(
    SELECT count(*) AS count
      FROM (SELECT FROM conversation_labels l WHERE l.account_id = $1 AND l.label_id = $2 LIMIT $3) x
)sql"};

constexpr auto find_labelled = db::Statement{"search.labelled", R"sql(
    SELECT m.id
      FROM conversation_labels l
     CROSS JOIN LATERAL (SELECT c.id
                           FROM conversations c
                          WHERE c.account_id = $1 AND c.id = l.conversation_id
                            AND ($2::boolean OR ((c.inbox_id = ANY ($3::bigint[])) IS TRUE AND ($4::text = 'inbox' OR c.assignee_id = $5::bigint
           OR ($4::text = 'team_and_unassigned' AND ((c.assignee_id IS NULL AND c.team_id IS NULL) OR c.team_id = ANY ($6::bigint[]))))))
                            AND ($9::text[] IS NULL OR c.status = ANY ($9::text[]))
                            AND ($10::boolean IS NULL OR c.public = $10)
                            AND ($11::boolean IS NULL OR c.assignee_id IS NOT DISTINCT FROM $12::bigint)
                            AND ($13::bigint IS NULL OR c.team_id = $13)
                            AND NOT EXISTS (SELECT FROM unnest($14::bigint[]) AS w(id)
                                             WHERE NOT EXISTS (SELECT FROM conversation_labels o
                                                                WHERE o.account_id = $1 AND o.conversation_id = c.id AND o.label_id = w.id))
                          LIMIT 1) c
     CROSS JOIN LATERAL (SELECT m.id
                           FROM messages m
                          WHERE m.account_id = $1 AND m.conversation_id = c.id AND m.id < $8 AND m.deleted_at IS NULL AND m.kind <> 'activity'
                            AND ($15::timestamptz IS NULL OR m.created_at >= $15) AND ($16::timestamptz IS NULL OR m.created_at < $16)
                            AND ($7::tsquery IS NULL OR (SELECT s.tsv @@ $7 FROM message_search s
                                                          WHERE s.account_id = $1 AND s.message_id = m.id LIMIT 1))
                          ORDER BY m.id DESC
                          LIMIT $17) m
     WHERE l.account_id = $1 AND l.label_id = ($14::bigint[])[1]
     ORDER BY m.id DESC
     LIMIT $17
)sql"};
static_assert(shows_only_visible(find_labelled));

constexpr auto find_contacts = db::Statement{"search.contacts", R"sql(
    SELECT s.id
      FROM search_ids('contact', name_query($1, $2), 0, 9223372036854775807, $3) AS s(id)
)sql"};

constexpr auto find_identities = db::Statement{"search.identities", R"sql(
    SELECT i.id
      FROM contact_identities i
     WHERE i.account_id = $1 AND i.contact_id = ANY ($2::bigint[])
)sql"};

constexpr auto follow_journal = db::Statement{"search.follow", R"sql(
    SELECT follow_search($1, $2) AS seen
)sql"};

// What stands between quotes; the words themselves hold none. "d:612345678" is a number, and no word to be shown.
std::vector<std::string> lexemes_of(std::string_view query) {
    auto lexemes = std::vector<std::string>{};
    for (auto begin = query.find('\''); begin != std::string_view::npos;) {
        auto const end = query.find('\'', begin + 1);
        auto const lexeme = query.substr(begin + 1, end - begin - 1);
        if (!lexeme.starts_with("d:")) { lexemes.emplace_back(lexeme); }
        begin = query.find('\'', end + 1);
    }
    return lexemes;
}

// One search, from the newest down.
class Descent {
public:
    Descent(db::Transaction& transaction, access::Actor const& actor, Question const& question,
            std::int64_t limit)
        : transaction_(&transaction), actor_(&actor), question_(&question), limit_(limit) {}

    Found run(MessageId below, std::chrono::milliseconds budget) {
        auto const end = Clock::now() + budget;
        below_ = below ? below.value : past_all;
        auto found = Found{};
        if (is_by_label()) {
            take_labelled(found);
            return finish(std::move(found));
        }
        set_bounds();
        for (auto step = 0; below_ > above_; ++step) {
            if (Clock::now() > end) {
                found.is_partial = true;
                break;
            }
            // Without a word to look up there is no way but to read.
            if (step < 2 || !question_->has_words) {
                take_newest(step == 0 ? first_walk : second_walk, found);
            } else if (step == 3 && is_rare()) {
                take_rest(found);
            } else {
                take_bucket(found);
            }
            if (std::ssize(found.messages) > limit_) { break; }
        }
        return finish(std::move(found));
    }

private:
    // Many conversations with the label are found among the newest soon enough.
    bool is_by_label() {
        auto const& labels = question_->filter.labels;
        if (question_->has_terms || labels.empty()) { return false; }
        auto const rows =
            transaction_->run(count_labelled, {actor_->account, labels.front(), labelled_max + 1});
        return rows.front().integer("count") <= labelled_max;
    }

    db::Param query() const {
        return question_->query.empty() ? db::Param{std::nullopt} : db::Param{question_->query};
    }

    void take_labelled(Found& found) {
        auto const& filter = question_->filter;
        auto params = visibility_params(*actor_);
        params.push_back(query());
        params.emplace_back(below_);
        params.push_back(words_of(filter.statuses));
        params.emplace_back(filter.is_public);
        params.push_back(filter.assignee_id ? db::Param{true} : db::Param{std::nullopt});
        params.emplace_back(filter.assignee_id);
        params.emplace_back(filter.team_id);
        params.push_back(db::array(filter.labels));
        params.emplace_back(filter.since);
        params.emplace_back(filter.until);
        params.emplace_back(limit_ + 1);
        for (auto const& row : transaction_->run(find_labelled, params)) {
            found.messages.push_back(row.id<Message>("id"));
        }
    }

    void set_bounds() {
        auto const& filter = question_->filter;
        if (!filter.since && !filter.until) { return; }
        auto const rows = transaction_->run(find_bounds, {actor_->account, filter.since, filter.until});
        above_ = rows.front().integer("above");
        below_ = std::min(below_, rows.front().maybe_integer("below").value_or(past_all));
    }

    std::optional<std::int64_t> nth_below(std::int64_t count) {
        auto const rows = transaction_->run(find_floor, {actor_->account, below_, count});
        if (rows.empty()) { return std::nullopt; }
        return rows.front().integer("message_id");
    }

    void take_newest(std::int64_t count, Found& found) {
        auto const from = std::max(nth_below(count).value_or(0), above_ - 1);
        take("newest", from, found);
        below_ = from + 1;
    }

    void take_bucket(Found& found) {
        auto const newest = nth_below(0);
        if (!newest) {
            below_ = 0;
            return;
        }
        auto const bucket = *newest / bucket_size;
        take("bucket", bucket, found);
        below_ = bucket * bucket_size;
    }

    // By the statistics of the whole account: a word that everybody used until last year is not rare.
    bool is_rare() {
        auto const rows = transaction_->run(estimate, {query()});
        return rows.front().integer("count") <= rare_max;
    }

    void take_rest(Found& found) {
        take("rest", above_ - 1, found);
        below_ = 0;
    }

    void take(std::string_view way, std::int64_t from, Found& found) {
        auto const& filter = question_->filter;
        auto params = visibility_params(*actor_);
        params.emplace_back(way);
        params.push_back(query());
        params.emplace_back(from);
        params.emplace_back(below_);
        params.push_back(words_of(filter.statuses));
        params.emplace_back(filter.is_public);
        params.push_back(filter.assignee_id ? db::Param{true} : db::Param{std::nullopt});
        params.emplace_back(filter.assignee_id);
        params.emplace_back(filter.team_id);
        params.push_back(db::array(filter.labels));
        params.emplace_back(filter.since);
        params.emplace_back(filter.until);
        params.emplace_back(limit_ + 1 - std::ssize(found.messages));
        for (auto const& row : transaction_->run(find_page, params)) {
            found.messages.push_back(row.id<Message>("id"));
        }
    }

    static db::Param words_of(std::optional<std::vector<ConversationStatus>> const& statuses) {
        if (!statuses) { return std::nullopt; }
        auto words = std::vector<std::string>{};
        for (auto const status : *statuses) { words.emplace_back(to_word(status)); }
        return db::array(words);
    }

    // One more than asked tells whether there is another page.
    Found finish(Found found) const {
        if (std::ssize(found.messages) > limit_) {
            found.messages.resize(static_cast<std::size_t>(limit_));
            found.next = found.messages.back();
        } else if (found.is_partial) {
            found.next = MessageId{below_};
        }
        return found;
    }

    db::Transaction* transaction_;
    access::Actor const* actor_;
    Question const* question_;
    std::int64_t limit_;
    std::int64_t above_ = 0;
    std::int64_t below_ = past_all;
};

}  // namespace

Words words(db::Transaction& transaction, std::string const& text, bool is_exact) {
    auto found = Words{};
    found.query = transaction.run(find_words, {text, is_exact}).front().string("query");
    found.lexemes = lexemes_of(found.query);
    return found;
}

std::vector<std::string> matching(db::Transaction& transaction, std::span<std::string const> words,
                                  std::span<std::string const> lexemes) {
    auto found = std::vector<std::string>{};
    for (auto const& row : transaction.run(find_matching, {db::array(words), db::array(lexemes)})) {
        found.push_back(row.string("word"));
    }
    return found;
}

Found messages(db::Transaction& transaction, access::Actor const& actor, Question const& question,
               MessageId below, std::int64_t limit, std::chrono::milliseconds budget) {
    // One step may be dear, too: then nothing is answered, for nothing is known.
    transaction.run(set_statement_timeout, {std::to_string(2 * budget.count())});
    return Descent{transaction, actor, question, limit}.run(below, budget);
}

std::vector<ContactId> contacts(db::Transaction& transaction, std::string const& typed, bool is_loose,
                                std::int64_t limit) {
    auto found = std::vector<ContactId>{};
    for (auto const& row : transaction.run(find_contacts, {typed, is_loose, limit})) {
        found.push_back(row.id<Contact>("id"));
    }
    return found;
}

std::vector<ContactIdentityId> identities(db::Transaction& transaction, AccountId account,
                                          std::vector<ContactId> const& contacts) {
    auto found = std::vector<ContactIdentityId>{};
    for (auto const& row : transaction.run(find_identities, {account, db::array(contacts)})) {
        found.push_back(row.id<ContactIdentity>("id"));
    }
    return found;
}

std::int64_t follow(db::Transaction& transaction, AccountId account, std::int64_t limit) {
    return transaction.run(follow_journal, {account, limit}).front().integer("seen");
}

}  // namespace balie::store::search
