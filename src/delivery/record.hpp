// Writes down how an attempt ended, if it is still this holder's to write.
#pragma once

#include "delivery/decision.hpp"
#include "journal/journal.hpp"
#include "store/attempts.hpp"
#include "store/outbox.hpp"

#include <balie/channel/outbound_message.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::delivery {

// {code, title, detail} as a message's error shows it.
std::string error_json(SendOutcome const& outcome);

// The message, and its conversation when the list shows it, are told as updated.
void tell(journal::Work& work, std::optional<store::attempts::Shown> const& shown);

// The transaction's body: see Journal::write. Error: conflict when the fence is another's; nothing is written then.
class Record {
public:
    Record(AccountId account, OutboxItem item, SendOutcome outcome, Decision decision, bool is_probe,
           Time now)
        : account_(account),
          item_(std::move(item)),
          outcome_(std::move(outcome)),
          decision_(decision),
          is_probe_(is_probe),
          now_(now) {}

    Result<void> operator()(journal::Work& work) const;

private:
    store::attempts::Outcome settled() const;
    void mark_inbox(journal::Work& work) const;

    AccountId account_;
    OutboxItem item_;
    SendOutcome outcome_;
    Decision decision_;
    bool is_probe_;
    Time now_;
};

// The transaction's body that puts in doubt what a holder left behind. Answers how many there were.
class Doubt {
public:
    Doubt(AccountId account, Time now) : account_(account), now_(now) {}
    Result<std::size_t> operator()(journal::Work& work) const;

private:
    AccountId account_;
    Time now_;
};

}  // namespace balie::delivery
