// Sessions of visitors: browsers and apps that hold a token of one inbox. Only the SHA-256 of the token is kept.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace balie::store::client_sessions {

struct ClientSession;
using ClientSessionId = Id<ClientSession>;

struct ClientSession {
    AccountId account;
    ClientSessionId id;
    InboxId inbox;
    std::string visitor;           // the value of its identity of kind visitor
    std::string external_id = {};  // proved by the inbox's identity secret; empty: an unknown visitor
    std::string name = {};
    std::string email = {};
    std::string phone = {};
};

// Before the account is known: whose it is. For a transaction that sees no account. Error: unauthenticated.
struct Owner {
    AccountId account;
    ClientSessionId session;
};
Result<Owner> owner_of(db::Transaction& transaction, std::string_view secret_hash);

// Error: unauthenticated, also when its inbox is gone or switched off.
Result<ClientSession> find(db::Transaction& transaction, AccountId account, ClientSessionId id);

// Writes it under a new id, which is answered.
ClientSessionId create(db::Transaction& transaction, ClientSession const& session,
                       std::string_view secret_hash, Time now);
// Who the visitor is; the inbox, the visitor and the secret stay.
void update(db::Transaction& transaction, ClientSession const& session, Time now);

struct PageSeen {
    std::string url;
    std::string title;
};
void set_page(db::Transaction& transaction, AccountId account, ClientSessionId id, PageSeen const& page,
              Time now);

// Where a contact's browsers are, the newest page first.
struct Visiting {
    InboxId inbox;
    PageSeen page;
    Time page_at{};
};
std::vector<Visiting> pages_of(db::Transaction& transaction, AccountId account, ContactId contact,
                               std::int64_t count_max);

}  // namespace balie::store::client_sessions
