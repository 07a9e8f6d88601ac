// Threads that take jobs from one queue; a job finds its thread's connection through connection_here.
#include "db/pool.hpp"

#include <balie/base/log.hpp>

#include <pthread.h>

#include <algorithm>
#include <cassert>
#include <random>

namespace balie::db {
namespace {

// A body that has waited this long serves nobody any more: whoever asked has given up.
constexpr auto wait_max = std::chrono::seconds{10};

constexpr auto jitter_min = std::chrono::microseconds{2'000};

// What the jobs of a pool's thread work with; set once by the thread itself.
struct Here {
    void const* pool = nullptr;
    Connection* connection = nullptr;
};
thread_local auto here = Here{};

Error refusal(std::string detail, std::string reason) {
    return Error{ErrorCode::unavailable, std::move(detail), std::move(reason)};
}

std::optional<Error> outcome_of(std::function<void()> const& job) {
    try {
        job();
        return std::nullopt;
    } catch (std::exception const& error) {
        log::error("database.job_failed", {{"detail", error.what()}});
        return refusal("a job on a database thread failed", "defect");
    }
}

}  // namespace

Database::Pool::Pool(PoolOptions options) : options_(std::move(options)) {
    assert(options_.connections > 0);
    for (auto count = options_.connections; count > 0; --count) {
        threads_.emplace_back([this] { work(); });
    }
}

Database::Pool::~Pool() {
    {
        auto const lock = std::lock_guard{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) { thread.join(); }
    refuse_all();
}

void Database::Pool::queue(std::function<void()> job, Done done) {
    auto refused = std::optional<Error>{};
    {
        auto const lock = std::lock_guard{mutex_};
        if (stopping_) {
            refused = refusal("the database pool stops", "stopping");
        } else if (queue_.size() >= options_.queue_max) {
            refused = refusal("too many wait for the database", "overloaded");
        } else {
            queue_.push_back({std::move(job), std::move(done), std::chrono::steady_clock::now()});
        }
    }
    if (refused) { return done(std::move(refused)); }
    wake_.notify_one();
}

std::size_t Database::Pool::waiting() const {
    auto const lock = std::lock_guard{mutex_};
    return queue_.size();
}

Connection& Database::Pool::connection_here() const {
    assert(is_thread_here());
    return *here.connection;
}

bool Database::Pool::is_thread_here() const noexcept { return here.pool == this; }

void Database::Pool::pause_after(int attempt) const {
    thread_local auto generator = std::minstd_rand{std::random_device{}()};
    auto const longest = jitter_min.count() << std::min(attempt, 6);
    auto const pause = std::uniform_int_distribution<std::int64_t>{0, longest}(generator);
    std::this_thread::sleep_for(std::chrono::microseconds{pause});
}

void Database::Pool::work() {
    pthread_setname_np(pthread_self(), ("db-" + options_.name).substr(0, 15).c_str());
    auto connection = Connection{{options_.url, "balie " + options_.name, options_.statement_timeout,
                                  options_.lock_timeout, options_.settings}};
    here = {this, &connection};
    try {
        connection.open();  // So that the first job finds it open; it tries again by itself.
    } catch (Failure const& failure) {
        log::warn("database.away", {{"pool", options_.name}, {"detail", failure.what()}});
    }
    while (auto waiting = next()) {
        if (std::chrono::steady_clock::now() - waiting->since > wait_max) {
            waiting->done(refusal("waited too long for the database", "timeout"));
            continue;
        }
        waiting->done(outcome_of(waiting->job));
    }
}

std::optional<Database::Pool::Waiting> Database::Pool::next() {
    auto lock = std::unique_lock{mutex_};
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (stopping_) { return std::nullopt; }
    auto waiting = std::move(queue_.front());
    queue_.pop_front();
    return waiting;
}

void Database::Pool::refuse_all() {
    for (auto& waiting : queue_) { waiting.done(refusal("the database pool stops", "stopping")); }
    queue_.clear();
}

}  // namespace balie::db
