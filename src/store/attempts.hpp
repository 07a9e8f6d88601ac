// What became of every attempt to send, and of the message that shows its newest one.
#pragma once

#include "db/transaction.hpp"
#include "store/notifications.hpp"
#include "store/outbox.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::store::attempts {

// A message that shows something new, and where its conversation stands.
struct Shown {
    MessageId message;
    ConversationId conversation;
    InboxId inbox;
    TeamId team;
    UserId assignee;
    bool is_last =
        false;  // the list shows its status, or it changed the wait: the conversation's version was raised too
    std::vector<MessageId> lines = {};  // that the thread has besides
    std::vector<notifications::Made> notified = {};
};

// Messages and attempts become `sending`. The conversations are locked, as store::outbox::ready leaves them. A retry
// was `sending` before and shows nothing new.
std::vector<Shown> begin(db::Transaction& transaction, AccountId account,
                         std::vector<OutboxItem> const& items);

struct Outcome {
    DeliveryStatus status = DeliveryStatus::sent;
    std::string external_id = {};  // of an attempt that was taken
    std::string error = {};        // a JSON object {code, title, detail}; empty when all is well
};

// Writes how an attempt ended. The status only rises: what a webhook said in the meantime stays. With an external id,
// what came under it before it was known is applied too; it must be held with the conversation (lock). Without one the
// conversation's lock is enough (ready).
std::optional<Shown> settle(db::Transaction& transaction, AccountId account, OutboxItem const& item,
                            Outcome const& outcome, Time now);

// Of an item that was put back: what people see of it now is when it is tried again.
std::optional<Shown> waits(db::Transaction& transaction, AccountId account, OutboxItem const& item);

// Locks what settling an item that is in hand will change: the id by which the platform knows it, when its answer has
// one (a receipt may come at the same moment), and then its conversation. First in the order of locks.
void lock(db::Transaction& transaction, AccountId account, OutboxItem const& item,
          std::string const& external_id);

}  // namespace balie::store::attempts
