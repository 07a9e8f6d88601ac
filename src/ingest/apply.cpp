#include "ingest/apply.hpp"

#include "db/failure.hpp"
#include "ingest/batch.hpp"

#include <balie/base/log.hpp>

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

namespace balie::ingest {
namespace {

constexpr auto attempts_max = 5;
constexpr auto pause_max = std::chrono::microseconds{4'000};

constexpr auto apply_inbound = db::Statement{"ingest.apply_inbound", R"sql(
    SELECT apply_inbound($1, $2::date[], $3::bigint[], $4::bigint[], $5::bytea, $6::int[], $7::int[],
                         $8::int[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::bigint[], $15::text[],
                         $16::jsonb[], $17::int[], $18::text[], $19::text[], $20::jsonb) AS last_seq)sql"};

// Another transaction was first: also when that shows as a unique key.
bool is_lost_race(db::Failure const& failure) {
    return failure.blame() == db::Blame::race || failure.sqlstate() == "23505";
}

// What the events themselves bring about. A statement of ours that does not fit the schema (42xxx) is no event's fault:
// every event would end in the quarantine.
bool is_events_fault(db::Failure const& failure) {
    return failure.blame() == db::Blame::input ||
           (failure.blame() == db::Blame::ourselves && !failure.sqlstate().starts_with("42"));
}

// Full jitter: those that collided must not meet again.
void pause_before_attempt(int attempt) {
    thread_local auto generator = std::minstd_rand{std::random_device{}()};
    auto const longest = pause_max.count() * attempt;
    std::this_thread::sleep_for(
        std::chrono::microseconds{std::uniform_int_distribution<std::int64_t>{0, longest}(generator)});
}

class Applier {
public:
    Applier(db::Database& database, AccountId account, std::span<Item const> items)
        : database_(&database), account_(account), items_(items) {
        applied_.is_settled.resize(items.size());
    }

    Applied run() {
        settle(0, items_.size());
        return std::move(applied_);
    }

private:
    // Items [first, last), as one transaction when that works.
    void settle(std::size_t first, std::size_t last) {
        if (applied_.failure) { return; }
        auto const failure = attempt(items_.subspan(first, last - first));
        if (!failure) { return mark(first, last); }
        if (!is_events_fault(*failure) && failure->sqlstate() != "23505") { return give_up(*failure); }
        if (last - first == 1) { return accuse(first, *failure); }
        auto const middle = first + (last - first) / 2;
        settle(first, middle);
        settle(middle, last);
    }

    std::optional<db::Failure> attempt(std::span<Item const> items) {
        auto const params = Batch{account_, items}.params();
        for (auto attempt = 1;; ++attempt) {
            try {
                auto const rows = database_->run_alone(apply_inbound, params);
                applied_.last_seq = std::max(applied_.last_seq, rows.front().integer("last_seq"));
                return std::nullopt;
            } catch (db::Failure const& failure) {
                if (attempt == attempts_max || !is_lost_race(failure)) { return failure; }
            }
            pause_before_attempt(attempt);
        }
    }

    void mark(std::size_t first, std::size_t last) {
        for (auto item = first; item < last; ++item) {
            applied_.is_settled[item] = true;
            items_[item].submission->body_is_stored = true;
        }
    }

    void accuse(std::size_t item, db::Failure const& failure) {
        log::warn("ingest.event_refused", {{"account", account_.value}, {"sqlstate", failure.sqlstate()}});
        applied_.is_settled[item] = true;
        applied_.culprits.push_back({item, "database " + failure.sqlstate()});
    }

    void give_up(db::Failure const& failure) {
        log::warn("ingest.not_stored", {{"account", account_.value}, {"sqlstate", failure.sqlstate()}});
        applied_.failure = Error{ErrorCode::unavailable, failure.what(), "database_away"};
    }

    db::Database* database_;
    AccountId account_;
    std::span<Item const> items_;
    Applied applied_;
};

}  // namespace

Applied apply(db::Database& database, AccountId account, std::span<Item const> items) {
    return Applier{database, account, items}.run();
}

}  // namespace balie::ingest
