// A shortcut is unique in its account.
#include "store/canned_responses.hpp"

namespace balie::store::canned_responses {
namespace {

constexpr auto list_responses = db::Statement{"canned_responses.list", R"sql(
    SELECT id, shortcut, text, version
      FROM canned_responses
     WHERE account_id = $1
     ORDER BY shortcut
)sql"};

constexpr auto insert_response = db::Statement{"canned_responses.insert", R"sql(
    INSERT INTO canned_responses (account_id, id, shortcut, text)
    VALUES ($1, nextval('canned_response_ids'), $2, $3)
    RETURNING id, shortcut, text, version
)sql"};

constexpr auto update_response = db::Statement{"canned_responses.update", R"sql(
    UPDATE canned_responses
       SET shortcut = coalesce($3, shortcut), text = coalesce($4, text), version = version + 1
     WHERE account_id = $1 AND id = $2
    RETURNING id, shortcut, text, version
)sql"};

constexpr auto remove_response = db::Statement{"canned_responses.remove", R"sql(
    DELETE FROM canned_responses
     WHERE account_id = $1 AND id = $2
)sql"};

CannedResponse from_row(db::Row const& row) {
    return CannedResponse{row.id<CannedResponse>("id"), row.string("shortcut"), row.string("text"),
                          row.integer("version")};
}

Error no_such_response() { return {ErrorCode::not_found, "no such canned response"}; }

}  // namespace

std::vector<CannedResponse> list(db::Transaction& transaction, AccountId account) {
    auto responses = std::vector<CannedResponse>{};
    for (auto const& row : transaction.run(list_responses, {account})) { responses.push_back(from_row(row)); }
    return responses;
}

CannedResponse insert(db::Transaction& transaction, AccountId account, std::string const& shortcut,
                      std::string const& text) {
    return from_row(transaction.run(insert_response, {account, shortcut, text}).front());
}

Result<CannedResponse> update(db::Transaction& transaction, AccountId account, CannedResponseId id,
                              std::optional<std::string> const& shortcut,
                              std::optional<std::string> const& text) {
    auto const rows = transaction.run(update_response, {account, id, shortcut, text});
    if (rows.empty()) { return no_such_response(); }
    return from_row(rows.front());
}

Result<void> remove(db::Transaction& transaction, AccountId account, CannedResponseId id) {
    if (transaction.run(remove_response, {account, id}).affected() == 0) { return no_such_response(); }
    return {};
}

}  // namespace balie::store::canned_responses
