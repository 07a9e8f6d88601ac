#include "app/commands/people.hpp"

#include "identity/password_hasher.hpp"
#include "identity/password_rules.hpp"
#include "identity/people.hpp"
#include "store/accounts.hpp"
#include "store/users.hpp"

#include <balie/base/text.hpp>
#include <balie/domain/words.hpp>

#include <nlohmann/json.hpp>

#include <utility>

namespace balie::app::commands {
namespace {

constexpr auto name_characters_max = std::size_t{200};

Error wrong(std::string detail, std::string field) {
    return {ErrorCode::unprocessable, std::move(detail), "ill_typed", std::move(field)};
}

bool is_name(std::string const& name) {
    return is_utf8(name) && !trimmed(name).empty() && count_characters(name) <= name_characters_max;
}

std::string without_line_end(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) { text.pop_back(); }
    return text;
}

}  // namespace

Result<nlohmann::json> create_account(db::Database& database, std::string const& name) {
    if (!is_name(name)) { return wrong("--name must be 1 to 200 characters", "name"); }
    auto const id = database.run_here(0, [&](db::Transaction& transaction) -> Result<AccountId> {
        return store::accounts::create(transaction, std::string{trimmed(name)}, false);
    });
    if (!id) { return id.error(); }
    return nlohmann::json{{"id", to_string(*id)}, {"name", std::string{trimmed(name)}}};
}

Result<nlohmann::json> create_user(db::Database& database, UserArguments const& arguments,
                                   std::string password) {
    auto const account = parse_id<Account>(arguments.account);
    auto const role = from_word<Role>(arguments.role);
    if (!account) { return wrong("--account must be an account's id", "account"); }
    if (!role) { return wrong("--role must be admin, lead, agent or auditor", "role"); }
    if (!is_name(arguments.name)) { return wrong("--name must be 1 to 200 characters", "name"); }
    auto const secret = without_line_end(std::move(password));
    auto const judged = identity::judge_password(secret, arguments.email);
    if (!judged) { return judged.error(); }
    auto const hash = identity::PasswordHasher::hash_here(secret);
    if (!hash) { return hash.error(); }
    auto const added = database.run_here(account->value, [&](db::Transaction& transaction) -> Result<User> {
        auto const found = store::accounts::find(transaction, *account);
        if (!found) { return Error{ErrorCode::not_found, "there is no account " + to_string(*account)}; }
        return identity::add_user(transaction, identity::Changer{*account},
                                  identity::NewUser{arguments.email, arguments.name, *role, *hash});
    });
    if (!added) { return added.error(); }
    return nlohmann::json{{"id", to_string(added->id)},
                          {"account_id", to_string(*account)},
                          {"email", added->email},
                          {"name", added->name},
                          {"role", std::string{to_word(added->role)}}};
}

Result<nlohmann::json> create_token(db::Database& database, std::string const& email,
                                    std::string const& name) {
    auto made = database.run_here(0, [&](db::Transaction& transaction) -> Result<identity::NewToken> {
        auto const user = store::users::by_email(transaction, store::users::folded_email(email));
        if (!user) { return Error{ErrorCode::not_found, "there is no active user with that e-mail address"}; }
        return identity::add_token(transaction, identity::Changer{user->account}, user->user, name);
    });
    if (!made) { return made.error(); }
    return nlohmann::json{
        {"id", to_string(made->token.id)}, {"name", made->token.name}, {"token", made->secret}};
}

}  // namespace balie::app::commands
