#include "ingest/spool_rounds.hpp"

#include <balie/base/log.hpp>

#include <chrono>

namespace balie::ingest {
namespace {

constexpr auto pause = std::chrono::milliseconds{100};

}  // namespace

SpoolRounds::SpoolRounds(boost::asio::io_context& network, Spool& spool, Intake& intake)
    : spool_(&spool), intake_(&intake), rounds_(network, "spool", pause) {}

void SpoolRounds::start() {
    rounds_.start([this] { return round(); });
}

Task<void> SpoolRounds::round() {
    while (spool_->size() > 0 && !rounds_.is_stopping()) {
        auto const is_drained = co_await drain_a_portion();
        if (!is_drained) { co_return; }
    }
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
