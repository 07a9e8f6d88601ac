// Inboxes: one connected address each, its plain settings, and its secrets, sealed.
#pragma once

#include "db/transaction.hpp"
#include "store/secret_box.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/channel/connector.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/inbox.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace balie::store::inboxes {

// All of these answer inboxes that are not deleted. Errors: not_found.
Result<Inbox> find(db::Transaction& transaction, AccountId account, InboxId id);
Result<Inbox> find_by_address(db::Transaction& transaction, AccountId account, Channel channel,
                              std::string_view address);
std::vector<Inbox> list(db::Transaction& transaction, AccountId account);  // by name
// A page of those, after an inbox of it (or from the start); `among` absent: all of them.
std::vector<Inbox> page(db::Transaction& transaction, AccountId account,
                        std::optional<std::vector<InboxId>> const& among, InboxId after, int limit);

// Before the account is known: whose inbox it is. For a transaction that sees no account.
struct Owner {
    AccountId account;
    Channel channel;
};
Result<Owner> owner_of(db::Transaction& transaction, InboxId id);

// Everything that a connector gets, plain and opened. Error: unavailable when a secret cannot be opened.
Result<Secrets> open_secrets(Inbox const& inbox, SecretBox const& box);

InboxId next_id(db::Transaction& transaction);
// Writes the inbox under its id with version 1. Fails with conflict (inboxes_address) when the account has it already.
void create(db::Transaction& transaction, Inbox const& inbox);
// Writes name, address, settings, secrets and enabled, and raises the version; answers it. The inbox was found in
// this transaction with `lock`.
std::int64_t update(db::Transaction& transaction, Inbox const& inbox);
Result<Inbox> lock(db::Transaction& transaction, AccountId account, InboxId id);
void remove(db::Transaction& transaction, AccountId account, InboxId id);

// The token of the inbox is no longer good, or good again after somebody mended it.
void mark_reauthorization(db::Transaction& transaction, AccountId account, InboxId id, bool is_needed);
// Who works in it. Error of `set_members`: unprocessable when a user or team is not of this account.
struct Members {
    std::vector<UserId> users;
    std::vector<TeamId> teams;
};
Members members(db::Transaction& transaction, AccountId account, InboxId id);
Result<void> set_members(db::Transaction& transaction, AccountId account, InboxId id, Members const& members);

// One secret in the place of another, while nothing else changes.
void replace_secret(db::Transaction& transaction, AccountId account, InboxId id, std::string const& name,
                    std::string const& sealed);

// A platform shook hands.
void mark_handshake(db::Transaction& transaction, AccountId account, InboxId id, Time at);

}  // namespace balie::store::inboxes
