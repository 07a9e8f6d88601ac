// Platforms forget a subscription after an hour of our failing, and nothing else tells: the round is the only one who
// notices, and mends what it can.
#include "ingest/health_rounds.hpp"

#include "ingest/health_judgement.hpp"
#include "store/audit.hpp"
#include "store/inbox_health.hpp"
#include "store/inboxes.hpp"
#include "store/search_streams.hpp"

#include <balie/base/log.hpp>

#include <nlohmann/json.hpp>

#include <exception>

namespace balie::ingest {
namespace {

namespace inbox_health = store::inbox_health;

constexpr auto pause = std::chrono::minutes{1};
constexpr auto lease = std::chrono::minutes{3};
constexpr auto when_well = std::chrono::minutes{15};
constexpr auto when_ill = std::chrono::minutes{5};
constexpr auto failures_within = std::chrono::hours{1};
constexpr auto rhythm_of = std::chrono::weeks{5};
constexpr auto resubscribes_every = std::chrono::hours{1};

struct FindPlaces {
    std::vector<Channel> channels;
    Result<std::vector<store::inbox_directory::Place>> operator()(db::Transaction& transaction) const {
        return store::inbox_directory::of_channels(transaction, channels);
    }
};

struct MayResubscribe {
    AccountId account;
    InboxId inbox;
    Time now;
    Result<bool> operator()(db::Transaction& transaction) const {
        return inbox_health::may_resubscribe(transaction, account, inbox, now, now - resubscribes_every);
    }
};

struct NoteResubscription {
    AccountId account;
    InboxId inbox;
    Result<bool> operator()(db::Transaction& transaction) const {
        store::audit::write(transaction, {account, UserId{}, "inbox.resubscribed", "inbox", inbox.value});
        return true;
    }
};

// The screens are told when the problems are others than before, or the inbox needs a new token.
struct Keep {
    AccountId account;
    InboxId inbox;
    std::vector<HealthCheck> checks;
    std::vector<HealthCheck> last;
    bool was_refused;
    Time now;

