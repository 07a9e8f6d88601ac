#include "ingest/spool.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace balie::ingest {
namespace {

namespace asio = boost::asio;

constexpr auto portion_bytes = std::size_t{1} << 20U;

// Runs blocking work on the disk's thread and resumes on the caller's executor with what it answered.
template <class Work>
Task<std::invoke_result_t<Work&>> on_disk(asio::thread_pool& disk, Work work) {
    using Answer = std::invoke_result_t<Work&>;
    auto initiation = [&disk](auto handler, Work job) {
        auto executor =
            asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        asio::post(disk, [handler = std::move(handler), executor, job = std::move(job)]() mutable {
            auto answer = std::make_unique<Answer>(job());
            asio::post(executor, [handler = std::move(handler), answer = std::move(answer)]() mutable {
                std::move(handler)(std::move(answer));
            });
        });
    };
    auto answer = co_await asio::async_initiate<asio::use_awaitable_t<> const, void(std::unique_ptr<Answer>)>(
        std::move(initiation), asio::use_awaitable, std::move(work));
    co_return std::move(*answer);
}

}  // namespace

Spool::Spool(asio::any_io_executor network, SpoolFiles files)
    : network_(std::move(network)), files_(std::move(files)) {
    for (auto const& [inbox, received_at] : files_.found()) {
        ++inboxes_[inbox];
        received_.push_back(received_at);
    }
    if (size() > 0) { log::info("spool.found", {{"webhooks", static_cast<std::int64_t>(size())}}); }
}

Spool::~Spool() { disk_.join(); }

Task<Result<void>> Spool::append(Webhook const& webhook) {
    ++inboxes_[webhook.inbox];
    auto pending = Pending{to_record(webhook), webhook.inbox, webhook.received_at, {}};
    auto initiation = [this, &pending](auto handler) {
        using Handler = decltype(handler);
        auto shared = std::make_shared<Handler>(std::move(handler));
        pending.settled = [shared = std::move(shared)](Result<void> outcome) {
            auto const executor = asio::get_associated_executor(*shared);
            asio::post(executor, [shared, outcome = std::move(outcome)]() mutable {
                std::move (*shared)(std::move(outcome));
            });
        };
        pending_.push_back(std::move(pending));
        if (!is_writing_) { write_pending(); }
    };
    co_return co_await asio::async_initiate<asio::use_awaitable_t<> const, void(Result<void>)>(
        std::move(initiation), asio::use_awaitable);
}

void Spool::write_pending() {
    is_writing_ = true;
    auto batch = std::make_shared<std::vector<Pending>>(std::move(pending_));
    pending_.clear();
    asio::post(disk_, [this, batch] {
        auto records = std::vector<std::string>{};
        for (auto& one : *batch) { records.push_back(std::move(one.record)); }
        auto outcome = files_.append(records);
        asio::post(network_,
                   [this, batch, outcome = std::move(outcome)] { settle(std::move(*batch), outcome); });
    });
}

void Spool::settle(std::vector<Pending> written, Result<void> const& outcome) {
    is_writing_ = false;
    takes_ = outcome.has_value();
    if (!outcome) { log::error("spool.refused", {{"detail", outcome.error().detail}}); }
    for (auto& one : written) {
        if (outcome) {
            received_.push_back(one.received_at);
        } else {
            release(one.inbox);
        }
        one.settled(outcome);
    }
    if (!pending_.empty()) { write_pending(); }
}

Task<Result<SpoolFiles::Portion>> Spool::read() {
    auto work = [this] { return files_.read(portion_bytes); };
    co_return co_await on_disk(disk_, std::move(work));
}

Task<void> Spool::drop(SpoolFiles::Portion portion) {
    auto work = [this, segment = portion.segment, end = portion.end] {
        files_.drop(segment, end);
        return true;
    };
    co_await on_disk(disk_, std::move(work));
    for (auto const& webhook : portion.webhooks) {
        release(webhook.inbox);
        if (!received_.empty()) { received_.pop_front(); }
    }
}

void Spool::release(InboxId inbox) {
    auto const found = inboxes_.find(inbox);
    if (found != inboxes_.end() && --found->second == 0) { inboxes_.erase(found); }
}

std::optional<Time> Spool::oldest() const {
    return received_.empty() ? std::nullopt : std::optional{received_.front()};
}

}  // namespace balie::ingest
