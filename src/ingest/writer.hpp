// From many webhooks to few transactions: a queue for each account, and lanes that take the accounts in turn.
#pragma once

#include "db/database.hpp"
#include "ingest/apply.hpp"
#include "ingest/submission.hpp"
#include "journal/journal.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace balie::ingest {

struct WriterOptions {
    unsigned lanes = 3;  // as many as the pool has connections
    std::size_t batch_events_max = 96;
    std::size_t account_events_max =
        8'192;  // waiting; more are refused, so that one account cannot starve others
    std::size_t bytes_max = 64U << 20U;  // of bodies, in all
    std::function<void(std::size_t events, std::chrono::steady_clock::duration took)> on_batch = {};
};

// The connections of the writer's pool: one function's plans, made without looking at values. On a young database the
// planner otherwise falls into plans that read all of an account for each message.
db::PoolOptions writer_pool(std::string url, unsigned lanes);

// Group commit without a timer: what arrives while a batch commits is the next batch. Different accounts' batches go side
// by side; one account's follow one another, unless a full one waits while another commits. All of it lives on the network
// thread; only the work of a batch does not.
class Writer {
public:
    // `brings_attachments`: told after a commit with files to fetch.
    Writer(boost::asio::any_io_executor network, db::Database& database, journal::Journal& journal,
           Clock const& clock, std::function<void(AccountId)> brings_attachments = {},
           WriterOptions options = {});

    // Answers when the last event of the webhook is committed, or stands in the quarantine. Error: unavailable, when the
    // queue is full (reason `overloaded`) or the database does not take it: nothing is lost, for the platform repeats.
    Task<Result<void>> write(Webhook webhook);
    Task<Result<void>> write(std::shared_ptr<Webhook const> webhook);
    // The same for several, which are queued in their order.
    Task<Result<void>> write_all(std::vector<std::shared_ptr<Webhook const>> webhooks);

    // Waits until nothing is under way.
    Task<void> drain();
    std::size_t waiting() const noexcept { return events_waiting_; }
    journal::Journal& journal() const noexcept { return *journal_; }  // where it tells what it wrote

private:
    struct AccountQueue {
        std::deque<Item> items;
        unsigned lanes = 0;          // that work for it now
        std::size_t taken_last = 0;  // events of the newest batch
        bool is_ready = false;       // stands in ready_
    };

    Task<Result<std::shared_ptr<Submission>>> submit(std::shared_ptr<Webhook const> webhook);
    Task<Result<void>> finish(std::shared_ptr<Submission> submission);
    Task<Result<std::shared_ptr<Submission>>> admit(std::shared_ptr<Webhook const> webhook);
    Task<Result<std::int64_t>> next_number();
    Task<void> wait_for(std::shared_ptr<Submission> submission);
    void queue(std::shared_ptr<Submission> const& submission);
    void offer(AccountId account);
    void start_lane();
    Task<void> lane();
    std::vector<Item> take(AccountId account);
    Task<void> work(AccountId account, std::vector<Item> items);
    void settle(std::vector<Item> const& items, Applied const& applied);
    void settle_one(Item const& item, std::optional<Error> failure);
    Task<Result<void>> outcome(std::shared_ptr<Submission> submission);

    boost::asio::any_io_executor network_;
    db::Database* database_;
    journal::Journal* journal_;
    Clock const* clock_;
    std::function<void(AccountId)> brings_attachments_;
    WriterOptions options_;

    std::map<AccountId, AccountQueue> queues_;
    std::deque<AccountId> ready_;  // accounts with items for a lane to take
    unsigned lanes_running_ = 0;
    std::size_t events_waiting_ = 0;
    std::size_t bytes_waiting_ = 0;
    std::int64_t number_ = 0;  // the next webhook's, of a block that this node took
    std::int64_t numbers_left_ = 0;
};

}  // namespace balie::ingest
