// The loops: who is served, and what happens to each attempt in hand.
#include "delivery/delivery.hpp"

#include "delivery/record.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace balie::delivery {
namespace {

using Instant = std::chrono::steady_clock::time_point;

constexpr auto batch_max = std::int64_t{16};  // of one inbox in one claim
constexpr auto drain_pause = std::chrono::milliseconds{20};
constexpr auto idle_pause = std::chrono::seconds{60};

struct FindDueInboxes {
    AccountId account;
    Time now;

    Result<std::vector<store::outbox::DueInbox>> operator()(db::Transaction& transaction) const {
        return store::outbox::due_inboxes(transaction, account, now);
    }
};

struct FindDueAccounts {
    Time now;

    Result<std::vector<AccountId>> operator()(db::Transaction& transaction) const {
        return store::outbox::accounts_due(transaction, now);
    }
};

void log_fault(std::exception_ptr thrown) {
    if (thrown) { log::error("delivery.fault"); }
}

Task<void> pause(std::chrono::milliseconds time) {
    auto timer = boost::asio::steady_timer{co_await boost::asio::this_coro::executor, time};
    co_await timer.async_wait(boost::asio::use_awaitable);
}

}  // namespace

Delivery::Delivery(boost::asio::io_context& network, db::Database& database, journal::Journal& journal,
                   store::SecretBox const& box, ConnectorOf connector_of, Clock const& clock, Options options)
    : network_(&network),
      database_(&database),
      journal_(&journal),
      box_(&box),
      connector_of_(connector_of),
      clock_(&clock),
      options_(std::move(options)),
      signals_(network, database, box, connector_of),
      poll_timer_(network) {}

void Delivery::start() {
    for (auto index = 0U; index < options_.claimers; ++index) {
        idle_.push_back(std::make_unique<boost::asio::steady_timer>(*network_));
        boost::asio::co_spawn(*network_, claim_loop(*idle_.back()), log_fault);
    }
    boost::asio::co_spawn(*network_, poll(), log_fault);
}

void Delivery::wake(AccountId account) {
    boost::asio::post(*network_, [this, account] {
        agenda_.add(account);
        nudge();
    });
}

void Delivery::mark_read(AccountId account, InboxId inbox, std::string external_id) {
    boost::asio::post(*network_, [this, account, inbox, external_id = std::move(external_id)] {
        signals_.mark_read(account, inbox, external_id);
    });
}

void Delivery::typing(AccountId account, InboxId inbox, std::string external_id) {
    boost::asio::post(*network_, [this, account, inbox, external_id = std::move(external_id)] {
        signals_.typing(account, inbox, external_id);
    });
}

Task<bool> Delivery::drain(std::chrono::milliseconds limit) {
    is_draining_ = true;
    signals_.stop();
    nudge();
    poll_timer_.cancel();
    auto const until = std::chrono::steady_clock::now() + limit;
    while (in_flight_ + signals_.in_flight() + loops_ > 0 && std::chrono::steady_clock::now() < until) {
        co_await pause(drain_pause);
    }
    co_return in_flight_ == 0;
}

void Delivery::nudge() {
    for (auto const& timer : idle_) { timer->cancel(); }
}

Task<void> Delivery::poll() {
    ++loops_;
    while (!is_draining_) {
        co_await poll_once();
        if (is_draining_) { break; }
        poll_timer_.expires_after(options_.poll);
        auto ignored = boost::system::error_code{};
        co_await poll_timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }
    --loops_;
}

Task<void> Delivery::poll_once() {
    auto find = FindDueAccounts{clock_->now()};
    auto const accounts = co_await database_->run(0, std::move(find));
    if (!accounts) { co_return; }
    for (auto const account : *accounts) {
        may_have_left_.insert(account);
        agenda_.add(account);
    }
    if (!accounts->empty()) { nudge(); }
}

Task<void> Delivery::claim_loop(boost::asio::steady_timer& idle) {
    ++loops_;
    while (!is_draining_) {
        auto const now = std::chrono::steady_clock::now();
        auto const account = in_flight_ < options_.in_flight_max ? agenda_.next(now) : std::nullopt;
        if (account) {
            co_await serve(*account);
            agenda_.done(*account);
            continue;
        }
        idle.expires_at(std::min(agenda_.wakes_at().value_or(now + idle_pause), now + idle_pause));
        auto ignored = boost::system::error_code{};
        co_await idle.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }
    --loops_;
}

