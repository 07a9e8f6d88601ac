// Each sign is a coroutine of its own; too many, and they are left out.
#include "delivery/signal_sender.hpp"

#include "store/inboxes.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace balie::delivery {
namespace {

constexpr auto in_flight_max = std::size_t{64};
constexpr auto signals_per_second = 5.0;
constexpr auto signals_burst = 20.0;
constexpr auto pause_before_second_try = std::chrono::seconds{2};

// An inbox with what its connector needs.
struct Opened {
    Channel channel;
    Secrets secrets;

    Opened(Channel channel_, Secrets secrets_) : channel(channel_), secrets(std::move(secrets_)) {}
};

struct OpenInbox {
    AccountId account;
    InboxId inbox;
    store::SecretBox const* box;

    Result<Opened> operator()(db::Transaction& transaction) const {
        auto const found = store::inboxes::find(transaction, account, inbox);
        if (!found) { return found.error(); }
        auto secrets = store::inboxes::open_secrets(*found, *box);
        if (!secrets) { return secrets.error(); }
        return Opened{found->channel, std::move(*secrets)};
    }
};

}  // namespace

SignalSender::SignalSender(boost::asio::io_context& network, db::Database& database,
                           store::SecretBox const& box, ConnectorOf connector_of)
    : network_(&network), database_(&database), box_(&box), connector_of_(std::move(connector_of)) {}

void SignalSender::mark_read(AccountId account, InboxId inbox, std::string external_id) {
    begin(Signal{Kind::read, account, inbox, std::move(external_id)});
}

void SignalSender::typing(AccountId account, InboxId inbox, std::string external_id) {
    begin(Signal{Kind::typing, account, inbox, std::move(external_id)});
}

void SignalSender::begin(Signal signal) {
    if (is_stopped_ || signal.external_id.empty() || in_flight_ >= in_flight_max || !may_send(signal.inbox)) {
        return;
    }
    ++in_flight_;
    boost::asio::co_spawn(*network_, send(std::move(signal)), [this](std::exception_ptr thrown) {
        --in_flight_;
        if (thrown) { log::error("signal.fault"); }
    });
}

bool SignalSender::may_send(InboxId inbox) {
    auto const now = std::chrono::steady_clock::now();
    auto const [found, is_new] = buckets_.try_emplace(inbox, signals_per_second, signals_burst, now);
    if (found->second.available(now) == 0) { return false; }
    found->second.spend(1);
    return true;
}

Task<void> SignalSender::send(Signal signal) {
    auto open = OpenInbox{signal.account, signal.inbox, box_};
    auto opened = co_await database_->run(signal.account.value, std::move(open));
    if (!opened) { co_return; }
    auto* const connector = connector_of_(opened->channel);
    auto* const signals = connector == nullptr ? nullptr : connector->signals();
    if (signals == nullptr) { co_return; }
    auto sent = co_await send_once(signal, *signals, opened->secrets);
    if (!sent && sent.error().code == ErrorCode::unavailable) {
        auto timer = boost::asio::steady_timer{*network_, pause_before_second_try};
        co_await timer.async_wait(boost::asio::use_awaitable);
        sent = co_await send_once(signal, *signals, opened->secrets);
    }
    if (!sent) {
        log::info("signal.lost", {{"inbox", to_string(signal.inbox)}, {"reason", sent.error().reason}});
    }
}

Task<Result<void>> SignalSender::send_once(Signal const& signal, Signals& signals, Secrets secrets) {
    if (signal.kind == Kind::read) { return signals.mark_read(signal.external_id, std::move(secrets)); }
    return signals.typing(signal.external_id, std::move(secrets));
}

}  // namespace balie::delivery
