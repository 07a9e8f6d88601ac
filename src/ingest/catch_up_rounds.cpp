// The events take the way of a webhook: the same ids, so that what came in already is recognised.
#include "ingest/catch_up_rounds.hpp"

#include "ingest/completeness.hpp"
#include "ingest/quarantine.hpp"
#include "store/inboxes.hpp"

#include <balie/base/log.hpp>

#include <algorithm>
#include <exception>

namespace balie::ingest {
namespace {

constexpr auto pause = std::chrono::minutes{2};
constexpr auto overlap = std::chrono::minutes{10};
constexpr auto longest = std::chrono::hours{24};

// Without an id of its own it could not be told from the same one that came before.
bool has_own_id(InboundEvent const& event) {
    auto const* const message = std::get_if<InboundMessage>(&event);
    return message == nullptr || !message->external_id.empty();
}

}  // namespace

Time catch_up_since(std::optional<Time> last_webhook_at, Time now) noexcept {
    auto const earliest = now - longest;
    return std::max(earliest, last_webhook_at.value_or(earliest) - overlap);
}

CatchUpRounds::CatchUpRounds(boost::asio::io_context& network, db::Database& database,
                             store::SecretBox const& box, Connectors const& connectors,
                             InboxDirectory& directory, Writer& writer, Clock const& clock)
    : database_(&database),
      box_(&box),
      connectors_(&connectors),
      directory_(&directory),
      writer_(&writer),
      clock_(&clock),
      rounds_(network, "catch_up", pause) {}

Task<void> CatchUpRounds::round() {
    auto wanted = channels();
    if (wanted.empty()) { co_return; }
    auto find = [wanted = std::move(wanted)](
                    db::Transaction& transaction) -> Result<std::vector<store::inbox_directory::Place>> {
        return store::inbox_directory::of_channels(transaction, wanted);
    };
    auto const places = co_await database_->run(0, std::move(find));
    if (!places) { co_return; }  // the next round looks again
    for (auto const& place : *places) {
        if (rounds_.is_stopping()) { break; }
        co_await catch_up(place);
    }
}

std::vector<Channel> CatchUpRounds::channels() const {
    auto able = std::vector<Channel>{};
    for (auto const& [channel, connector] : *connectors_) {
        if (connector->catch_up() != nullptr) { able.push_back(channel); }
    }
    return able;
}

Task<void> CatchUpRounds::catch_up(store::inbox_directory::Place place) {
    auto asked = co_await this->asked(place);
    if (!asked || !asked->inbox.enabled || asked->inbox.needs_reauthorization) { co_return; }
    auto const since = catch_up_since(asked->inbox.last_webhook_at, clock_->now());
    auto* const source = connectors_->at(asked->inbox.channel)->catch_up();
    auto missed = co_await source->since(since, std::move(asked->secrets));
    if (!missed) {
        log::warn("catch_up.refused", {{"inbox", place.inbox.value}, {"detail", missed.error().detail}});
        co_return;
    }
    auto webhooks = std::vector<std::shared_ptr<Webhook const>>{};
    for (auto& one : *missed) {
        auto webhook = co_await ready(asked->inbox, std::move(one));
        if (!webhook) { co_return; }  // the database is away: the next round asks again
        webhooks.push_back(*std::move(webhook));
    }
    auto const written = co_await writer_->write_all(std::move(webhooks));
    if (!written) {
        log::warn("catch_up.failed", {{"inbox", place.inbox.value}, {"detail", written.error().detail}});
    }
}

Task<Result<CatchUpRounds::Asked>> CatchUpRounds::asked(store::inbox_directory::Place place) {
    auto find = [place, box = box_](db::Transaction& transaction) -> Result<Asked> {
        auto inbox = store::inboxes::find(transaction, place.account, place.inbox);
        if (!inbox) { return inbox.error(); }
        auto secrets = store::inboxes::open_secrets(*inbox, *box);
        if (!secrets) { return secrets.error(); }
        return Asked{std::move(*inbox), std::move(*secrets)};
    };
    co_return co_await database_->run(place.account.value, std::move(find));
}

// Good events are left in it; what cannot be stored waits in the quarantine.
Task<Result<std::shared_ptr<Webhook>>> CatchUpRounds::ready(Inbox const& inbox, Missed missed) {
    auto webhook = std::make_shared<Webhook>();
    webhook->account = inbox.account;
    webhook->inbox = inbox.id;
    webhook->method = "POST";
    webhook->headers = {{"Content-Type", missed.content_type}};
    webhook->body = missed.body;
    webhook->received_at = clock_->now();
    auto fault = co_await route(inbox, std::move(missed), *webhook);
    if (!fault) { co_return fault.error(); }
    if (!fault->empty()) {
        auto const kept = co_await keep_first_in_quarantine(*database_, *webhook, *std::move(fault));
        if (!kept) { co_return kept.error(); }
    }
    co_return webhook;
}

// Answers why something of it cannot be stored. What no inbox of the account has the address of is left: another's
// platform account may bring it.
Task<Result<std::string>> CatchUpRounds::route(Inbox const& inbox, Missed missed, Webhook& to) {
    auto reason = std::string{};
    auto position = std::size_t{0};
    for (auto& event : missed.events) {
        auto fault = has_own_id(event) ? std::string{} : "a message without an id";
        if (fault.empty()) { fault = complete(event, to.body, position++); }
        if (!fault.empty()) {
            reason = std::move(fault);
            continue;
        }
        auto place = inbox.id;
        auto const address = std::string{address_of(event)};
        if (!address.empty() && address != inbox.address) {
            auto const found = co_await directory_->find_by_address(inbox.account, inbox.channel, address);
            if (!found) { co_return found.error(); }
            place = *found;
        }
        if (place) { to.events.emplace_back(place, std::move(event)); }
    }
    co_return reason;
}

}  // namespace balie::ingest
