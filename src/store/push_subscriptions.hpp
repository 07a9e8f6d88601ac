// Browsers that are pushed to. Where and with which keys is sealed; a browser is known again by the hash of its address.
#pragma once

#include "db/transaction.hpp"
#include "store/secret_box.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/push_subscription.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::push_subscriptions {

// Of the sealed target of one browser, and of the account's sealed key pair.
SecretPlace target_place(AccountId account, std::string_view endpoint_hash);
SecretPlace key_place(AccountId account);

struct NewSubscription {
    UserId user;
    SessionId session;
    std::string endpoint_hash = {};  // SHA-256
    std::string sealed_target = {};
    std::string name = {};
    std::string language = {};  // nl or en
    std::string time_zone = {};
};
// The same browser again is the same subscription, in its new session; of somebody else before, it is a new one.
PushSubscriptionId add(db::Transaction& transaction, AccountId account, NewSubscription const& subscription,
                       Time now);
std::vector<PushSubscription> of_user(db::Transaction& transaction, AccountId account, UserId user, Time now);
// False when it is not one of this user's.
bool remove(db::Transaction& transaction, AccountId account, UserId user, PushSubscriptionId id);
void remove(db::Transaction& transaction, AccountId account, PushSubscriptionId id);
void note_pushed(db::Transaction& transaction, AccountId account, PushSubscriptionId id, Time now);

// The account's key pair. `keep_key` answers the one that stands: somebody else may have been first.
std::optional<std::string> sealed_key(db::Transaction& transaction, AccountId account);
std::string keep_key(db::Transaction& transaction, AccountId account, std::string const& sealed);

// Who may have to be told: subscriptions of people who look at no screen.
struct Waiting {
    PushSubscriptionId id;
    SessionId session;
    std::string notices;  // JSON of the person's rules, or empty
    std::string clock;    // "23:05", where the browser is
    Time looked_until;    // what happened before, the person may have seen; never looked: long ago
};
std::vector<Waiting> waiting(db::Transaction& transaction, AccountId account, Time now);

// A screen that this user looks at, until then. False, and nothing written, when the user has no subscription.
bool look(db::Transaction& transaction, AccountId account, UserId user, std::string const& look, Time until);
void look_away(db::Transaction& transaction, AccountId account, UserId user, std::string const& look,
               Time now);

}  // namespace balie::store::push_subscriptions
