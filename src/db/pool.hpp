// The threads of a Database, each with its connection, and the bounded queue of jobs before them.
#pragma once

#include "db/connection.hpp"
#include "db/database.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace balie::db {

struct Database::Pool {
    // What became of a job: absent when it ran, else why it did not.
    using Done = std::function<void(std::optional<Error>)>;

    explicit Pool(PoolOptions options);
    ~Pool();
    Pool(Pool const&) = delete;
    Pool& operator=(Pool const&) = delete;

    // Calls `done` exactly once, on a thread of the pool, or here when the queue is full or the pool stops.
    void queue(std::function<void()> job, Done done);
    std::size_t waiting() const;

    // The connection of the pool's thread that this runs on.
    Connection& connection_here() const;
    bool is_thread_here() const noexcept;
    // Between two attempts of a job, on its thread. Full jitter: those that collided must not meet again.
    void pause_after(int attempt) const;

private:
    struct Waiting {
        std::function<void()> job;
        Done done;
        std::chrono::steady_clock::time_point since;
    };

    void work();
    std::optional<Waiting> next();
    void refuse_all();

    PoolOptions options_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Waiting> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace balie::db
