// Every change of who may do what writes its audit line in the same transaction.
#include "identity/people.hpp"

#include "store/api_tokens.hpp"
#include "store/audit.hpp"
#include "store/sessions.hpp"
#include "store/users.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/email_address.hpp>

namespace balie::identity {
namespace {

nlohmann::json told(User const& before, UserChange const& change) {
    auto detail = nlohmann::json::object();
    if (change.role && *change.role != before.role) {
        detail["role"] = {{"from", to_word(before.role)}, {"to", to_word(*change.role)}};
    }
    if (change.active && *change.active != before.active) { detail["active"] = *change.active; }
    if (change.name && *change.name != before.name) { detail["name"] = true; }
    if (change.password_hash) { detail["password"] = true; }
    return detail;
}

// Every secret that was good for the old password, role or account is not good for the new one. A role that was given
// again is none: forms send all their fields.
bool begins_anew(User const& before, UserChange const& change) {
    return (change.role && *change.role != before.role) || (before.active && change.active == false) ||
           change.password_hash.has_value();
}

bool is_admin(User const& user) { return user.active && user.role == Role::admin; }

}  // namespace

Result<User> add_user(db::Transaction& transaction, Changer const& changer, NewUser const& user) {
    auto added = User{};
    added.email = store::users::folded_email(user.email);
    added.name = user.name;
    added.role = user.role;
    if (!is_email_address(added.email)) {
        return Error{ErrorCode::unprocessable, "email must be an e-mail address", "ill_typed", "email"};
    }
    auto const id = store::users::create(transaction, changer.account, added, user.password_hash);
    store::audit::write(
        transaction,
        {changer.account, changer.user, "user.created", "user", id.value, {{"role", to_word(added.role)}}});
    return store::users::find(transaction, changer.account, id);
}

Result<User> change_user(db::Transaction& transaction, Changer const& changer, UserId id,
                         UserChange const& change) {
    // The administrators are locked before the user, in every such change, so that two of them cannot wait for each
    // other; whoever is changed first decides what the second one finds.
    auto const has_other_admin = store::users::is_other_admin_left(transaction, changer.account, id);
    auto const before = store::users::lock(transaction, changer.account, id);
    if (!before) { return before.error(); }
    auto after = *before;
    after.name = change.name.value_or(after.name);
    after.role = change.role.value_or(after.role);
    after.active = change.active.value_or(after.active);
    if (is_admin(*before) && !is_admin(after) && !has_other_admin) {
        return Error{ErrorCode::unprocessable, "the account needs an administrator", "last_admin",
                     change.role ? "role" : "active"};
    }
    store::users::update(transaction, changer.account, after, change.password_hash);
    if (begins_anew(*before, change)) {
        store::sessions::end_of_user(transaction, changer.account, id);
        store::api_tokens::revoke_of_user(transaction, changer.account, id);
    }
    auto detail = told(*before, change);
    if (!detail.empty()) {
        store::audit::write(transaction, {changer.account, changer.user, "user.changed", "user", id.value,
                                          std::move(detail)});
    }
    return store::users::find(transaction, changer.account, id);
}

NewToken add_token(db::Transaction& transaction, Changer const& changer, UserId user,
                   std::string const& name) {
    auto secret = random_token();
    auto token = store::api_tokens::create(transaction, changer.account, user, name, sha256(secret));
    store::audit::write(transaction, {changer.account,
                                      changer.user,
                                      "token.created",
                                      "api_token",
                                      token.id.value,
                                      {{"user_id", to_string(user)}}});
    return NewToken{std::move(token), std::move(secret)};
}

Result<void> revoke_token(db::Transaction& transaction, Changer const& changer, ApiTokenId id) {
    if (auto const revoked = store::api_tokens::revoke(transaction, changer.account, changer.user, id);
        !revoked) {
        return revoked.error();
    }
    store::audit::write(transaction, {changer.account, changer.user, "token.revoked", "api_token", id.value});
    return {};
}

}  // namespace balie::identity