Task<void> Delivery::serve(AccountId account) {
    if (may_have_left_.erase(account) == 1) { co_await doubt(account); }
    auto parcels = co_await claim(account);
    if (!parcels) {
        log::warn("delivery.claim", {{"account", to_string(account)}, {"fault", parcels.error().detail}});
        agenda_.add_at(account, std::chrono::steady_clock::now() + options_.poll);
        co_return;
    }
    for (auto& parcel : *parcels) { begin(account, std::move(parcel)); }
}

// What a holder left behind is never sent again.
Task<void> Delivery::doubt(AccountId account) {
    auto body = Doubt{account, clock_->now()};
    auto const left = co_await journal_->write(account, std::move(body));
    if (!left || *left == 0) { co_return; }
    log::warn("delivery.left_behind",
              {{"account", to_string(account)}, {"attempts", static_cast<std::int64_t>(*left)}});
}

Task<Result<std::vector<Parcel>>> Delivery::claim(AccountId account) {
    auto find = FindDueInboxes{account, clock_->now()};
    auto const inboxes = co_await database_->run(account.value, std::move(find));
    if (!inboxes) { co_return inboxes.error(); }
    auto asked = orders(account, *inboxes);
    if (asked.empty()) { co_return std::vector<Parcel>{}; }
    auto body = Claim{account, asked, clock_->now(), connector_of_, *box_};
    auto parcels = co_await journal_->write(account, std::move(body));
    if (!parcels) { co_return parcels.error(); }
    auto taken = std::map<InboxId, std::int64_t>{};
    for (auto const& parcel : *parcels) { ++taken[parcel.item.inbox]; }
    for (auto const& order : asked) {
        pace_of(order.inbox).bucket.spend(taken[order.inbox.id]);
        // A full batch may have left more behind it.
        if (taken[order.inbox.id] == order.count) { agenda_.add(account); }
    }
    co_return parcels;
}

std::vector<Order> Delivery::orders(AccountId account, std::vector<store::outbox::DueInbox> const& inboxes) {
    auto asked = std::vector<Order>{};
    auto room = room_of(account);
    for (auto const& inbox : inboxes) {
        auto const count = count_of(account, inbox, room);
        if (count == 0) { continue; }
        room -= count;
        asked.push_back(Order{inbox, count});
    }
    return asked;
}

std::int64_t Delivery::count_of(AccountId account, store::outbox::DueInbox const& inbox, std::int64_t room) {
    auto const now = std::chrono::steady_clock::now();
    auto& pace = pace_of(inbox);
    if (inbox.needs_reauthorization && now < pace.probe_at) { return 0; }
    if (!inbox.needs_reauthorization) { pace.probes = 0; }
    auto const count = std::min({room, batch_max, pace.bucket.available(now)});
    if (count == 0 && room > 0) { agenda_.add_at(account, pace.bucket.next(now)); }
    return count;
}

Delivery::Pace& Delivery::pace_of(store::outbox::DueInbox const& inbox) {
    auto const found = paces_.find(inbox.id);
    if (found != paces_.end()) { return found->second; }
    auto const* const connector = inbox.channel ? connector_of_(*inbox.channel) : nullptr;
    auto const capabilities = connector == nullptr ? Capabilities{} : connector->capabilities();
    auto const now = std::chrono::steady_clock::now();
    auto const bucket = TokenBucket{capabilities.sends_per_second, capabilities.sends_burst, now};
    return paces_.emplace(inbox.id, Pace{bucket}).first->second;
}

std::int64_t Delivery::room_of(AccountId account) const {
    auto const found = in_hand_.find(account);
    auto const in_hand = found == in_hand_.end() ? std::size_t{0} : found->second;
    auto const room =
        std::min(options_.in_flight_max - std::min(options_.in_flight_max, in_flight_),
                 options_.in_flight_of_account_max - std::min(options_.in_flight_of_account_max, in_hand));
    return static_cast<std::int64_t>(room);
}

}  // namespace balie::delivery
