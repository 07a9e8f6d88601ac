// Whether a socket is open somewhere says little: it may be half dead, or another node's. What counts is whether a client
// said that the reply came through.
#include "client/push_rounds.hpp"

#include "client/push_message.hpp"
#include "delivery/decision.hpp"

#include <balie/base/log.hpp>

#include <exception>

namespace balie::client {
namespace {

namespace pushes = store::client_pushes;

constexpr auto pause = std::chrono::seconds{2};
constexpr auto lease = std::chrono::seconds{60};
constexpr auto look_again = std::chrono::seconds{5};

struct FindPlaces {
    Result<std::vector<store::inbox_directory::Place>> operator()(db::Transaction& transaction) const {
        return store::inbox_directory::of_channels(transaction, {Channel::webchat});
    }
};

struct Take {
    AccountId account;
    InboxId inbox;
    Time now;

    Result<std::vector<pushes::Push>> operator()(db::Transaction& transaction) const {
        return pushes::take(transaction, account, inbox, now, now + lease);
    }
};

struct Finish {
    AccountId account;
    MessageId message;

    Result<void> operator()(db::Transaction& transaction) const {
        pushes::finish(transaction, account, message);
        return {};
    }
};

struct PutOff {
    AccountId account;
    MessageId message;
    Time due_at;
    std::optional<Time> retrying_since;

    Result<void> operator()(db::Transaction& transaction) const {
        pushes::put_off(transaction, account, message, due_at, retrying_since);
        return {};
    }
};

bool is_on_its_way(pushes::Push const& push) {
    return push.status == DeliveryStatus::queued || push.status == DeliveryStatus::sending;
}

}  // namespace

PushRounds::PushRounds(boost::asio::io_context& network, db::Database& database,
                       ingest::InboxDirectory& inboxes, HttpClient& http, Clock const& clock)
    : database_(&database),
      inboxes_(&inboxes),
      http_(&http),
      clock_(&clock),
      rounds_(network, "pushes", pause) {}

Task<void> PushRounds::round() {
    auto find = FindPlaces{};
    auto const places = co_await database_->run(0, std::move(find));
    if (!places) { co_return; }  // the next round looks again
    for (auto const& place : *places) {
        if (rounds_.is_stopping()) { break; }
        auto const inbox = co_await inboxes_->find(place.inbox);
        if (!inbox || (*inbox)->secrets["push_url"].empty()) { continue; }
        co_await serve(*inbox);
    }
}

Task<void> PushRounds::serve(Inbox inbox) {
    auto take = Take{inbox->account, inbox->id, clock_->now()};
    auto const taken = co_await database_->run(inbox->account.value, std::move(take));
    if (!taken) { co_return; }
    for (auto const& one : *taken) {
        if (rounds_.is_stopping()) { break; }
        co_await push(inbox, one);
    }
}

Task<void> PushRounds::push(Inbox inbox, pushes::Push push) {
    if (is_on_its_way(push)) {
        co_await put_off(inbox->account, push.message, clock_->now() + look_again, push.retrying_since);
        co_return;
    }
    // A client took it, or nobody ever will.
    if (push.status != DeliveryStatus::sent) {
        co_await finish(inbox->account, push.message);
        co_return;
    }
    auto call = push_call(push, inbox->id, inbox->secrets, clock_->now());
    auto const answer = co_await http_->call(std::move(call));
    co_await settle(inbox, std::move(push), push_outcome(answer));
}

Task<void> PushRounds::settle(Inbox inbox, pushes::Push push, SendOutcome outcome) {
    auto const now = clock_->now();
    auto const draw = std::uniform_real_distribution<double>{0.0, 1.0}(dice_);
    auto const trial = delivery::Trial{now, push.tries, push.retrying_since};
    auto const decision = delivery::decide(outcome, trial, draw);
    if (decision.step == delivery::Step::try_again) {
        co_await put_off(inbox->account, push.message, decision.due_at, push.retrying_since.value_or(now));
        co_return;
    }
    if (decision.step != delivery::Step::record_sent) {
        log::warn("client.push_given_up", {{"account", inbox->account.value},
                                           {"inbox", inbox->id.value},
                                           {"message", push.message.value},
                                           {"code", outcome.code}});
    }
    co_await finish(inbox->account, push.message);
}

Task<void> PushRounds::finish(AccountId account, MessageId message) {
    auto body = Finish{account, message};
    co_await database_->run(account.value, std::move(body));
}

Task<void> PushRounds::put_off(AccountId account, MessageId message, Time due_at,
                               std::optional<Time> retrying_since) {
    auto body = PutOff{account, message, due_at, retrying_since};
    co_await database_->run(account.value, std::move(body));
}

}  // namespace balie::client
