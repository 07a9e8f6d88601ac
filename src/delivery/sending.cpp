// What happens to an attempt in hand: it is sent once, and how that ended is written down.
#include "delivery/delivery.hpp"
#include "delivery/record.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace balie::delivery {
namespace {

constexpr auto probe_pause_min = std::chrono::minutes{1};
constexpr auto probe_pause_max = std::chrono::minutes{15};
constexpr auto record_tries_max = 30;
constexpr auto record_pause = std::chrono::milliseconds{500};

SendOutcome not_taken(std::string code, std::string reason) {
    auto outcome = SendOutcome{};
    outcome.verdict = Verdict::retry;
    outcome.code = std::move(code);
    outcome.reason = std::move(reason);
    return outcome;
}

}  // namespace

void Delivery::begin(AccountId account, Parcel parcel) {
    ++in_flight_;
    ++in_hand_[account];
    auto const ended = [this, account](std::exception_ptr thrown) {
        if (thrown) { log::error("delivery.fault", {{"in", "sending"}}); }
        --in_flight_;
        if (--in_hand_[account] == 0) { in_hand_.erase(account); }
        agenda_.add(account);
        nudge();
    };
    boost::asio::co_spawn(*network_, deliver(account, std::move(parcel)), ended);
}

Task<void> Delivery::deliver(AccountId account, Parcel parcel) {
    auto outcome = co_await send(account, parcel);
    note_probe(parcel.item, outcome, parcel.is_probe);
    co_await record(account, parcel.item, std::move(outcome), parcel.is_probe);
}

Task<SendOutcome> Delivery::send(AccountId account, Parcel const& parcel) {
    // A process that was paused may have lost its lease: what another put in doubt must not leave after all.
    if (clock_->now() > parcel.taken_at + lease_of(parcel.item) / 2) {
        co_return not_taken("late", "The server paused before it could send");
    }
    if (!parcel.secrets) { co_return not_taken("secrets", "The inbox's secrets cannot be opened"); }
    if (parcel.content.reaction_to && parcel.target.empty()) {
        co_return not_taken("no_target", "The platform does not know the message yet");
    }
    auto message = envelope(parcel.item, parcel.content, parcel.target, options_.media_folder);
    auto secrets = *parcel.secrets;
    auto& connector = *connector_of_(parcel.channel);
    if (connector.capabilities().files_by_address) { hand_out(account, message, secrets); }
    co_return co_await connector.send(std::move(message), std::move(secrets));
}

void Delivery::hand_out(AccountId account, OutboundMessage& message, Secrets const& secrets) const {
    for (auto& file : message.attachments) {
        file.url =
            options_.file_addresses.address(*box_, account, file.id, secrets["api_base"], clock_->now());
    }
}

// The database may be away for a while. Longer than the lease, and the attempt is in doubt, which is then the truth.
Task<void> Delivery::record(AccountId account, OutboxItem item, SendOutcome outcome, bool is_probe) {
    auto const now = clock_->now();
    auto const draw = std::uniform_real_distribution<double>{0.0, 1.0}(dice_);
    auto const decision = decide(outcome, Trial{now, item.tries, item.retrying_since, is_probe}, draw);
    auto timer = boost::asio::steady_timer{*network_};
    for (auto tried = 0; tried < record_tries_max; ++tried) {
        auto body = Record{account, item, outcome, decision, is_probe, now};
        auto const written = co_await journal_->write(account, std::move(body));
        if (written) { co_return; }
        if (written.error().reason == "stale_fence" || tried + 1 == record_tries_max) {
            log::warn("delivery.record", {{"account", to_string(account)},
                                          {"message", to_string(item.message)},
                                          {"attempt", item.attempt},
                                          {"fault", written.error().detail}});
            co_return;
        }
        timer.expires_after(record_pause);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

void Delivery::note_probe(OutboxItem const& item, SendOutcome const& outcome, bool is_probe) {
    auto const found = paces_.find(item.inbox);
    if (found == paces_.end()) { return; }
    auto& pace = found->second;
    if (outcome.verdict != Verdict::reauthorize) {
        if (is_probe) { pace.probe_at = {}; }
        return;
    }
    auto const doublings = std::min<std::int64_t>(pace.probes++, 4);
    auto const wait = std::min<std::chrono::minutes>(probe_pause_max, probe_pause_min * (1LL << doublings));
    pace.probe_at = std::chrono::steady_clock::now() + wait;
}

}  // namespace balie::delivery
