// The way to PostgreSQL: bounded pools of connections, each on a thread of its own, and the one helper that
// opens every transaction.
#pragma once

#include "db/failure.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

namespace balie::db {

struct PoolOptions {
    std::string url;            // libpq connection string
    std::string name = "desk";  // application_name, thread name, metrics
    unsigned connections = 4;
    std::size_t queue_max = 1024;  // more waiting bodies are refused: unavailable
    std::chrono::milliseconds statement_timeout{10'000};
    std::chrono::milliseconds lock_timeout{2'000};
    std::string settings = {};  // further "SET name = value; ..." run on connect
};

// The account that a transaction sees, as its number: 0 sees no account's rows (directory functions only).
using AccountNumber = std::int64_t;

// Runs bodies of transactions. A body gets the Transaction and answers a Result; an error rolls back, a value
// commits. A body has no side effects outside the transaction, for it is run again on 40001 and 40P01, at most
// five times, and when the connection was lost before COMMIT was sent.
// Errors made here: unavailable (database away, queue full, timeout), unprocessable (Blame::input, with the
// constraint's name as reason), conflict (23505).
class Database {
public:
    explicit Database(PoolOptions options);
    ~Database();  // finishes what runs, refuses what waits
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    // From a coroutine: suspends it, resumes it on its own executor, whose context must outlive this Database.
    template <class Body>
    auto run(AccountNumber account, Body body) -> Task<std::invoke_result_t<Body&, Transaction&>> {
        using Answer = std::invoke_result_t<Body&, Transaction&>;
        auto slot = std::make_shared<std::optional<Answer>>();
        // The slot and the body are shared with the database thread, so the closure may die with this frame.
        auto job = Job{[slot, account, body = std::move(body), this]() mutable {
            slot->emplace(attempt_with<Answer>(account, body));
        }};
        auto const queued = co_await perform(std::move(job));
        if (!queued) { co_return Answer{queued.error()}; }
        co_return std::move(**slot);
    }

    // From a plain thread (command line, start-up, tests): blocks.
    template <class Body>
    auto run_here(AccountNumber account, Body body) -> std::invoke_result_t<Body&, Transaction&> {
        using Answer = std::invoke_result_t<Body&, Transaction&>;
        auto answer = std::optional<Answer>{};
        auto job = Job{[&] { answer.emplace(attempt_with<Answer>(account, body)); }};
        auto const done = perform_here(std::move(job));
        if (!done) { return Answer{done.error()}; }
        return std::move(*answer);
    }

    // One statement as a transaction of its own, without BEGIN and COMMIT round trips: for set-wise functions that
    // set app.account themselves. Throws db::Failure: for the writer of ingest, which judges blame itself.
    // Call it inside a job of `on_thread`.
    Rows run_alone(Statement const& statement, std::span<Param const> params);

    // Runs a job on one of this pool's threads; inside it run_alone may be used.
    Task<Result<void>> on_thread(std::function<void()> job) { return perform(Job{std::move(job)}); }

    // True when a connection answers.
    Task<bool> answers();

    std::size_t waiting() const noexcept;

private:
    using Job = std::function<void()>;

    template <class Answer, class Body>
    Answer attempt_with(AccountNumber account, Body& body) {
        auto answer = std::optional<Answer>{};
        auto const ended = attempt(account, [&](Transaction& transaction) {
            answer.emplace(body(transaction));
            return answer->has_value();
        });
        if (!ended) { return Answer{ended.error()}; }
        return std::move(*answer);
    }

    // The one door at which libpqxx's exceptions stop.
    Result<void> attempt(AccountNumber account, std::function<bool(Transaction&)> const& body);
    Task<Result<void>> perform(Job job);
    Result<void> perform_here(Job job);

    struct Pool;
    std::unique_ptr<Pool> pool_;
};

}  // namespace balie::db
