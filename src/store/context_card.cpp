// Two columns of the account: there is one such system, or none.
#include "store/context_card.hpp"

namespace balie::store::context_card {
namespace {

constexpr auto find_source = db::Statement{"context_card.find", R"sql(
    SELECT context_card_url, context_card_secret
      FROM accounts
     WHERE id = $1 AND context_card_url IS NOT NULL
)sql"};

constexpr auto write_source = db::Statement{"context_card.set", R"sql(
    UPDATE accounts
       SET context_card_url = $2, context_card_secret = $3, version = version + 1
     WHERE id = $1
)sql"};

constexpr auto list_external_ids = db::Statement{"context_card.external_ids", R"sql(
    SELECT external_id
      FROM contact_external_ids
     WHERE account_id = $1 AND contact_id = $2
     ORDER BY external_id
)sql"};

}  // namespace

SecretPlace secret_place(AccountId account) { return {account, InboxId{}, "context_card_secret"}; }

std::optional<Source> find(db::Transaction& transaction, AccountId account) {
    auto const rows = transaction.run(find_source, {account});
    if (rows.empty()) { return std::nullopt; }
    return Source{rows.front().string("context_card_url"), rows.front().string("context_card_secret")};
}

void set(db::Transaction& transaction, AccountId account, std::optional<Source> const& source) {
    auto const url = source ? db::Param{source->url} : db::Param{std::nullopt};
    auto const secret = source ? db::Param{source->sealed_secret} : db::Param{std::nullopt};
    transaction.run(write_source, {account, url, secret});
}

std::vector<std::string> external_ids(db::Transaction& transaction, AccountId account, ContactId contact) {
    auto found = std::vector<std::string>{};
    for (auto const& row : transaction.run(list_external_ids, {account, contact})) {
        found.push_back(row.string("external_id"));
    }
    return found;
}

}  // namespace balie::store::context_card
