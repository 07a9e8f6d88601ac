#include "ingest/pulse.hpp"

#include "store/inboxes.hpp"
#include "store/webhook_times.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>

namespace balie::ingest {
namespace {

constexpr auto pause = std::chrono::seconds{5};
constexpr auto drain_pause = std::chrono::milliseconds{10};
constexpr auto inboxes_max = std::size_t{20'000};

journal::Event inbox_updated(InboxId inbox) {
    auto event = journal::Event{journal::EventType::inbox_updated};
    event.inbox = inbox;
    return event;
}

}  // namespace

void Pulse::beat(AccountId account, InboxId inbox) {
    auto const now = std::chrono::steady_clock::now();
    auto& next = next_[inbox];
    if (now < next) { return; }
    if (next_.size() > inboxes_max) { return next_.clear(); }
    next = now + pause;
    ++writing_;
    boost::asio::co_spawn(network_, write(account, inbox), [this](std::exception_ptr thrown) {
        --writing_;
        if (thrown) { log::error("ingest.pulse_failed"); }
    });
}

// Best effort: the next beat writes what this one could not.
Task<void> Pulse::write(AccountId account, InboxId inbox) {
    auto const at = clock_->now();
    auto const mark = [account, inbox, at](journal::Work& work) -> Result<void> {
        store::webhook_times::mark(work.transaction(), account, inbox, at);
        work.tell(inbox_updated(inbox));
        return {};
    };
    co_await journal_->write(account, mark);
}

Task<void> Pulse::shook_hands(AccountId account, InboxId inbox) {
    auto const at = clock_->now();
    auto const mark = [account, inbox, at](journal::Work& work) -> Result<void> {
        store::inboxes::mark_handshake(work.transaction(), account, inbox, at);
        work.tell(inbox_updated(inbox));
        return {};
    };
    auto const written = co_await journal_->write(account, mark);
    if (!written) { log::warn("ingest.handshake_not_noted", {{"inbox", inbox.value}}); }
}

Task<void> Pulse::drain() {
    auto timer = boost::asio::steady_timer{co_await boost::asio::this_coro::executor};
    while (writing_ > 0) {
        timer.expires_after(drain_pause);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

}  // namespace balie::ingest
