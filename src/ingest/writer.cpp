#include "ingest/writer.hpp"

#include "ingest/quarantine.hpp"

#include <balie/base/log.hpp>
#include <balie/base/time.hpp>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace balie::ingest {
namespace {

constexpr auto number_block = std::int64_t{16'384};  // the increment of webhook_delivery_ids
constexpr auto drain_pause = std::chrono::milliseconds{10};
constexpr auto second_lane_min = std::size_t{32};  // events: below, two small batches cost more than one
constexpr auto day_length = std::size_t{10};       // of "2026-01-31"

constexpr auto take_numbers =
    db::Statement{"ingest.take_numbers", "SELECT nextval('webhook_delivery_ids') AS first"};

bool has_attachments(std::vector<Item> const& items) {
    for (auto const& item : items) {
        auto const* const message = std::get_if<InboundMessage>(&item.routed().event);
        if (message != nullptr && !message->attachments.empty()) { return true; }
    }
    return false;
}

}  // namespace

db::PoolOptions writer_pool(std::string url, unsigned lanes) {
    auto options = db::PoolOptions{};
    options.url = std::move(url);
    options.name = "ingest";
    options.connections = lanes;
    options.settings =
        "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; "
        "SET enable_mergejoin = off; SET enable_bitmapscan = off; SET enable_material = off";
    return options;
}

Writer::Writer(boost::asio::any_io_executor network, db::Database& database, journal::Journal& journal,
               Clock const& clock, std::function<void(AccountId)> brings_attachments, WriterOptions options)
    : network_(std::move(network)),
      database_(&database),
      journal_(&journal),
      clock_(&clock),
      brings_attachments_(std::move(brings_attachments)),
      options_(options) {}

Task<Result<void>> Writer::write(Webhook webhook) {
    return write(std::make_shared<Webhook const>(std::move(webhook)));
}

Task<Result<void>> Writer::write(std::shared_ptr<Webhook const> webhook) {
    if (webhook->events.empty()) { co_return Result<void>{}; }
    auto const submission = co_await submit(std::move(webhook));
    if (!submission) { co_return submission.error(); }
    co_return co_await finish(*submission);
}

// All of what was queued is waited for, whatever becomes of the rest.
Task<Result<void>> Writer::write_all(std::vector<std::shared_ptr<Webhook const>> webhooks) {
    auto submissions = std::vector<std::shared_ptr<Submission>>{};
    auto all = Result<void>{};
    for (auto& webhook : webhooks) {
        if (webhook->events.empty()) { continue; }
        auto submission = co_await submit(std::move(webhook));
        if (!submission) {
            all = submission.error();
            break;
        }
        submissions.push_back(*std::move(submission));
    }
    for (auto const& submission : submissions) {
        auto finished = co_await finish(submission);
        if (!finished) { all = std::move(finished); }
    }
    co_return all;
}

Task<Result<std::shared_ptr<Submission>>> Writer::submit(std::shared_ptr<Webhook const> webhook) {
    auto admitted = co_await admit(std::move(webhook));
    if (admitted) {
        bytes_waiting_ += (*admitted)->webhook.body.size();
        queue(*admitted);
    }
    co_return admitted;
}

Task<Result<void>> Writer::finish(std::shared_ptr<Submission> submission) {
    if (submission->open > 0) { co_await wait_for(submission); }
    bytes_waiting_ -= submission->webhook.body.size();
    co_return co_await outcome(std::move(submission));
}

Task<Result<std::shared_ptr<Submission>>> Writer::admit(std::shared_ptr<Webhook const> webhook) {
    auto const found = queues_.find(webhook->account);
    auto const queued = found == queues_.end() ? std::size_t{0} : found->second.items.size();
    if (queued >= options_.account_events_max || bytes_waiting_ + webhook->body.size() > options_.bytes_max) {
        co_return Error{ErrorCode::unavailable, "too many webhooks wait for the database", "overloaded"};
    }
    auto const number = co_await next_number();
    if (!number) { co_return number.error(); }
    auto submission = std::make_shared<Submission>(std::move(webhook));
    submission->number = *number;
    submission->day = to_rfc3339(clock_->now()).substr(0, day_length);
    co_return submission;
}

// Two that find the block empty at once take a block each; the rest of the first is left unused.
Task<Result<std::int64_t>> Writer::next_number() {
    if (numbers_left_ == 0) {
        auto const take = [](db::Transaction& transaction) -> Result<std::int64_t> {
            return transaction.run(take_numbers).front().integer("first");
        };
        auto const first = co_await database_->run(0, take);
        if (!first) { co_return first.error(); }
        number_ = *first;
        numbers_left_ = number_block;
    }
    --numbers_left_;
    co_return number_++;
}

// The last event of the webhook resumes whoever waits, through the executor: lanes do not run requests.
Task<void> Writer::wait_for(std::shared_ptr<Submission> submission) {
    auto initiation = [&submission](auto handler) {
        using Handler = decltype(handler);
        auto shared = std::make_shared<Handler>(std::move(handler));
        submission->settled = [shared = std::move(shared)] {
            auto const executor = boost::asio::get_associated_executor(*shared);
            boost::asio::post(executor, std::move(*shared));
        };
    };
    co_await boost::asio::async_initiate<boost::asio::use_awaitable_t<> const, void()>(
        std::move(initiation), boost::asio::use_awaitable);
}

void Writer::queue(std::shared_ptr<Submission> const& submission) {
    auto const account = submission->webhook.account;
    auto& queue = queues_[account];
    for (auto index = std::size_t{0}; index < submission->webhook.events.size(); ++index) {
        queue.items.emplace_back(submission, index);
    }
    events_waiting_ += submission->webhook.events.size();
    offer(account);
}

// A further lane helps an account only when it finds a batch as large as the one under way; a smaller one would cost a
// transaction that the next batch has anyway. The events of one webhook stay in one lane: its body is stored once.
void Writer::offer(AccountId account) {
    auto& queue = queues_[account];
    if (queue.is_ready || queue.items.empty()) { return; }
    auto const is_begun = queue.items.front().index > 0;
    auto const enough = std::min(std::max(queue.taken_last, second_lane_min), options_.batch_events_max);
    if (queue.lanes > 0 && (is_begun || queue.items.size() < enough)) { return; }
    queue.is_ready = true;
    ready_.push_back(account);
    if (lanes_running_ < options_.lanes) { start_lane(); }
}

void Writer::start_lane() {
    ++lanes_running_;
    boost::asio::co_spawn(network_, lane(), [this](std::exception_ptr thrown) {
        --lanes_running_;
        if (!thrown) { return; }
        try {
            std::rethrow_exception(thrown);
        } catch (std::exception const& error) {
            log::error("ingest.lane_failed", {{"detail", error.what()}});
        }
    });
}

Task<void> Writer::lane() {
    while (!ready_.empty()) {
        auto const account = ready_.front();
        ready_.pop_front();
        auto& taken = queues_[account];
        taken.is_ready = false;
        ++taken.lanes;
        auto items = take(account);
        queues_[account].taken_last = items.size();
        offer(account);
        co_await work(account, std::move(items));
        auto& queue = queues_[account];
        --queue.lanes;
        if (queue.items.empty() && queue.lanes == 0) {
            queues_.erase(account);
        } else {
            offer(account);
        }
    }
}

std::vector<Item> Writer::take(AccountId account) {
    auto& queued = queues_[account].items;
    auto items = std::vector<Item>{};
    items.reserve(std::min(queued.size(), options_.batch_events_max));
    while (!queued.empty() && items.size() < options_.batch_events_max) {
        items.push_back(std::move(queued.front()));
        queued.pop_front();
    }
    return items;
}

Task<void> Writer::work(AccountId account, std::vector<Item> items) {
    auto const shared = std::make_shared<std::vector<Item> const>(std::move(items));
    auto const applied = std::make_shared<Applied>();
    auto job = std::function<void()>{
        [database = database_, account, shared, applied] { *applied = apply(*database, account, *shared); }};
    auto const begun_at = std::chrono::steady_clock::now();
    auto const ran = co_await database_->on_thread(std::move(job));
    if (!ran) { applied->failure = ran.error(); }
    if (options_.on_batch) { options_.on_batch(shared->size(), std::chrono::steady_clock::now() - begun_at); }
    applied->is_settled.resize(shared->size());
    if (applied->last_seq != 0) { journal_->tell(account, applied->last_seq); }
    if (applied->last_seq != 0 && brings_attachments_ && has_attachments(*shared)) {
        brings_attachments_(account);
    }
    settle(*shared, *applied);
}

void Writer::settle(std::vector<Item> const& items, Applied const& applied) {
    events_waiting_ -= items.size();
    for (auto const& culprit : applied.culprits) {
        items[culprit.item].submission->quarantine_reason = culprit.reason;
    }
    for (auto item = std::size_t{0}; item < items.size(); ++item) {
        settle_one(items[item], applied.is_settled[item] ? std::nullopt : applied.failure);
    }
}

void Writer::settle_one(Item const& item, std::optional<Error> failure) {
    auto& submission = *item.submission;
    if (failure) { submission.failure = std::move(failure); }
    if (--submission.open == 0 && submission.settled) { submission.settled(); }
}

// What became of the webhook as a whole. A part that nobody's fault kept from the disk makes the platform repeat all of
// it, which is harmless; this is the one place that decides so.
Task<Result<void>> Writer::outcome(std::shared_ptr<Submission> submission) {
    if (submission->failure) { co_return *submission->failure; }
    if (submission->quarantine_reason.empty()) { co_return Result<void>{}; }
    co_return co_await keep_in_quarantine(*database_, submission->webhook, submission->quarantine_reason);
}

Task<void> Writer::drain() {
    auto timer = boost::asio::steady_timer{co_await boost::asio::this_coro::executor};
    while (lanes_running_ > 0) {
        timer.expires_after(drain_pause);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

}  // namespace balie::ingest
