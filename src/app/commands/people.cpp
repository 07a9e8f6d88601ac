// Accounts, users and their tokens from the command line.
#include "app/commands/commands.hpp"
#include "app/commands/session.hpp"
#include "identity/password_hasher.hpp"
#include "identity/password_rules.hpp"
#include "identity/people.hpp"
#include "store/accounts.hpp"
#include "store/users.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <utility>

namespace balie::app::commands {

Result<nlohmann::json> migrate(Config const& config) {
    auto const session = Session::open(config);
    if (!session) { return session.error(); }
    return nlohmann::json{{"schema", "up to date"}};
}

Result<nlohmann::json> create_account(Config const& config, std::string const& name) {
    auto session = Session::open(config);
    if (!session) { return session.error(); }
    if (trimmed(name).empty()) { return Error{ErrorCode::unprocessable, "an account needs a name"}; }
    auto const id = session->database().run_here(0, [&](db::Transaction& transaction) -> Result<AccountId> {
        return store::accounts::create(transaction, std::string{trimmed(name)}, false);
    });
    if (!id) { return id.error(); }
    return nlohmann::json{{"id", to_string(*id)}, {"name", trimmed(name)}};
}

Result<nlohmann::json> create_user(Config const& config, NewUser const& user) {
    auto const judged = identity::judge_password(user.password);
    if (!judged) { return judged.error(); }
    auto hash = identity::PasswordHasher::hash_here(user.password);
    if (!hash) { return hash.error(); }
    auto session = Session::open(config);
    if (!session) { return session.error(); }
    auto const added = session->database().run_here(user.account.value, [&](db::Transaction& transaction) -> Result<User> {
        auto const account = store::accounts::find(transaction, user.account);
        if (!account) { return Error{ErrorCode::not_found, "there is no account " + to_string(user.account)}; }
        return identity::add_user(transaction, identity::Changer{user.account},
                                  identity::NewUser{user.email, user.name, user.role, *hash});
    });
    if (!added) { return added.error(); }
    return nlohmann::json{{"id", to_string(added->id)}, {"email", added->email}, {"name", added->name}, {"role", to_word(added->role)}};
}

Result<nlohmann::json> create_token(Config const& config, std::string const& email, std::string const& name) {
    auto session = Session::open(config);
    if (!session) { return session.error(); }
    auto made = session->database().run_here(0, [&](db::Transaction& transaction) -> Result<identity::NewToken> {
        auto const user = store::users::by_email(transaction, store::users::folded_email(email));
        if (!user) { return Error{ErrorCode::not_found, "there is no active user with that e-mail address"}; }
        return identity::add_token(transaction, identity::Changer{user->account}, user->user, name);
    });
    if (!made) { return made.error(); }
    return nlohmann::json{{"id", to_string(made->token.id)}, {"name", made->token.name}, {"token", made->secret}};
}

}  // namespace balie::app::commands
