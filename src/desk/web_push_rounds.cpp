// Two steps for each account: what the journal holds becomes pushes, in one transaction with its cursor; and what is due
// is taken under a lease, judged by the rights of that moment, and sent.
#include "desk/web_push_rounds.hpp"

#include "desk/push_rules.hpp"
#include "desk/push_target.hpp"
#include "desk/push_words.hpp"
#include "store/actors.hpp"
#include "store/events.hpp"
#include "store/notifications.hpp"
#include "store/push_subscriptions.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/few_at_once.hpp>
#include <balie/base/log.hpp>

#include <algorithm>
#include <functional>
#include <utility>

namespace balie::desk {
namespace {

namespace pushes = store::web_pushes;
namespace subscriptions = store::push_subscriptions;
using store::events::EventRow;

constexpr auto pause = std::chrono::seconds{2};
constexpr auto lease = std::chrono::seconds{60};
constexpr auto call_takes = std::chrono::seconds{10};
constexpr auto look_again = std::chrono::minutes{1};  // for what another node took and did not finish
constexpr auto page = std::int64_t{500};
constexpr auto batches_max = 5;  // of one account, before the next has its turn
// A push service that gives no answer holds up nobody else's.
constexpr auto accounts_at_once = std::size_t{8};
constexpr auto calls_at_once = std::size_t{20};  // all that is taken together
constexpr auto topic_characters = std::size_t{32};

std::vector<Listener> listeners_of(db::Transaction& transaction, AccountId account, Time now) {
    auto const waiting = subscriptions::waiting(transaction, account, now);
    auto sessions = std::vector<SessionId>{};
    for (auto const& each : waiting) { sessions.push_back(each.session); }
    auto actors = std::map<SessionId, access::Actor>{};
    for (auto& actor : store::actors::of_sessions(transaction, account, sessions, now)) {
        actors.emplace(actor.session, std::move(actor));
    }
    auto listeners = std::vector<Listener>{};
    for (auto const& each : waiting) {
        auto const actor = actors.find(each.session);
        if (actor == actors.end()) { continue; }
        listeners.push_back(
            {each.id, actor->second, notice_rules(each.notices), each.clock, each.looked_until});
    }
    return listeners;
}

Heard heard_in(db::Transaction& transaction, AccountId account, std::vector<EventRow> const& events) {
    auto messages = std::vector<MessageId>{};
    auto notifications = std::vector<NotificationId>{};
    for (auto const& event : events) {
        if (event.type == "message.created") { messages.push_back(event.message); }
        if (event.type == "notification.created") { notifications.push_back(event.notification); }
    }
    auto heard = Heard{};
    for (auto const id : pushes::written_by_customers(transaction, account, messages)) {
        heard.messages.insert(id);
    }
    if (notifications.empty()) { return heard; }
    for (auto const& each : store::notifications::find_many(transaction, account, notifications)) {
        // A customer's message tells of itself.
        if (!each.read_at && each.type != NotificationType::replied) { heard.notifications.insert(each.id); }
    }
    return heard;
}

struct Finish {
    AccountId account;
    pushes::Push push;
    PushDecision decision;
    Time now;

    Result<void> operator()(db::Transaction& transaction) const {
        switch (decision.step) {
            case PushStep::try_again:
                pushes::put_off(transaction, account, push, decision.due_at);
                return {};
            case PushStep::unsubscribe:
                subscriptions::remove(transaction, account, push.subscription);
                return {};
            case PushStep::done:
                subscriptions::note_pushed(transaction, account, push.subscription, now);
                break;
            case PushStep::give_up:
                break;
        }
        pushes::finish(transaction, account, push);
        return {};
    }
};

struct NextDue {
    AccountId account;

    Result<std::optional<Time>> operator()(db::Transaction& transaction) const {
        return pushes::next_due(transaction, account);
    }
};

PushWish wish_for(AccountId account, pushes::Push const& push) {
    auto wish = PushWish{};
    wish.topic = to_base64url(sha256(to_string(account) + '/' + to_string(push.conversation)))
                     .substr(0, topic_characters);
    wish.is_urgent = push.notification || push.assignee == push.user;
    return wish;
}

}  // namespace

// Answers true when there is more in the journal.
struct WebPushRounds::Follow {
    AccountId account;
    Time now;
    store::SecretBox const* box;
    PushSettings const* settings;

    Result<bool> operator()(db::Transaction& transaction) const {
        auto const cursor = pushes::lock_cursor(transaction, account);
        if (!cursor) { return is_prepared(transaction); }
        auto const listeners = listeners_of(transaction, account, now);
        if (listeners.empty()) {
            pushes::move_cursor(transaction, account, store::events::newest(transaction, account));
            return false;
        }
        auto const events = store::events::after(transaction, account, *cursor, page);
        if (events.empty()) { return false; }
        auto const heard = heard_in(transaction, account, events);
        pushes::add(transaction, account, pushes_for(events, heard, listeners, now), now);
        pushes::move_cursor(transaction, account, events.back().seq);
        return static_cast<std::int64_t>(events.size()) == page;
    }

    // Nobody subscribed so far: browsers find the key when somebody wishes to.
    Result<bool> is_prepared(db::Transaction& transaction) const {
        auto const key = push_key(transaction, account, *box, *settings);
        if (!key) { return key.error(); }
        return false;
    }
};

// What is not wanted any more is taken away on the spot.
struct WebPushRounds::Take {
    AccountId account;
    Time now;
    store::SecretBox const* box;
    PushSettings const* settings;

