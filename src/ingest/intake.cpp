#include "ingest/intake.hpp"

#include "ingest/completeness.hpp"
#include "ingest/found_posts.hpp"
#include "ingest/quarantine.hpp"
#include "ingest/within.hpp"
#include "store/quarantine.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/log.hpp>
#include <balie/domain/words.hpp>

#include <utility>

namespace balie::ingest {
namespace {

constexpr auto nobodys_key = std::string_view{"an inbox that is not there has no secret of its own"};
constexpr auto ok = 200;
constexpr auto patience = std::chrono::milliseconds{400};
constexpr auto late_max = 3U;  // then the database is taken to be away, until the spool could be emptied

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

// Posts that a search stream had found bear what they would have borne then.
struct MarkFound {
    AccountId account;
    InboxId inbox;
    SearchStreamId stream;
    std::vector<store::search_streams::Sound> sounds;

    Result<bool> operator()(journal::Work& work) const {
        return mark_found(work, account, inbox, stream, sounds);
    }
};

struct MarkReplayed {
    AccountId account;
    store::quarantine::Entry entry;

    Result<void> operator()(db::Transaction& transaction) const {
        store::quarantine::mark_replayed(transaction, account, entry);
        return {};
    }
};

std::optional<MarkFound> marks_of(store::quarantine::Entry const& entry, Webhook const& webhook) {
    auto const stream = stream_of(entry.method, entry.url);
    if (!stream) { return std::nullopt; }
    auto marks = MarkFound{webhook.account, webhook.inbox, *stream, {}};
    for (auto const& routed : webhook.events) {
        if (auto sound = sound_of(routed.event)) { marks.sounds.push_back(*std::move(sound)); }
    }
    return marks;
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
    auto webhook = std::make_shared<Webhook>(webhook_from(incoming, *inbox, clock_->now()));
    auto const kept = co_await keep(inbox, std::move(webhook));
    if (!kept) { co_return kept.error(); }
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

// The database first, for a spool dies with its node's disk; the spool second, for a platform does not wait. A late commit
// beside the spool is harmless: what is there already is not written again.
Task<Result<void>> Intake::keep(std::shared_ptr<KnownInbox const> inbox, std::shared_ptr<Webhook> webhook) {
    auto const is_away = late_in_a_row_ >= late_max;
    if (is_away || spool_->holds(inbox->id)) { co_return co_await spool_->append(*webhook); }
    auto work = take(inbox, webhook);
    auto const taken = co_await within(patience, std::move(work));
    if (taken && (*taken || taken->error().code != ErrorCode::unavailable)) {
        late_in_a_row_ = 0;
        co_return *taken;
    }
    ++late_in_a_row_;
    log::warn("ingest.spooled", {{"account", inbox->account.value},
                                 {"inbox", inbox->id.value},
                                 {"why", taken ? taken->error().detail : std::string{"late"}}});
    co_return co_await spool_->append(*webhook);
}

Task<Result<void>> Intake::take(std::shared_ptr<KnownInbox const> inbox, std::shared_ptr<Webhook> webhook) {
    auto sorted = co_await ready(*inbox, std::move(webhook));
    if (!sorted) { co_return sorted.error(); }
    co_return co_await writer_->write(*std::move(sorted));
}

// Good events are left in it: the quarantine is for the rest of the same bytes.
Task<Result<std::shared_ptr<Webhook>>> Intake::ready(KnownInbox const& inbox,
                                                     std::shared_ptr<Webhook> webhook) {
    auto sorted = co_await sort(inbox, std::move(webhook));
    if (!sorted) { co_return sorted.error(); }
    if (!sorted->reason.empty()) {
        auto const kept =
            co_await keep_in_quarantine(*database_, *sorted->webhook, std::move(sorted->reason));
        if (!kept) { co_return kept.error(); }
    }
    co_return std::move(sorted->webhook);
}

Task<Result<Intake::Sorted>> Intake::sort(KnownInbox const& inbox, std::shared_ptr<Webhook> webhook) {
    auto const query = query_of(webhook->url);
    auto const request =
        WebhookRequest{webhook->method, webhook->url, query, webhook->headers, webhook->body};
    auto parsed = connector_of(inbox.channel)->parse(request);
    auto sorted = Sorted{std::move(webhook)};
    if (!parsed) {
        sorted.refuse("unreadable: " + parsed.error().detail);
        co_return sorted;
    }
    auto position = std::size_t{0};
    for (auto& event : *parsed) {
        auto fault = complete(event, sorted.webhook->body, position++);
        if (!fault.empty()) {
            sorted.refuse(std::move(fault));
            continue;
        }
        auto const to = co_await route(inbox, event);
        if (!to) { co_return to.error(); }
        if (*to) {
            sorted.webhook->events.emplace_back(*to, std::move(event));
        } else {
            sorted.refuse("no inbox has the address that it names");
        }
    }
    co_return sorted;
}

// The bytes of an inbox that was taken away meanwhile are nobody's any more.
Task<Result<void>> Intake::take_spooled(std::vector<Webhook> webhooks) {
    auto all = std::vector<std::shared_ptr<Webhook const>>{};
    for (auto& webhook : webhooks) {
        auto const known = co_await directory_->find(webhook.inbox);
        if (!known && known.error().code == ErrorCode::unavailable) { co_return known.error(); }
        if (!known || connector_of((*known)->channel) == nullptr) {
            log::warn("spool.inbox_gone", {{"inbox", webhook.inbox.value}});
            continue;
        }
        auto const inbox = *known;
        auto sorted = co_await ready(*inbox, std::make_shared<Webhook>(std::move(webhook)));
        if (!sorted) { co_return sorted.error(); }
        all.push_back(*std::move(sorted));
    }
    auto const written = co_await writer_->write_all(std::move(all));
    if (!written) { co_return written.error(); }
    late_in_a_row_ = 0;
    co_return Result<void>{};
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
    auto webhook = std::make_shared<Webhook>(
        Webhook{account, inbox->id, found->method, found->url, found->headers, found->body, clock_->now()});
    auto sorted = co_await sort(*inbox, std::move(webhook));
    if (!sorted) { co_return sorted.error(); }
    auto const quarantined = sorted->quarantined;
    auto const applied = static_cast<std::int64_t>(sorted->webhook->events.size());
    auto marks = marks_of(*found, *sorted->webhook);
    // Marked last, and only as it was found: what the writer cannot apply has come back into the same row meanwhile, and
    // waits there.
    auto const taken = co_await writer_->write(sorted->webhook);
    if (!taken) { co_return taken.error(); }
    if (marks) {
        auto const is_marked = co_await writer_->journal().write(account, *std::move(marks));
        if (!is_marked) { co_return is_marked.error(); }
    }
    if (quarantined > 0) {
        auto const kept =
            co_await keep_in_quarantine(*database_, *sorted->webhook, std::move(sorted->reason));
        if (!kept) { co_return kept.error(); }
    }
    auto done = MarkReplayed{account, *found};
    auto const is_done = co_await database_->run(account.value, std::move(done));
    if (!is_done) { co_return is_done.error(); }
    co_return Replayed{applied, quarantined};
}

}  // namespace balie::ingest
