// Slow on purpose: a name is nice to have, and platforms count these questions with all others of the page.
#include "ingest/profile_rounds.hpp"

#include "store/inboxes.hpp"

#include <balie/base/log.hpp>

#include <algorithm>
#include <exception>

namespace balie::ingest {
namespace {

namespace profiles = store::profiles;

constexpr auto pause = std::chrono::seconds{5};
constexpr auto of_an_inbox_max = std::int64_t{5};  // in a round: sixty a minute
constexpr auto lease = std::chrono::minutes{5};
constexpr auto rest = std::chrono::minutes{1};  // of an inbox whose platform is not there
constexpr auto again_after = std::chrono::weeks{4};
constexpr auto tries_max = std::int64_t{10};

struct FindPlaces {
    Channel channel;
    Result<std::vector<store::inbox_directory::Place>> operator()(db::Transaction& transaction) const {
        return store::inbox_directory::of_channels(transaction, {channel});
    }
};

// Names come with the same transaction as the word to the browsers.
struct Fill {
    AccountId account;
    ContactIdentityId id;
    InboundContact profile;
    Time due_at;
    Result<bool> operator()(journal::Work& work) const {
        auto const contact = profiles::fill(work.transaction(), account, id, profile, due_at);
        if (!contact) { return false; }
        auto event = journal::Event{journal::EventType::contact_updated};
        event.contact = *contact;
        work.tell(event);
        return true;
    }
};

struct PutOff {
    AccountId account;
    ContactIdentityId id;
    Time due_at;
    bool is_answered;
    Result<bool> operator()(db::Transaction& transaction) const {
        profiles::put_off(transaction, account, id, due_at, is_answered);
        return true;
    }
};

}  // namespace

std::chrono::seconds profile_pause(std::int64_t tries, double dice) noexcept {
    constexpr auto shortest = std::chrono::seconds{60};
    constexpr auto longest = std::chrono::seconds{6 * 60 * 60};
    constexpr auto doublings_max = std::int64_t{10};
    auto const ceiling = std::min<std::chrono::seconds>(
        longest, shortest * (1LL << std::clamp<std::int64_t>(tries - 1, 0, doublings_max)));
    auto const drawn = static_cast<double>(ceiling.count()) * (0.5 + dice / 2);  // half of it at least
    return std::chrono::seconds{static_cast<std::int64_t>(drawn)};
}

ProfileRounds::ProfileRounds(boost::asio::io_context& network, db::Database& database,
                             journal::Journal& journal, store::SecretBox const& box,
                             Connectors const& connectors, Clock const& clock)
    : database_(&database),
      journal_(&journal),
      box_(&box),
      connectors_(&connectors),
      clock_(&clock),
      rounds_(network, "profiles", pause) {}

Task<void> ProfileRounds::round() {
    for (auto const channel : channels()) { co_await serve_channel(channel); }
}

std::vector<Channel> ProfileRounds::channels() const {
    auto able = std::vector<Channel>{};
    for (auto const& [channel, connector] : *connectors_) {
        if (connector->profile_source() != nullptr) { able.push_back(channel); }
    }
    return able;
}

Task<void> ProfileRounds::serve_channel(Channel channel) {
    auto find = FindPlaces{channel};
    auto const places = co_await database_->run(0, std::move(find));
    if (!places) { co_return; }  // the next round looks again
    auto* const source = connectors_->at(channel)->profile_source();
    for (auto const& place : *places) {
        if (rounds_.is_stopping()) { break; }
        co_await serve(place, source);
    }
}

Task<void> ProfileRounds::serve(store::inbox_directory::Place place, ProfileSource* source) {
    auto const resting = resting_.find(place.inbox);
    if (resting != resting_.end()) {
        if (clock_->now() < resting->second) { co_return; }
        resting_.erase(resting);
    }
    auto const taken = co_await take(place);
    if (!taken) { co_return; }
    auto is_there = true;
    for (auto const& due : taken->due) {
        if (rounds_.is_stopping()) { break; }
        if (!due.writes) {
            co_await put_off(place.account, due.id, again_after, true);
            continue;
        }
        // The others keep their lease, and are taken again after it.
        if (is_there) { is_there = co_await ask(place.account, due, source, taken->secrets); }
    }
    if (!is_there) { resting_.insert_or_assign(place.inbox, clock_->now() + rest); }
}

// An inbox that is switched off, or whose token was refused, is not asked: nothing is taken.
Task<Result<ProfileRounds::Taken>> ProfileRounds::take(store::inbox_directory::Place place) {
    auto body = [place, box = box_, now = clock_->now()](db::Transaction& transaction) -> Result<Taken> {
        auto const inbox = store::inboxes::find(transaction, place.account, place.inbox);
        if (!inbox) { return inbox.error(); }
        if (!inbox->enabled || inbox->needs_reauthorization) { return Taken{}; }
        auto taken = Taken{profiles::take(transaction, place.account, place.inbox, of_an_inbox_max, now,
                                          now + lease, now - again_after)};
        if (taken.due.empty()) { return taken; }
        auto secrets = store::inboxes::open_secrets(*inbox, *box);
        if (!secrets) { return secrets.error(); }
        taken.secrets = std::move(*secrets);
        return taken;
    };
    co_return co_await database_->run(place.account.value, std::move(body));
}

Task<bool> ProfileRounds::ask(AccountId account, profiles::Due due, ProfileSource* source, Secrets secrets) {
    auto customer = due.customer;
    auto profile = co_await source->profile(std::move(customer), std::move(secrets));
    if (profile) {
        co_await write_down(account, due.id, std::move(*profile));
        co_return true;
    }
    if (profile.error().code != ErrorCode::unavailable) {
        co_await put_off(account, due.id, again_after, true);
        co_return true;
    }
    log::info("profiles.unavailable", {{"account", to_string(account)}, {"detail", profile.error().detail}});
    auto const draw = std::uniform_real_distribution<double>{0.0, 1.0}(dice_);
    auto const is_enough = due.tries >= tries_max;
    auto const wait = is_enough ? std::chrono::seconds{again_after} : profile_pause(due.tries, draw);
    co_await put_off(account, due.id, wait, is_enough);
    co_return false;
}

Task<void> ProfileRounds::write_down(AccountId account, ContactIdentityId id, InboundContact profile) {
    auto fill = Fill{account, id, std::move(profile), clock_->now() + again_after};
    auto const written = co_await journal_->write(account, std::move(fill));
    if (!written) { log::warn("profiles.not_written", {{"detail", written.error().detail}}); }
}

Task<void> ProfileRounds::put_off(AccountId account, ContactIdentityId id, std::chrono::seconds wait,
                                  bool is_answered) {
    auto body = PutOff{account, id, clock_->now() + wait, is_answered};
    auto const written = co_await database_->run(account.value, std::move(body));
    if (!written) { log::warn("profiles.not_written", {{"detail", written.error().detail}}); }
}

}  // namespace balie::ingest
