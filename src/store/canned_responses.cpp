// A shortcut is unique among those who share it: one's own may have the name of everybody's.
#include "store/canned_responses.hpp"

namespace balie::store::canned_responses {
namespace {

constexpr auto list_responses = db::Statement{"canned_responses.list", R"sql(
    SELECT id, shortcut, text, variants, visibility, owner_id, team_id, language, version
      FROM canned_responses
     WHERE account_id = $1 AND ($5::bigint IS NULL OR id = $5)
       AND (visibility = 'all' OR (visibility = 'own' AND owner_id = $2)
            OR (visibility = 'team' AND ($4::boolean OR team_id = ANY ($3::bigint[]))))
     ORDER BY shortcut, id
)sql"};

constexpr auto lock_response = db::Statement{"canned_responses.lock", R"sql(
    SELECT id FROM canned_responses WHERE account_id = $1 AND id = $2 FOR UPDATE
)sql"};

constexpr auto insert_response = db::Statement{"canned_responses.insert", R"sql(
    INSERT INTO canned_responses (account_id, id, shortcut, text, variants, visibility, owner_id, team_id, language)
    VALUES ($1, nextval('canned_response_ids'), $2, $3, $4::jsonb, $5, $6, $7, nullif($8, ''))
    RETURNING id, shortcut, text, variants, visibility, owner_id, team_id, language, version
)sql"};

constexpr auto update_response = db::Statement{"canned_responses.update", R"sql(
    UPDATE canned_responses
       SET shortcut = $3, text = $4, variants = $5::jsonb, visibility = $6, owner_id = $7, team_id = $8,
           language = nullif($9, ''), version = version + 1
     WHERE account_id = $1 AND id = $2
    RETURNING id, shortcut, text, variants, visibility, owner_id, team_id, language, version
)sql"};

constexpr auto remove_response = db::Statement{"canned_responses.remove", R"sql(
    DELETE FROM canned_responses
     WHERE account_id = $1 AND id = $2
)sql"};

CannedResponse from_row(db::Row const& row) {
    auto response = CannedResponse{row.id<CannedResponse>("id"), row.string("shortcut"), row.string("text")};
    response.variants = row.string("variants");
    response.visibility = from_word<Visibility>(row.text("visibility")).value_or(Visibility::all);
    response.owner_id = row.id<User>("owner_id");
    response.team_id = row.id<Team>("team_id");
    response.language = row.string("language");
    response.version = row.integer("version");
    return response;
}

db::Rows rows_for(db::Transaction& transaction, access::Actor const& actor, CannedResponseId id) {
    return transaction.run(list_responses,
                           {actor.account, actor.user, db::array(actor.teams), actor.sees_all(), id});
}

}  // namespace

std::vector<CannedResponse> list(db::Transaction& transaction, access::Actor const& actor) {
    auto responses = std::vector<CannedResponse>{};
    for (auto const& row : rows_for(transaction, actor, CannedResponseId{})) {
        responses.push_back(from_row(row));
    }
    return responses;
}

Result<CannedResponse> find_to_change(db::Transaction& transaction, access::Actor const& actor,
                                      CannedResponseId id) {
    transaction.run(lock_response, {actor.account, id});
    auto const rows = rows_for(transaction, actor, id);
    if (rows.empty()) { return Error{ErrorCode::not_found, "no such canned response"}; }
    return from_row(rows.front());
}

CannedResponse insert(db::Transaction& transaction, AccountId account, CannedResponse const& response) {
    return from_row(transaction
                        .run(insert_response, {account, response.shortcut, response.text, response.variants,
                                               to_word(response.visibility), response.owner_id,
                                               response.team_id, response.language})
                        .front());
}

CannedResponse update(db::Transaction& transaction, AccountId account, CannedResponse const& response) {
    return from_row(transaction
                        .run(update_response, {account, response.id, response.shortcut, response.text,
                                               response.variants, to_word(response.visibility),
                                               response.owner_id, response.team_id, response.language})
                        .front());
}

void remove(db::Transaction& transaction, AccountId account, CannedResponseId id) {
    transaction.run(remove_response, {account, id});
}

}  // namespace balie::store::canned_responses
