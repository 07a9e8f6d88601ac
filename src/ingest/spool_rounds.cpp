#include "ingest/spool_rounds.hpp"

#include <balie/base/log.hpp>

#include <chrono>

namespace balie::ingest {
namespace {

constexpr auto pause = std::chrono::milliseconds{100};
constexpr auto told_after = std::chrono::seconds{2};
constexpr auto told_every = std::chrono::seconds{5};

}  // namespace

SpoolRounds::SpoolRounds(boost::asio::io_context& network, Spool& spool, Intake& intake)
    : spool_(&spool), intake_(&intake), rounds_(network, "spool", pause) {}

void SpoolRounds::start() {
    rounds_.start([this] { return round(); });
}

Task<void> SpoolRounds::round() {
    tell_standing();
    while (spool_->size() > 0 && !rounds_.is_stopping()) {
        auto const is_drained = co_await drain_a_portion();
        if (!is_drained) { co_return; }
    }
    tell_standing();
}

void SpoolRounds::tell_standing() {
    if (!listener_) { return; }
    auto const oldest = spool_->oldest();
    if (!oldest) {
        if (told_at_) { listener_(std::nullopt); }
        waits_from_.reset();
        told_at_.reset();
        return;
    }
    auto const now = std::chrono::steady_clock::now();
    if (!waits_from_) { waits_from_ = now; }
    auto const is_due = told_at_ ? now - *told_at_ >= told_every : now - *waits_from_ >= told_after;
    if (!is_due) { return; }
    listener_(oldest);
    told_at_ = now;
}

Task<bool> SpoolRounds::drain_a_portion() {
    auto portion = co_await spool_->read();
    if (!portion) {
        log::error("spool.unreadable", {{"detail", portion.error().detail}});
        co_return false;
    }
    auto const taken = co_await intake_->take_spooled(portion->webhooks);
    if (!taken) {
        if (!is_told_) { log::warn("spool.waits", {{"detail", taken.error().detail}}); }
        is_told_ = true;
        co_return false;
    }
    is_told_ = false;
    auto const emptied = static_cast<std::int64_t>(portion->webhooks.size());
    co_await spool_->drop(*std::move(portion));
    log::info("spool.drained", {{"webhooks", emptied}, {"left", static_cast<std::int64_t>(spool_->size())}});
    co_return true;
}

}  // namespace balie::ingest
