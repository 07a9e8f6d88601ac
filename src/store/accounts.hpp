// Accounts: how each organisation has set up its desk.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/account.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::store::accounts {

std::string_view to_word(access::AgentsSee value) noexcept;
std::optional<access::AgentsSee> agents_see_from(std::string_view word) noexcept;

// The transaction must see the account. Error: not_found.
Result<Account> find(db::Transaction& transaction, AccountId id);
// Whose numbers are meant where no country is named.
std::string default_country(db::Transaction& transaction, AccountId id);
// Writes name, locale, default_country, agents_see, reopen_within; raises the version and answers the whole.
Result<Account> update(db::Transaction& transaction, Account const& account);

// For a transaction that sees no account yet: takes an id, and from then on sees that account.
AccountId create(db::Transaction& transaction, std::string const& name, bool is_demo);

// Every account there is, for a transaction that sees none.
std::vector<AccountId> all(db::Transaction& transaction);

// From here on the transaction sees this account instead of whatever it saw: for what begins with a directory look-up.
void enter(db::Transaction& transaction, AccountId account);

}  // namespace balie::store::accounts