    Result<std::optional<Batch>> operator()(db::Transaction& transaction) const {
        auto const taken = pushes::take(transaction, account, now, now + lease);
        if (taken.empty()) { return std::optional<Batch>{}; }
        auto key = push_key(transaction, account, *box, *settings);
        if (!key) { return key.error(); }
        auto sessions = std::vector<SessionId>{};
        for (auto const& push : taken) { sessions.push_back(push.session); }
        auto const actors = store::actors::of_sessions(transaction, account, sessions, now);
        auto batch = Batch{{}, std::move(*key)};
        for (auto const& push : taken) {
            auto const actor = std::ranges::find(actors, push.session, &access::Actor::session);
            auto target = open_push_target(*box, account, push.endpoint_hash, push.sealed_target);
            if (actor == actors.end() || !is_wanted(push, *actor) || !target) {
                pushes::finish(transaction, account, push);
                continue;
            }
            batch.ready.push_back({push, std::move(*target)});
        }
        return std::optional{std::move(batch)};
    }
};

WebPushRounds::WebPushRounds(boost::asio::io_context& network, db::Database& database,
                             store::SecretBox const& box, HttpClient& http, Clock const& clock,
                             PushSettings settings)
    : database_(&database),
      box_(&box),
      http_(&http),
      clock_(&clock),
      settings_(std::move(settings)),
      rounds_(network, "web_pushes", pause) {}

void WebPushRounds::start() {
    if (!settings_.is_on()) { return; }
    rounds_.start([this] { return round(); });
}

Task<void> WebPushRounds::round() {
    auto look = [](db::Transaction& transaction) -> Result<std::vector<store::events::Stream>> {
        return store::events::streams(transaction);
    };
    auto const streams = co_await database_->run(0, std::move(look));
    if (!streams) { co_return; }  // the next round looks again
    auto works = std::vector<std::function<Task<void>()>>{};
    for (auto const& stream : *streams) {
        auto const known = known_.find(stream.account);
        if (known != known_.end() && known->second.seq >= stream.seq &&
            known->second.due_at > clock_->now()) {
            continue;
        }
        works.emplace_back([this, stream] { return serve(stream.account, stream.seq); });
    }
    co_await few_at_once(std::move(works), accounts_at_once);
}

Task<void> WebPushRounds::serve(AccountId account, std::int64_t seq) {
    if (rounds_.is_stopping()) { co_return; }
    auto follow = Follow{account, clock_->now(), box_, &settings_};
    auto const has_more = co_await database_->run(account.value, std::move(follow));
    if (!has_more) {
        log::warn("web_pushes.not_followed",
                  {{"account", account.value}, {"detail", has_more.error().detail}});
        co_return;
    }
    auto is_more = true;
    for (auto done = 0; is_more && done < batches_max && !rounds_.is_stopping(); ++done) {
        is_more = co_await send_due(account);
    }
    auto next = NextDue{account};
    auto const due_at = co_await database_->run(account.value, std::move(next));
    auto const latest = clock_->now() + look_again;
    auto const at = due_at ? std::min(due_at->value_or(latest), latest) : Time{};
    known_.insert_or_assign(account, Known{*has_more ? 0 : seq, at});
}

// Answers whether there may be more that is due.
Task<bool> WebPushRounds::send_due(AccountId account) {
    auto const now = clock_->now();
    auto take = Take{account, now, box_, &settings_};
    auto batch = co_await database_->run(account.value, std::move(take));
    if (!batch) {
        log::warn("web_pushes.not_taken", {{"account", account.value}, {"detail", batch.error().detail}});
        co_return false;
    }
    if (!*batch) { co_return false; }
    // Who is stopped leaves them to be taken anew: by whom, nobody knows.
    if (rounds_.is_stopping()) { co_return false; }
    auto works = std::vector<std::function<Task<void>()>>{};
    for (auto const& ready : (*batch)->ready) {
        works.emplace_back([this, account, key = (*batch)->key, ready] { return send(account, key, ready); });
    }
    co_await few_at_once(std::move(works), calls_at_once);
    co_return true;
}

Task<void> WebPushRounds::send(AccountId account, P256Key key, Ready ready) {
    auto decision = PushDecision{PushStep::give_up};
    auto status = std::int64_t{0};
    auto const sender = PushSender{std::move(key), settings_.contact};
    auto call =
        push_call(push_text(ready.push), ready.target, sender, wish_for(account, ready.push), clock_->now());
    if (call) {
        call->timeout = call_takes;
        auto const answer = co_await http_->call(std::move(*call));
        auto const draw = std::uniform_real_distribution<double>{0.0, 1.0}(dice_);
        decision = decide_push(answer, ready.push, clock_->now(), draw);
        status = answer ? answer->status : 0;
    }
    if (decision.step != PushStep::done) {
        log::info("web_push.not_taken", {{"account", account.value},
                                         {"subscription", ready.push.subscription.value},
                                         {"status", status},
                                         {"tries", ready.push.tries}});
    }
    auto finish = Finish{account, std::move(ready.push), decision, clock_->now()};
    co_await database_->run(account.value, std::move(finish));
}

}  // namespace balie::desk
