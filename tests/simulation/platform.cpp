#include "simulation/platform.hpp"

#include "simulation/world.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <charconv>

namespace balie::simulation {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr auto answer_max = seconds{30};  // as the server's own client waits
constexpr auto store_statuses = db::Statement{"simulation.statuses", ""};

SendOutcome outcome_of(Verdict verdict, std::string code) {
    auto outcome = SendOutcome{};
    outcome.verdict = verdict;
    outcome.code = std::move(code);
    return outcome;
}

// What ingest does with a status, in a transaction of its own.
struct StoreStatuses {
    AccountId account;
    Webhook webhook;

    Result<bool> operator()(journal::Work& work) const {
        auto const ids = std::vector<std::string>{webhook.external_id};
        auto const statuses = std::vector<std::string>{webhook.status};
        auto const inboxes = std::vector<std::int64_t>{webhook.inbox};
        auto const messages = std::vector<std::int64_t>{webhook.message};
        auto const attempts = std::vector<std::int64_t>{webhook.attempt};
        auto const rows = work.transaction().run(
            store_statuses, {account, db::array(inboxes), db::array(ids), db::array(statuses),
                             db::array(messages), db::array(attempts)});
        for (auto const& row : rows) {
            auto event = journal::Event{journal::EventType::message_updated};
            event.inbox = InboxId{webhook.inbox};
            event.conversation = row.id<Conversation>("conversation_id");
            event.message = row.id<Message>("message_id");
            work.tell(event);
        }
        return true;
    }
};

Task<void> store(Node::Machine& machine, std::shared_ptr<Webhook> webhook) {
    auto body = StoreStatuses{AccountId{webhook->account}, *webhook};
    auto const stored = co_await machine.journal.write(AccountId{webhook->account}, std::move(body));
    if (stored) { webhook->is_stored = true; }
}

Span way() {
    if (world().chance.is(world().faults.slow_call)) {
        return world().chance.between(seconds{1}, seconds{40});
    }
    return world().chance.between(milliseconds{5}, milliseconds{300});
}

}  // namespace

Gate::Gate(Node& node, Channel channel) : node_(&node), channel_(channel) {
    capabilities_.sends_per_second = 20;
    capabilities_.sends_burst = 10;
}

Task<SendOutcome> Gate::send(OutboundMessage message, Secrets secrets) {
    auto call = std::make_shared<Call>(co_await boost::asio::this_coro::executor, *node_);
    auto const dot = message.opaque.find('.');
    call->message = std::stoll(message.opaque.substr(0, dot));
    call->attempt = std::stoll(message.opaque.substr(dot + 1));
    call->inbox = secrets.inbox().value;
    call->gives_back_our_word = channel_ == Channel::whatsapp;
    world().platform.begin(call);
    call->timer.expires_after(answer_max);
    auto ignored = boost::system::error_code{};
    co_await call->timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    if (call->outcome) { co_return *call->outcome; }
    co_return outcome_of(Verdict::uncertain, "no_answer");
}

void Platform::begin(std::shared_ptr<Call> const& call) {
    auto& world = simulation::world();
    world.note("send", call->message, call->attempt);
    world.judge.sending(call->message, call->attempt);
    auto const asked = not_before_.find({call->message, call->attempt});
    if (asked != not_before_.end()) { world.judge.asked_again(call->message, call->attempt, asked->second); }
    auto const letter = Letter{call, call->message, call->attempt, call->inbox, call->gives_back_our_word};
    if (world.chance.is(world.faults.refused)) {
        return answer(letter, outcome_of(Verdict::retry, "refused"), way());
    }
    if (world.chance.is(world.faults.lost_request)) { return; }
    ++on_their_way_;
    world.after(way(), [this, letter] {
        --on_their_way_;
        arrive(letter);
    });
}

void Platform::arrive(Letter const& letter) {
    auto& world = simulation::world();
    if (refused_.contains(letter.inbox)) {
        return answer(letter, outcome_of(Verdict::reauthorize, "token"), way());
    }
    if (world.chance.is(world.faults.throttled)) {
        auto outcome = outcome_of(Verdict::retry, "429");
        if (world.chance.is(0.5)) { outcome.retry_after = seconds{1 + world.chance.below(90)}; }
        auto const pause = way();
        not_before_[{letter.message, letter.attempt}] =
            world.now() + outcome.retry_after.value_or(seconds{0});
        return answer(letter, outcome, pause);
    }
    if (world.chance.is(world.faults.rejected)) {
        return answer(letter, outcome_of(Verdict::rejected, "131026"), way());
    }
    auto outcome = outcome_of(Verdict::accepted, "");
    outcome.external_id = take(letter);
    if (world.chance.is(world.faults.silent)) { return; }
    if (world.chance.is(world.faults.reset)) { outcome = outcome_of(Verdict::uncertain, "reset"); }
    answer(letter, outcome, way());
}

void Platform::answer(Letter const& letter, SendOutcome outcome, Span pause) {
    world().after(pause, [call = letter.call, outcome = std::move(outcome)] {
        if (call.expired()) { return; }
        auto* const node = call.lock()->node;
        node->turn([call, outcome] {
            auto const held = call.lock();
            if (!held || held->outcome) { return; }
            held->outcome = outcome;
            held->timer.cancel();
        });
    });
}

std::string Platform::take(Letter const& letter) {
    auto& world = simulation::world();
    world.note("taken", letter.message, letter.attempt);
    auto& taken = ledger_[{letter.message, letter.attempt}];
    ++taken.times;
    taken.gives_back_our_word = letter.gives_back_our_word;
    taken.external_id = "x" + std::to_string(next_id_++);
    world.judge.taken(letter.message, letter.attempt, taken.times);
    plan_statuses(letter, taken.external_id);
    return taken.external_id;
}

void Platform::plan_statuses(Letter const& letter, std::string const& external_id) {
    auto& world = simulation::world();
    auto statuses = std::vector<std::string>{"sent", "delivered", "read"};
    statuses.resize(world.chance.below(4));
    if (world.chance.is(0.03)) { statuses = {"failed"}; }
    for (auto const& status : statuses) {
        auto webhook = std::make_shared<Webhook>();
        webhook->account = world.store.inboxes.rows.at(letter.inbox).account;
        webhook->inbox = letter.inbox;
        webhook->external_id = external_id;
        webhook->status = status;
        if (letter.gives_back_our_word) {
            webhook->message = letter.message;
            webhook->attempt = letter.attempt;
        }
        ledger_[{letter.message, letter.attempt}].said.push_back(status);
        ++untold_;
        auto const late = world.chance.is(0.2) ? Span{seconds{60}} : Span{seconds{2}};
        world.after(world.chance.between(Span{0}, late), [this, webhook] { tell(webhook); });
    }
}

// Again and again until it is stored, and now and then once more.
void Platform::tell(std::shared_ptr<Webhook> const& webhook) {
    auto& world = simulation::world();
    if (webhook->is_stored && !world.chance.is(world.faults.repeated_webhook)) {
        --untold_;
        return;
    }
    webhook->is_stored = false;
    if (auto* const node = world.some_node()) {
        world.note("webhook", webhook->message, webhook->attempt, webhook->status);
        node->turn([node, webhook] {
            auto& machine = node->machine();
            boost::asio::co_spawn(machine.network, simulation::store(machine, webhook),
                                  boost::asio::detached);
        });
    }
    auto const pause = world.chance.between(milliseconds{200}, seconds{20});
    world.after(pause, [this, webhook] { tell(webhook); });
}

}  // namespace balie::simulation
