// The people of an account: adding and changing users, with what that ends, and their tokens.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/api_token.hpp>
#include <balie/domain/user.hpp>

#include <optional>
#include <string>

namespace balie::identity {

// Who changes something: a user, or nobody (the command line).
struct Changer {
    AccountId account;
    UserId user = {};
};

struct NewUser {
    std::string email;
    std::string name;
    Role role = Role::agent;
    std::string password_hash;
};

// Errors: unprocessable for what is no e-mail address; conflict when it is taken, in this account or another.
Result<User> add_user(db::Transaction& transaction, Changer const& changer, NewUser const& user);

struct UserChange {
    std::optional<std::string> name = {};
    std::optional<Role> role = {};
    std::optional<bool> active = {};
    std::optional<std::string> password_hash = {};

    // Whether it may change rights or the password, and live connections are judged again.
    bool touches_rights() const { return role || active == false || password_hash; }
};

// With a new password, another role or on deactivation the user's sessions end and all their tokens are revoked; the
// caller then tells RightsChanged. Errors: not_found; unprocessable (`last_admin`) for what would leave an account without one.
Result<User> change_user(db::Transaction& transaction, Changer const& changer, UserId id,
                         UserChange const& change);

struct NewToken {
    ApiToken token;
    std::string secret;  // shown once
};
NewToken add_token(db::Transaction& transaction, Changer const& changer, UserId user,
                   std::string const& name);
Result<void> revoke_token(db::Transaction& transaction, Changer const& changer, ApiTokenId id);

}  // namespace balie::identity