    Result<bool> operator()(journal::Work& work) const {
        auto const problems = problems_of(checks, last);
        auto const due_at = now + (problems.empty() ? when_well : when_ill);
        auto has_news = inbox_health::keep(work.transaction(), account, inbox, checks, problems, now, due_at);
        if (!was_refused && has_lost_token(checks, last)) {
            store::inboxes::mark_reauthorization(work.transaction(), account, inbox, true);
            has_news = true;
        }
        inbox_health::forget_hours(work.transaction(), account, inbox, now - rhythm_of);
        if (!has_news) { return false; }
        auto event = journal::Event{journal::EventType::inbox_updated};
        event.inbox = inbox;
        work.tell(event);
        return true;
    }
};

}  // namespace

std::vector<HealthCheck> own_checks(db::Transaction& transaction, Inbox const& inbox, Time now) {
    auto missed = 0.0;
    if (inbox.last_webhook_at) {
        missed =
            inbox_health::missed_hours(transaction, inbox.account, inbox.id, *inbox.last_webhook_at, now);
    }
    auto const failed =
        inbox_health::failed_sends(transaction, inbox.account, inbox.id, now - failures_within);
    auto const has_sent = inbox_health::has_sent(transaction, inbox.account, inbox.id);
    auto checks = std::vector<HealthCheck>{};
    if (auto check = silence_check(missed, inbox.last_webhook_at)) { checks.push_back(std::move(*check)); }
    if (auto check = sends_check(failed, has_sent)) { checks.push_back(std::move(*check)); }
    if (store::search_streams::has_enabled(transaction, inbox.account, inbox.id)) {
        auto const troubles = store::search_streams::troubles(transaction, inbox.account, inbox.id);
        checks.push_back(named_check("search_streams", troubles.unanswered));
        checks.push_back(named_check("search_stream_ceilings", troubles.paused));
    }
    return checks;
}

HealthRounds::HealthRounds(boost::asio::io_context& network, db::Database& database,
                           journal::Journal& journal, store::SecretBox const& box,
                           Connectors const& connectors, WebhookUrl webhook_url, Clock const& clock)
    : database_(&database),
      journal_(&journal),
      box_(&box),
      connectors_(&connectors),
      webhook_url_(std::move(webhook_url)),
      clock_(&clock),
      rounds_(network, "health", pause) {}

Task<void> HealthRounds::round() {
    auto channels = std::vector<Channel>{};
    for (auto const& [channel, connector] : *connectors_) { channels.push_back(channel); }
    auto find = FindPlaces{std::move(channels)};
    auto const places = co_await database_->run(0, std::move(find));
    if (!places) { co_return; }  // the next round looks again
    for (auto const& place : *places) {
        if (rounds_.is_stopping()) { break; }
        co_await look(place);
    }
}

Task<void> HealthRounds::look(store::inbox_directory::Place place) {
    auto const taken = co_await take(place);
    if (!taken || !*taken) { co_return; }
    auto checks = co_await checks_of(**taken);
    if (has_lost_subscription(checks)) {
        auto const subscribed = co_await subscribe(**taken);
        if (subscribed) { checks = co_await checks_of(**taken); }
    }
    co_await write_down(**taken, std::move(checks));
}

Task<Result<std::optional<HealthRounds::Taken>>> HealthRounds::take(store::inbox_directory::Place place) {
    auto body = [place, box = box_,
                 now = clock_->now()](db::Transaction& transaction) -> Result<std::optional<Taken>> {
        if (!inbox_health::take(transaction, place.account, place.inbox, now, now + lease)) {
            return std::optional<Taken>{};
        }
        auto inbox = store::inboxes::find(transaction, place.account, place.inbox);
        if (!inbox) { return inbox.error(); }
        auto taken = Taken{std::move(*inbox)};
        auto secrets = store::inboxes::open_secrets(taken.inbox, *box);
        if (secrets) { taken.secrets = std::move(*secrets); }
        taken.own = own_checks(transaction, taken.inbox, now);
        taken.last = inbox_health::last_checks(transaction, place.account, place.inbox);
        return std::optional{std::move(taken)};
    };
    co_return co_await database_->run(place.account.value, std::move(body));
}

Task<std::vector<HealthCheck>> HealthRounds::checks_of(Taken const& taken) {
    auto checks = co_await asked(taken);
    checks.insert(checks.end(), taken.own.begin(), taken.own.end());
    co_return checks;
}

Task<std::vector<HealthCheck>> HealthRounds::asked(Taken const& taken) {
    auto checks = std::vector<HealthCheck>{};
    if (!taken.secrets) {
        checks.push_back(HealthCheck{"secrets", false});
        co_return checks;
    }
    auto* const health = connectors_->at(taken.inbox.channel)->health();
    if (health == nullptr) { co_return checks; }
    auto secrets = *taken.secrets;
    auto told = co_await health->health(std::move(secrets));
    if (told) { co_return std::move(*told); }
    auto absent = HealthCheck{"platform", false, told.error().detail};
    checks.push_back(std::move(absent));
    co_return checks;
}

// Once an hour at most: a subscription that does not stay is for a person to look at.
Task<bool> HealthRounds::subscribe(Taken const& taken) {
    auto* const subscription = connectors_->at(taken.inbox.channel)->subscription();
    if (subscription == nullptr) { co_return false; }
    auto const account = taken.inbox.account;
    auto may = MayResubscribe{account, taken.inbox.id, clock_->now()};
    auto const may_now = co_await database_->run(account.value, std::move(may));
    if (!may_now || !*may_now) { co_return false; }
    auto url = webhook_url_(taken.inbox.channel, taken.inbox.id);
    auto secrets = *taken.secrets;
    auto const done = co_await subscription->subscribe(std::move(url), std::move(secrets));
    log::info("health.resubscribed", {{"inbox", taken.inbox.id.value}, {"done", done.has_value()}});
    if (!done) { co_return false; }
    auto note = NoteResubscription{account, taken.inbox.id};
    co_await database_->run(account.value, std::move(note));
    co_return true;
}

Task<void> HealthRounds::write_down(Taken const& taken, std::vector<HealthCheck> checks) {
    auto const account = taken.inbox.account;
    auto keep =
        Keep{account,      taken.inbox.id, std::move(checks), taken.last, taken.inbox.needs_reauthorization,
             clock_->now()};
    auto const written = co_await journal_->write(account, std::move(keep));
    if (!written) { log::warn("health.not_written", {{"detail", written.error().detail}}); }
}

}  // namespace balie::ingest
