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
    IdentityValue customer;

    Opened(Channel channel_, Secrets secrets_, IdentityValue customer_)
        : channel(channel_), secrets(std::move(secrets_)), customer(std::move(customer_)) {}
};

// What everybody can read has no reader to be shown that somebody looks, or writes.
constexpr auto find_customer = db::Statement{"signals.customer", R"sql(
    SELECT i.kind, i.value
      FROM messages m
      JOIN conversations c ON c.account_id = m.account_id AND c.id = m.conversation_id AND NOT c.public
     CROSS JOIN LATERAL (SELECT p.kind, p.value FROM contact_identities p
                          WHERE p.account_id = $1 AND p.id = (SELECT coalesce(m.identity_id, c.identity_id)) LIMIT 1) i
     WHERE m.account_id = $1 AND m.inbox_id = $2 AND m.external_id = $3
)sql"};

struct OpenInbox {
    AccountId account;
    InboxId inbox;
    std::string external_id;
    store::SecretBox const* box;

    Result<Opened> operator()(db::Transaction& transaction) const {
        auto const found = store::inboxes::find(transaction, account, inbox);
        if (!found) { return found.error(); }
        auto secrets = store::inboxes::open_secrets(*found, *box);
        if (!secrets) { return secrets.error(); }
        auto const rows = transaction.run(find_customer, {account, inbox, external_id});
        auto const kind = rows.empty() ? std::nullopt : from_word<IdentityKind>(rows.front().text("kind"));
        if (!kind) { return Error{ErrorCode::not_found, "nobody who could be told"}; }
        return Opened{found->channel, std::move(*secrets),
                      IdentityValue{*kind, rows.front().string("value")}};
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
    auto open = OpenInbox{signal.account, signal.inbox, signal.external_id, box_};
    auto opened = co_await database_->run(signal.account.value, std::move(open));
    if (!opened) { co_return; }
    auto* const connector = connector_of_(opened->channel);
    auto* const signals = connector == nullptr ? nullptr : connector->signals();
    if (signals == nullptr) { co_return; }
    auto const last = LastInbound{signal.external_id, opened->customer};
    auto sent = co_await send_once(signal.kind, last, *signals, opened->secrets);
    if (!sent && sent.error().code == ErrorCode::unavailable) {
        auto timer = boost::asio::steady_timer{*network_, pause_before_second_try};
        co_await timer.async_wait(boost::asio::use_awaitable);
        sent = co_await send_once(signal.kind, last, *signals, opened->secrets);
    }
    if (!sent) {
        log::info("signal.lost", {{"inbox", to_string(signal.inbox)}, {"reason", sent.error().reason}});
    }
}

Task<Result<void>> SignalSender::send_once(Kind kind, LastInbound last, Signals& signals, Secrets secrets) {
    if (kind == Kind::read) { return signals.mark_read(std::move(last), std::move(secrets)); }
    return signals.typing(std::move(last), std::move(secrets));
}

}  // namespace balie::delivery
