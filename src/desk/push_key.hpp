// The key pair by which push services know an account's desk.
#pragma once

#include "db/transaction.hpp"
#include "store/secret_box.hpp"

#include <balie/base/p256.hpp>
#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>

#include <optional>
#include <string>

namespace balie::desk {

// What the operator says of Web Push.
struct PushSettings {
    std::string contact = {};         // mailto: or https:; empty: there is no Web Push
    std::optional<P256Key> key = {};  // for all accounts; absent: each has one of its own
    bool is_on() const noexcept { return !contact.empty(); }
};

// The operator's, or the account's own; absent without Web Push, and until it was made. Error: unavailable when the sealed
// one cannot be opened.
Result<std::optional<P256Key>> find_push_key(db::Transaction& transaction, AccountId account,
                                             store::SecretBox const& box, PushSettings const& settings);
// The same; the account's own is made when there is none.
Result<P256Key> push_key(db::Transaction& transaction, AccountId account, store::SecretBox const& box,
                         PushSettings const& settings);

}  // namespace balie::desk
