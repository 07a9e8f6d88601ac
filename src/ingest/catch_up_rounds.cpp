// The events take the way of a webhook: the same ids, so that what came in already is recognised.
#include "ingest/catch_up_rounds.hpp"

#include "ingest/completeness.hpp"
#include "store/inboxes.hpp"

#include <balie/base/log.hpp>

#include <algorithm>
#include <exception>

namespace balie::ingest {
namespace {

constexpr auto pause = std::chrono::minutes{2};
constexpr auto overlap = std::chrono::minutes{10};
constexpr auto longest = std::chrono::hours{24};
constexpr auto body = std::string_view{R"({"caught_up":true})"};  // stands where the raw webhook would

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
    auto events = co_await source->since(since, std::move(asked->secrets));
    if (!events) {
        log::warn("catch_up.refused", {{"inbox", place.inbox.value}, {"detail", events.error().detail}});
        co_return;
    }
    auto webhook = co_await routed(asked->inbox, std::move(*events));
    if (!webhook || webhook->events.empty()) { co_return; }
    auto const written = co_await writer_->write(std::move(*webhook));
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

// What no inbox of the account has the address of is left: another's platform account may bring it.
Task<Result<Webhook>> CatchUpRounds::routed(Inbox const& inbox, std::vector<InboundEvent> events) {
    auto webhook = Webhook{};
    webhook.account = inbox.account;
    webhook.inbox = inbox.id;
    webhook.method = "GET";
    webhook.body = body;
    webhook.received_at = clock_->now();
    auto position = std::size_t{0};
    for (auto& event : events) {
        if (!has_own_id(event) || !complete(event, webhook.body, position++).empty()) { continue; }
        auto to = inbox.id;
        auto const address = std::string{address_of(event)};
        if (!address.empty() && address != inbox.address) {
            auto const found = co_await directory_->find_by_address(inbox.account, inbox.channel, address);
            if (!found) { co_return found.error(); }
            to = *found;
        }
        if (to) { webhook.events.emplace_back(to, std::move(event)); }
    }
    co_return webhook;
}

}  // namespace balie::ingest
