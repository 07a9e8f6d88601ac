// SQL of accounts.
#include "store/accounts.hpp"

#include <array>

namespace balie::store::accounts {
namespace {

constexpr auto enter_account =
    db::Statement{"accounts.enter", "SELECT set_config('app.account', coalesce($1, ''), true)"};

constexpr auto find_account = db::Statement{"accounts.find", R"sql(
    SELECT id, name, demo, locale, default_country, agents_see, extract(epoch FROM reopen_within)::bigint AS reopen_seconds,
           extract(epoch FROM session_idle)::bigint AS idle_seconds,
           extract(epoch FROM session_absolute)::bigint AS absolute_seconds,
           context_card_url IS NOT NULL AS has_context_card, push_shows_text, version
      FROM accounts
     WHERE id = $1)sql"};

constexpr auto update_account = db::Statement{"accounts.update", R"sql(
    UPDATE accounts
       SET name = $2, locale = $3, agents_see = $4, reopen_within = make_interval(hours => $5::int),
           default_country = $6, push_shows_text = $7, version = version + 1
     WHERE id = $1)sql"};

constexpr auto find_country = db::Statement{"accounts.default_country", R"sql(
    SELECT default_country
      FROM accounts
     WHERE id = $1)sql"};

constexpr auto take_id = db::Statement{"accounts.next_id", "SELECT nextval('account_ids') AS id"};

constexpr auto insert_account = db::Statement{"accounts.create", R"sql(
    INSERT INTO accounts (id, name, demo)
    VALUES ($1, $2, $3))sql"};

constexpr auto list_accounts = db::Statement{"accounts.all", R"sql(
    SELECT account_id
      FROM directory_streams()
     ORDER BY account_id)sql"};

struct AgentsSeeWord {
    access::AgentsSee value;
    std::string_view word;
};
constexpr auto agents_see_words = std::array{
    AgentsSeeWord{access::AgentsSee::inbox, "inbox"},
    AgentsSeeWord{access::AgentsSee::team_and_unassigned, "team_and_unassigned"},
    AgentsSeeWord{access::AgentsSee::own, "own"},
};

Account from_row(db::Row const& row) {
    auto account = Account{};
    account.id = row.id<Account>("id");
    account.name = row.string("name");
    account.demo = row.boolean("demo");
    account.locale = row.string("locale");
    account.default_country = row.string("default_country");
    account.agents_see = row.string("agents_see");
    account.reopen_within =
        std::chrono::duration_cast<std::chrono::hours>(std::chrono::seconds{row.integer("reopen_seconds")});
    account.session_idle = std::chrono::seconds{row.integer("idle_seconds")};
    account.session_absolute = std::chrono::seconds{row.integer("absolute_seconds")};
    account.has_context_card = row.boolean("has_context_card");
    account.push_shows_text = row.boolean("push_shows_text");
    account.version = row.integer("version");
    return account;
}

}  // namespace

std::string_view to_word(access::AgentsSee value) noexcept {
    for (auto const& entry : agents_see_words) {
        if (entry.value == value) { return entry.word; }
    }
    return "";
}

std::optional<access::AgentsSee> agents_see_from(std::string_view word) noexcept {
    for (auto const& entry : agents_see_words) {
        if (entry.word == word) { return entry.value; }
    }
    return std::nullopt;
}

Result<Account> find(db::Transaction& transaction, AccountId id) {
    auto const rows = transaction.run(find_account, {id});
    if (rows.empty()) { return Error{ErrorCode::not_found, "there is no such account"}; }
    return from_row(rows.front());
}

std::string default_country(db::Transaction& transaction, AccountId id) {
    auto const rows = transaction.run(find_country, {id});
    return rows.empty() ? std::string{} : rows.front().string("default_country");
}

Result<Account> update(db::Transaction& transaction, Account const& account) {
    transaction.run(update_account, {account.id, account.name, account.locale, account.agents_see,
                                     static_cast<std::int64_t>(account.reopen_within.count()),
                                     account.default_country, account.push_shows_text});
    return find(transaction, account.id);
}

AccountId create(db::Transaction& transaction, std::string const& name, bool is_demo) {
    auto const id = transaction.run(take_id).front().id<Account>("id");
    enter(transaction, id);
    transaction.run(insert_account, {id, name, is_demo});
    return id;
}

std::vector<AccountId> all(db::Transaction& transaction) {
    auto accounts = std::vector<AccountId>{};
    auto const rows = transaction.run(list_accounts);
    for (auto const row : rows) { accounts.push_back(row.id<Account>("account_id")); }
    return accounts;
}

void enter(db::Transaction& transaction, AccountId account) { transaction.run(enter_account, {account}); }

}  // namespace balie::store::accounts
