// The commit that stands before the first byte.
#include "delivery/claim.hpp"

#include "delivery/decision.hpp"
#include "delivery/record.hpp"
#include "delivery/refusal.hpp"
#include "store/attempts.hpp"
#include "store/inboxes.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace balie::delivery {
namespace {

constexpr auto lease_of_words = std::chrono::seconds{60};
constexpr auto lease_of_files = std::chrono::seconds{240};

using Targets = std::map<MessageId, std::string>;

Targets targets_of(db::Transaction& transaction, AccountId account, std::vector<Parcel> const& parcels) {
    auto ids = std::vector<MessageId>{};
    for (auto const& parcel : parcels) {
        if (parcel.content.reaction_to) { ids.push_back(*parcel.content.reaction_to); }
    }
    return ids.empty() ? Targets{} : store::outbox::external_ids(transaction, account, ids);
}

}  // namespace

std::chrono::seconds lease_of(OutboxItem const& item) noexcept {
    return item.attachments.empty() ? lease_of_words : lease_of_files;
}

Result<std::vector<Parcel>> Claim::operator()(journal::Work& work) {
    auto budgets = std::vector<store::outbox::Budget>{};
    for (auto const& order : orders_) { budgets.push_back({order.inbox.id, order.count}); }
    auto items = store::outbox::ready(work.transaction(), account_, budgets, now_);
    items = sift(work, std::move(items));
    if (std::ranges::any_of(items, [this](OutboxItem const& item) { return has_subject(item); })) {
        store::outbox::add_threads(work.transaction(), account_, items);
    }
    begin(work, items);
    return pack(work, std::move(items));
}

Order const& Claim::order_of(OutboxItem const& item) const {
    return *std::ranges::find(orders_, item.inbox, [](Order const& order) { return order.inbox.id; });
}

Capabilities const& Claim::capabilities_of(OutboxItem const& item) const {
    auto const& inbox = order_of(item).inbox;
    auto const& connector = *connector_of_(*inbox.channel);
    if (!connector.capabilities().depends_on_settings) { return connector.capabilities(); }
    return connector.capabilities_of(Secrets{inbox.settings});
}

bool Claim::has_subject(OutboxItem const& item) const { return capabilities_of(item).subjects; }

std::optional<SendOutcome> Claim::refusal_of(OutboxItem const& item) const {
    auto const& inbox = order_of(item).inbox;
    auto const* const connector = inbox.channel ? connector_of_(*inbox.channel) : nullptr;
    if (inbox.is_gone || connector == nullptr) {
        return rejected("inbox_gone", "The inbox is no longer connected");
    }
    if (inbox.needs_reauthorization && now_ > item.first_due_at + retry_for) {
        return rejected("needs_reauthorization", "The platform no longer accepts this inbox's token");
    }
    return refusal(item, capabilities_of(item), now_);
}

void Claim::refuse(journal::Work& work, OutboxItem const& item, SendOutcome const& outcome) const {
    store::outbox::drop(work.transaction(), account_, item.id);
    auto const settled = store::attempts::Outcome{DeliveryStatus::failed, {}, error_json(outcome)};
    tell(work, store::attempts::settle(work.transaction(), account_, item, settled, now_));
}

// Leaves those that are to be sent.
std::vector<OutboxItem> Claim::sift(journal::Work& work, std::vector<OutboxItem> items) const {
    auto probed = std::set<InboxId>{};
    auto kept = std::vector<OutboxItem>{};
    for (auto& item : items) {
        if (is_settled(item)) {
            store::outbox::drop(work.transaction(), account_, item.id);
            continue;
        }
        if (auto const outcome = refusal_of(item)) {
            refuse(work, item, *outcome);
            continue;
        }
        item.is_late = is_late(item, capabilities_of(item), now_);
        if (order_of(item).inbox.needs_reauthorization && !probed.insert(item.inbox).second) { continue; }
        kept.push_back(std::move(item));
    }
    return kept;
}

void Claim::begin(journal::Work& work, std::vector<OutboxItem>& items) const {
    auto until = std::vector<Time>{};
    for (auto const& item : items) { until.push_back(now_ + lease_of(item)); }
    auto const shown = store::attempts::begin(work.transaction(), account_, items);
    store::outbox::take(work.transaction(), account_, items, until);
    for (auto const& each : shown) { tell(work, each); }
}

std::vector<Parcel> Claim::pack(journal::Work& work, std::vector<OutboxItem> items) const {
    auto secrets = std::map<InboxId, std::optional<Secrets>>{};
    auto parcels = std::vector<Parcel>{};
    for (auto& item : items) {
        auto const& inbox = order_of(item).inbox;
        if (!secrets.contains(inbox.id)) {
            auto const found = store::inboxes::find(work.transaction(), account_, inbox.id);
            auto opened =
                found ? store::inboxes::open_secrets(*found, *box_) : Result<Secrets>{found.error()};
            secrets.emplace(inbox.id, opened ? std::optional{std::move(*opened)} : std::nullopt);
        }
        auto content = content_of(item);
        parcels.push_back(Parcel{std::move(item),
                                 *inbox.channel,
                                 std::move(*content),
                                 {},
                                 secrets.at(inbox.id),
                                 now_,
                                 inbox.needs_reauthorization});
    }
    auto const targets = targets_of(work.transaction(), account_, parcels);
    for (auto& parcel : parcels) {
        auto const found = targets.find(parcel.content.reaction_to.value_or(MessageId{}));
        if (found != targets.end()) { parcel.target = found->second; }
    }
    return parcels;
}

}  // namespace balie::delivery
