// SQL of API tokens; who stands behind one is found in store/actors.
#include "store/api_tokens.hpp"

namespace balie::store::api_tokens {
namespace {

constexpr auto insert_token = db::Statement{"api_tokens.create", R"sql(
    INSERT INTO api_tokens (account_id, id, user_id, name, secret_hash)
    VALUES ($1, nextval('api_token_ids'), $2, $3, $4::bytea)
    RETURNING id, user_id, name, created_at, used_at)sql"};

constexpr auto list_tokens = db::Statement{"api_tokens.of_user", R"sql(
    SELECT id, user_id, name, created_at, used_at
      FROM api_tokens
     WHERE account_id = $1 AND user_id = $2
     ORDER BY id)sql"};

constexpr auto delete_token = db::Statement{"api_tokens.revoke", R"sql(
    DELETE FROM api_tokens
     WHERE account_id = $1 AND user_id = $2 AND id = $3)sql"};

constexpr auto delete_of_user = db::Statement{"api_tokens.revoke_of_user", R"sql(
    DELETE FROM api_tokens
     WHERE account_id = $1 AND user_id = $2)sql"};

ApiToken from_row(db::Row const& row) {
    auto token = ApiToken{};
    token.id = row.id<ApiToken>("id");
    token.user = row.id<User>("user_id");
    token.name = row.string("name");
    token.created_at = row.time("created_at");
    token.used_at = row.maybe_time("used_at");
    return token;
}

}  // namespace

ApiToken create(db::Transaction& transaction, AccountId account, UserId user, std::string const& name,
                std::string_view secret_hash) {
    auto const rows = transaction.run(insert_token, {account, user, name, db::bytea(secret_hash)});
    return from_row(rows.front());
}

std::vector<ApiToken> of_user(db::Transaction& transaction, AccountId account, UserId user) {
    auto tokens = std::vector<ApiToken>{};
    auto const rows = transaction.run(list_tokens, {account, user});
    for (auto const row : rows) { tokens.push_back(from_row(row)); }
    return tokens;
}

Result<void> revoke(db::Transaction& transaction, AccountId account, UserId user, ApiTokenId id) {
    if (transaction.run(delete_token, {account, user, id}).affected() == 0) {
        return Error{ErrorCode::not_found, "there is no such token"};
    }
    return {};
}

std::size_t revoke_of_user(db::Transaction& transaction, AccountId account, UserId user) {
    return transaction.run(delete_of_user, {account, user}).affected();
}

}  // namespace balie::store::api_tokens
