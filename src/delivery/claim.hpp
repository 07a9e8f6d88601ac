// Takes what may go now: checks it once more, commits `sending`, and answers what is then to be sent.
#pragma once

#include "delivery/envelope.hpp"
#include "journal/journal.hpp"
#include "store/outbox.hpp"
#include "store/secret_box.hpp"

#include <balie/channel/connector.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace balie::delivery {

// Null for a channel that this build does not speak. Called from any thread; the connectors outlive delivery.
using ConnectorOf = std::function<Connector*(Channel)>;

// One attempt in hand.
struct Parcel {
    OutboxItem item;
    Channel channel = Channel::whatsapp;
    Content content = {};
    std::string target = {};              // external id of the message that a reaction is about
    std::optional<Secrets> secrets = {};  // absent: they could not be opened
    Time taken_at = {};
    bool is_probe = false;  // the inbox's token was refused before; this one finds out whether it was mended
};

struct Order {
    store::outbox::DueInbox inbox;
    std::int64_t count;
};

// The transaction's body: see Journal::write. What is refused now is recorded as failed in the same commit. Of an
// inbox that waits for its token at most one item is taken; those that waited too long have failed.
class Claim {
public:
    Claim(AccountId account, std::vector<Order> orders, Time now, ConnectorOf connector_of,
          store::SecretBox const& box)
        : account_(account),
          orders_(std::move(orders)),
          now_(now),
          connector_of_(std::move(connector_of)),
          box_(&box) {}

    Result<std::vector<Parcel>> operator()(journal::Work& work);

private:
    Order const& order_of(OutboxItem const& item) const;
    // Of the item's own inbox, whose channel has a connector.
    Capabilities const& capabilities_of(OutboxItem const& item) const;
    bool has_subject(OutboxItem const& item) const;
    std::optional<SendOutcome> refusal_of(OutboxItem const& item) const;
    void refuse(journal::Work& work, OutboxItem const& item, SendOutcome const& outcome) const;
    std::vector<OutboxItem> sift(journal::Work& work, std::vector<OutboxItem> items) const;
    void begin(journal::Work& work, std::vector<OutboxItem>& items) const;
    std::vector<Parcel> pack(journal::Work& work, std::vector<OutboxItem> items) const;

    AccountId account_;
    std::vector<Order> orders_;
    Time now_;
    ConnectorOf connector_of_;
    store::SecretBox const* box_;
};

// How long an attempt may be in hand before its holder counts as gone: files take longer than words.
std::chrono::seconds lease_of(OutboxItem const& item) noexcept;

}  // namespace balie::delivery
