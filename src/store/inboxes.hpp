// Inboxes: one connected address each, its plain settings, and its secrets, sealed.
#pragma once

#include "db/transaction.hpp"
#include "store/secret_box.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/channel/connector.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie {

using Settings = std::map<std::string, std::string, std::less<>>;

struct Inbox {
    AccountId account;
    InboxId id;
    Channel channel = Channel::whatsapp;
    std::string name;
    std::string address;  // what webhooks call it by
    Settings settings;    // plain ones by name
    Settings sealed;      // secrets by name, as store::SecretBox sealed them
    bool enabled = true;
    bool needs_reauthorization = false;
    std::optional<Time> handshake_at;
    std::optional<Time> first_webhook_at;
    std::optional<Time> last_webhook_at;
    std::int64_t version = 1;
    Time created_at{};
};

}  // namespace balie

namespace balie::store::inboxes {

// All of these answer inboxes that are not deleted. Errors: not_found.
Result<Inbox> find(db::Transaction& transaction, AccountId account, InboxId id);
Result<Inbox> find_by_address(db::Transaction& transaction, AccountId account, Channel channel,
                              std::string_view address);
std::vector<Inbox> list(db::Transaction& transaction, AccountId account);

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
// A platform shook hands.
void mark_handshake(db::Transaction& transaction, AccountId account, InboxId id, Time at);

}  // namespace balie::store::inboxes
