// The one door for change: rows, outbox and events in one transaction; after its commit, and only then, the hub.
#pragma once

#include "db/database.hpp"
#include "journal/event.hpp"

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace balie::journal {

// What a body of Journal::write works with.
class Work {
public:
    explicit Work(db::Transaction& transaction) : transaction_(&transaction) {}
    db::Transaction& transaction() noexcept { return *transaction_; }
    void tell(Event event) { events_.push_back(event); }
    std::vector<Event> const& events() const noexcept { return events_; }

private:
    db::Transaction* transaction_;
    std::vector<Event> events_;
};

// Told after a commit; must not block. `last_seq` is the number of the newest event of that commit.
using Committed = std::function<void(AccountId account, std::int64_t last_seq)>;

class Journal {
public:
    // `committed` is the hub's (and later the bus's) ear. May be called from any database thread.
    Journal(db::Database& database, Committed committed)
        : database_(&database), committed_(std::move(committed)) {}

    // Runs the body in one transaction of the account. When it answers a value, appends its events as the last
    // statement, commits, and then tells. The body may be run again (see db::Database), so it has no other effect.
    template <class Body>
    auto write(AccountId account, Body body) -> Task<std::invoke_result_t<Body&, Work&>> {
        using Answer = std::invoke_result_t<Body&, Work&>;
        auto last_seq = std::make_shared<std::int64_t>(0);
        auto run = Run<Body, Answer>{std::move(body), last_seq, account};
        auto answer = co_await database_->run(account.value, std::move(run));
        if (answer.has_value() && *last_seq != 0) { committed_(account, *last_seq); }
        co_return answer;
    }

    // The same from a plain thread (command line, ingest's lanes, tests).
    template <class Body>
    auto write_here(AccountId account, Body body) -> std::invoke_result_t<Body&, Work&> {
        using Answer = std::invoke_result_t<Body&, Work&>;
        auto last_seq = std::make_shared<std::int64_t>(0);
        auto run = Run<Body, Answer>{std::move(body), last_seq, account};
        auto answer = database_->run_here(account.value, std::move(run));
        if (answer.has_value() && *last_seq != 0) { committed_(account, *last_seq); }
        return answer;
    }

    // For a commit that was made elsewhere by a set-wise function which called journal_append itself (ingest).
    void tell(AccountId account, std::int64_t last_seq) const { committed_(account, last_seq); }

private:
    template <class Body, class Answer>
    struct Run {
        Body body;
        std::shared_ptr<std::int64_t> last_seq;
        AccountId account;

        Run(Body body_, std::shared_ptr<std::int64_t> last_seq_, AccountId account_)
            : body(std::move(body_)), last_seq(std::move(last_seq_)), account(account_) {}

        Answer operator()(db::Transaction& transaction) {
            auto work = Work{transaction};
            *last_seq = 0;
            auto answer = body(work);
            if (answer.has_value() && !work.events().empty()) {
                *last_seq = append(transaction, account, work.events());
            }
            return answer;
        }
    };

    // Calls journal_append; answers the number of the last event.
    static std::int64_t append(db::Transaction& transaction, AccountId account,
                               std::vector<Event> const& events);

    db::Database* database_;
    Committed committed_;
};

}  // namespace balie::journal
