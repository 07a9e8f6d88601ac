#include "bus/bus.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/log.hpp>
#include <balie/base/log_fault.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace balie::bus {
namespace {

namespace asio = boost::asio;

constexpr auto beat_every = std::chrono::seconds{5};
constexpr auto gone_after = std::chrono::seconds{16};
constexpr auto whispers_max =
    std::size_t{512};  // more wait only when the carrier is away: they are of no use later

void log_end(std::exception_ptr fault) { log::fault("bus.task_failed", fault); }

}  // namespace

Bus::Bus(asio::io_context& network, std::unique_ptr<Carrier> carrier)
    : network_(&network), carrier_(std::move(carrier)), me_(random_token()), beat_timer_(network) {}

Bus::~Bus() { carrier_->stop(); }

void Bus::start(Ears ears) {
    ears_ = std::move(ears);
    auto const heard = [this](std::string_view text) {
        asio::post(*network_, [this, text = std::string{text}] { hear(text); });
    };
    auto const missed = [this] {
        asio::post(*network_, [this] {
            if (!is_stopped_) { ears_.missed(); }
        });
    };
    carrier_->start(Carrier::Ears{heard, missed});
    asio::co_spawn(*network_, beat(), log_end);
}

void Bus::stop() {
    is_stopped_ = true;
    beat_timer_.cancel();
    carrier_->stop();
}

template <class Add>
void Bus::tell(Add add) {
    {
        auto const lock = std::lock_guard{mutex_};
        add(pending_);
        if (is_sending_ || is_stopped_) { return; }
        is_sending_ = true;
    }
    asio::co_spawn(*network_, send_all(), log_end);
}

void Bus::committed(AccountId account, std::int64_t last_seq) {
    if (peers_ == 0) { return; }
    tell([&](Letter& letter) {
        auto& seq = letter.committed[account];
        seq = std::max(seq, last_seq);
    });
}

void Bus::rights_changed(AccountId account, UserId user) {
    tell([&](Letter& letter) { letter.rights.emplace(account, user); });
}

void Bus::inbox_changed(AccountId account, InboxId inbox) {
    tell([&](Letter& letter) { letter.inboxes.emplace(account, inbox); });
}

void Bus::whisper(Whisper whisper) {
    if (peers_ == 0) { return; }
    tell([&](Letter& letter) {
        if (letter.whispers.size() < whispers_max) { letter.whispers.push_back(std::move(whisper)); }
    });
}

Task<void> Bus::send_all() {
    while (true) {
        auto letter = Letter{};
        {
            auto const lock = std::lock_guard{mutex_};
            if (is_stopped_ || (pending_.is_empty() && !is_due_)) {
                is_sending_ = false;
                co_return;
            }
            letter = std::exchange(pending_, {});
            is_due_ = false;
        }
        for (auto& text : write(me_, std::move(letter), carrier_->letter_max())) {
            auto const sent = co_await carrier_->send(std::move(text));
            if (!sent) { log::warn("bus.not_sent", {{"detail", sent.error().detail}}); }
        }
    }
}

Task<void> Bus::beat() {
    while (!is_stopped_) {
        forget_silent_peers();
        tell([this](Letter&) { is_due_ = true; });
        beat_timer_.expires_after(beat_every);
        auto fault = boost::system::error_code{};
        co_await beat_timer_.async_wait(asio::redirect_error(asio::use_awaitable, fault));
    }
}

void Bus::hear(std::string_view text) {
    if (is_stopped_) { return; }
    auto const received = read(text);
    if (!received) {
        log::warn("bus.unreadable", {{"detail", received.error().detail}});
        return;
    }
    if (received->from == me_) { return; }
    note_peer(received->from);
    auto const& letter = received->letter;
    for (auto const& [account, seq] : letter.committed) { ears_.committed(account, seq); }
    for (auto const& [account, user] : letter.rights) { ears_.rights_changed(account, user); }
    for (auto const& [account, inbox] : letter.inboxes) { ears_.inbox_changed(account, inbox); }
    for (auto const& whisper : letter.whispers) { ears_.whispered(whisper); }
}

// A newcomer is answered at once, so that it too knows that it is not alone.
void Bus::note_peer(std::string const& from) {
    auto const [peer, is_new] = heard_at_.insert_or_assign(from, std::chrono::steady_clock::now());
    if (!is_new) { return; }
    peers_ = heard_at_.size();
    log::info("bus.peer_came", {{"peers", static_cast<std::int64_t>(heard_at_.size())}});
    tell([this](Letter&) { is_due_ = true; });
}

void Bus::forget_silent_peers() {
    auto const until = std::chrono::steady_clock::now() - gone_after;
    auto const gone = std::erase_if(heard_at_, [&](auto const& peer) { return peer.second < until; });
    if (gone == 0) { return; }
    peers_ = heard_at_.size();
    log::info("bus.peer_went", {{"peers", static_cast<std::int64_t>(heard_at_.size())}});
}

}  // namespace balie::bus
