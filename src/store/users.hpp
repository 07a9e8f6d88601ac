// Users: who works at the desk.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/user.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::store::users {

// A log-in name as it is kept: lower case, without spaces around it.
std::string folded_email(std::string_view email);

Result<User> find(db::Transaction& transaction, AccountId account, UserId id);  // error: not_found
Result<User> lock(db::Transaction& transaction, AccountId account, UserId id);  // the same, for a change
// A page by name, after a user of it (or from the start).
std::vector<User> page(db::Transaction& transaction, AccountId account, UserId after, int limit);

// Who logs in by this name, for a transaction that sees no account; it sees the user's account afterwards. A user
// without a password cannot log in. Error: not_found, also for one who is not active.
struct LogInName {
    AccountId account;
    UserId user;
    std::optional<std::string> password_hash;
};
Result<LogInName> by_email(db::Transaction& transaction, std::string const& folded_email);

// The user's id is taken from the sequence. Fails with conflict (users_email) when the name is taken, here or in
// another account.
UserId create(db::Transaction& transaction, AccountId account, User const& user,
              std::string const& password_hash);
// Writes name, role and active, and the hash when given; raises the version.
void update(db::Transaction& transaction, AccountId account, User const& user,
            std::optional<std::string> const& password_hash);
void set_password_hash(db::Transaction& transaction, AccountId account, UserId id,
                       std::string const& password_hash);
void set_availability(db::Transaction& transaction, AccountId account, UserId id, Availability availability);
void set_preferences(db::Transaction& transaction, AccountId account, UserId id,
                     std::string const& preferences_json);

// Active administrators other than this user: an account must keep one. Locks them until the commit, so that two
// cannot take each other's right at the same moment.
bool is_other_admin_left(db::Transaction& transaction, AccountId account, UserId id);

}  // namespace balie::store::users
