// How far each mailbox was read, and which node watches it.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::mailboxes {

// `place`: of which folder of which server it is.
struct Position {
    std::string place = {};
    std::optional<std::int64_t> uid_validity = {};
    std::int64_t last_uid = 0;  // up to here everything is committed
    std::optional<Time> looked_at = {};
    std::string fault = {};  // why the newest look did not go well; empty: it did
};

// Takes the mailbox for this holder until then, or goes on holding it. Absent: another node has it.
std::optional<Position> hold(db::Transaction& transaction, AccountId account, InboxId inbox,
                             std::string const& holder, Time now, Time until);

// Writes how a look went, unless the holder has lost the mailbox by now: then false.
[[nodiscard]] bool note(db::Transaction& transaction, AccountId account, InboxId inbox,
                        std::string const& holder, Position const& position);

// Lets go at once, so that another node need not wait for the end of the lease.
void release(db::Transaction& transaction, AccountId account, InboxId inbox, std::string const& holder);

std::optional<Position> find(db::Transaction& transaction, AccountId account, InboxId inbox);

// Whether the desk has a mail of this id that somebody else sent, or sent at another time. The id is the sender's word,
// and some programs know only one.
struct SentAs {
    std::string external_id;
    std::string address;  // of the other side
    std::optional<Time> at;
};
bool is_another(db::Transaction& transaction, AccountId account, InboxId inbox, SentAs const& mail);

// The conversation that one of these mails or messages of ours belongs to, by its thread; the first that is known
// counts. Empty: none is.
std::string thread_of(db::Transaction& transaction, AccountId account, InboxId inbox,
                      std::vector<std::string> const& external_ids, std::vector<MessageId> const& messages);

}  // namespace balie::store::mailboxes
