#include "ingest/intake.hpp"

#include "ingest/completeness.hpp"
#include "ingest/quarantine.hpp"
#include "store/quarantine.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/log.hpp>
#include <balie/domain/words.hpp>

#include <utility>

namespace balie::ingest {
namespace {

constexpr auto nobodys_key = std::string_view{"an inbox that is not there has no secret of its own"};
constexpr auto ok = 200;

Error refusal() {
    return Error{ErrorCode::unauthenticated, "this webhook is not known or not signed as it should be"};
}

// Whether an inbox exists must not show in the time that a refusal takes.
Error refuse_unknown(std::string_view body) {
    auto const digest = hmac_sha256(nobodys_key, body);
    (void)equal_in_constant_time(digest, body);
    return refusal();
}

Webhook webhook_from(Incoming& incoming, KnownInbox const& inbox, Time received_at) {
    auto webhook = Webhook{};
    webhook.account = inbox.account;
    webhook.inbox = inbox.id;
    webhook.method = std::move(incoming.method);
    webhook.url = std::move(incoming.url);
    webhook.headers = std::move(incoming.headers);
    webhook.body = std::move(incoming.body);
    webhook.received_at = received_at;
    return webhook;
}

Fields query_of(std::string_view url) {
    auto const mark = url.find('?');
    if (mark == std::string_view::npos) { return {}; }
    return parse_form(url.substr(mark + 1)).value_or(Fields{});
}

}  // namespace

Task<Result<WebhookReply>> Intake::receive(Incoming incoming) {
    auto const found = co_await inbox_of(incoming.channel, incoming.inbox_id);
    if (!found && found.error().code == ErrorCode::unavailable) { co_return found.error(); }
    if (!found) { co_return refuse_unknown(incoming.body); }
    auto const inbox = *found;
    auto const& connector = *connector_of(inbox->channel);
    auto const request =
        WebhookRequest{incoming.method, incoming.url, incoming.query, incoming.headers, incoming.body};
    if (auto reply = connector.challenge(request, inbox->secrets)) {
        if (reply->status != ok) { co_return refusal(); }
        co_await pulse_->shook_hands(inbox->account, inbox->id);
        co_return *std::move(reply);
    }
    if (!connector.verify(request, inbox->secrets)) { co_return refusal(); }
    auto const query = std::move(incoming.query);
    auto webhook = webhook_from(incoming, *inbox, clock_->now());
    auto const taken = co_await take(connector, *inbox, std::move(webhook), query);
    if (!taken) { co_return taken.error(); }
    pulse_->beat(inbox->account, inbox->id);
    co_return WebhookReply{};
}

Connector* Intake::connector_of(Channel channel) const {
    auto const found = connectors_->find(channel);
    return found == connectors_->end() ? nullptr : found->second;
}

Task<Result<std::shared_ptr<KnownInbox const>>> Intake::inbox_of(std::string channel, std::string inbox_id) {
    auto const word = from_word<Channel>(channel);
    auto const id = parse_id<Inbox>(inbox_id);
    if (!word || !id || connector_of(*word) == nullptr) { co_return refusal(); }
    auto found = co_await directory_->find(*id);
    if (found && (*found)->channel != *word) { co_return refusal(); }
    co_return found;
}

// Good events first: the quarantine is for the rest of the same bytes.
Task<Result<void>> Intake::take(Connector const& connector, KnownInbox const& inbox, Webhook webhook,
                                Fields const& query) {
    auto sorted = co_await sort(connector, inbox, std::move(webhook), query);
    if (!sorted) { co_return sorted.error(); }
    if (sorted->reason.empty()) { co_return co_await writer_->write(std::move(sorted->webhook)); }
    auto const kept = co_await keep_in_quarantine(*database_, sorted->webhook, std::move(sorted->reason));
    if (!kept) { co_return kept.error(); }
    co_return co_await writer_->write(std::move(sorted->webhook));
}

Task<Result<Intake::Sorted>> Intake::sort(Connector const& connector, KnownInbox const& inbox,
                                          Webhook webhook, Fields const& query) {
    auto const request = WebhookRequest{webhook.method, webhook.url, query, webhook.headers, webhook.body};
    auto parsed = connector.parse(request);
    auto sorted = Sorted{std::move(webhook)};
    if (!parsed) {
        sorted.refuse("unreadable: " + parsed.error().detail);
        co_return sorted;
    }
    auto position = std::size_t{0};
    for (auto& event : *parsed) {
        auto fault = complete(event, sorted.webhook.body, position++);
        if (!fault.empty()) {
            sorted.refuse(std::move(fault));
            continue;
        }
        auto const to = co_await route(inbox, event);
        if (!to) { co_return to.error(); }
        if (*to) {
            sorted.webhook.events.emplace_back(*to, std::move(event));
        } else {
            sorted.refuse("no inbox has the address that it names");
        }
    }
    co_return sorted;
}

// One subscription of a platform may bring what belongs to several inboxes, but never to another account's.
Task<Result<InboxId>> Intake::route(KnownInbox const& inbox, InboundEvent const& event) {
    auto const address = address_of(event);
    if (address.empty() || address == inbox.address) { co_return inbox.id; }
    co_return co_await directory_->find_by_address(inbox.account, inbox.channel, std::string{address});
}

Task<Result<Intake::Replayed>> Intake::replay(AccountId account, QuarantinedDeliveryId id) {
    auto const find = [account, id](db::Transaction& transaction) {
        return store::quarantine::find(transaction, account, id);
    };
    auto const found = co_await database_->run(account.value, find);
    if (!found) { co_return found.error(); }
    auto const known = co_await directory_->find(found->inbox);
    if (!known) { co_return known.error(); }
    auto const inbox = *known;
    auto* const connector = connector_of(inbox->channel);
    if (connector == nullptr) {
        co_return Error{ErrorCode::unprocessable, "this channel is not spoken here"};
    }
    auto webhook =
        Webhook{account, inbox->id, found->method, found->url, found->headers, found->body, clock_->now()};
    auto const query = query_of(found->url);
    auto sorted = co_await sort(*connector, *inbox, std::move(webhook), query);
    if (!sorted) { co_return sorted.error(); }
    auto const quarantined = sorted->quarantined;
    auto const applied = static_cast<std::int64_t>(sorted->webhook.events.size());
    // Marked last, and only as it was found: what the writer cannot apply has come back into the same row meanwhile, and
    // waits there.
    auto const taken = co_await writer_->write(sorted->webhook);
    if (!taken) { co_return taken.error(); }
    if (quarantined > 0) {
        auto const kept = co_await keep_in_quarantine(*database_, sorted->webhook, std::move(sorted->reason));
        if (!kept) { co_return kept.error(); }
    }
    auto const mark = [account, entry = *found](db::Transaction& transaction) -> Result<void> {
        store::quarantine::mark_replayed(transaction, account, entry);
        return {};
    };
    auto const marked = co_await database_->run(account.value, mark);
    if (!marked) { co_return marked.error(); }
    co_return Replayed{applied, quarantined};
}

}  // namespace balie::ingest
