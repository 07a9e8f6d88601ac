// Who sees a macro is one condition, here alone.
#include "store/macros.hpp"

namespace balie::store::macros {
namespace {

constexpr auto list_macros = db::Statement{"macros.list", R"sql(
    SELECT id, name, visibility, owner_id, team_id, actions, position, version
      FROM macros
     WHERE account_id = $1 AND ($5::bigint IS NULL OR id = $5)
       AND (visibility = 'all' OR (visibility = 'own' AND owner_id = $2)
            OR (visibility = 'team' AND ($4::boolean OR team_id = ANY ($3::bigint[]))))
     ORDER BY position, name, id
)sql"};

constexpr auto lock_macro = db::Statement{"macros.lock", R"sql(
    SELECT id FROM macros WHERE account_id = $1 AND id = $2 FOR UPDATE
)sql"};

constexpr auto insert_macro = db::Statement{"macros.insert", R"sql(
    INSERT INTO macros (account_id, id, name, visibility, owner_id, team_id, actions, position)
    VALUES ($1, nextval('macro_ids'), $2, $3, $4, $5, $6::jsonb, $7)
    RETURNING id, name, visibility, owner_id, team_id, actions, position, version
)sql"};

constexpr auto update_macro = db::Statement{"macros.update", R"sql(
    UPDATE macros
       SET name = $3, visibility = $4, team_id = $5, actions = $6::jsonb, position = $7, version = version + 1
     WHERE account_id = $1 AND id = $2
    RETURNING id, name, visibility, owner_id, team_id, actions, position, version
)sql"};

constexpr auto remove_macro = db::Statement{"macros.remove", R"sql(
    DELETE FROM macros
     WHERE account_id = $1 AND id = $2
)sql"};

Macro from_row(db::Row const& row) {
    auto macro = Macro{row.id<Macro>("id"), row.string("name")};
    macro.visibility = from_word<Visibility>(row.text("visibility")).value_or(Visibility::own);
    macro.owner_id = row.id<User>("owner_id");
    macro.team_id = row.id<Team>("team_id");
    macro.actions = row.string("actions");
    macro.position = row.integer("position");
    macro.version = row.integer("version");
    return macro;
}

db::Rows rows_for(db::Transaction& transaction, access::Actor const& actor, MacroId id) {
    return transaction.run(list_macros,
                           {actor.account, actor.user, db::array(actor.teams), actor.sees_all(), id});
}

}  // namespace

std::vector<Macro> list(db::Transaction& transaction, access::Actor const& actor) {
    auto macros = std::vector<Macro>{};
    for (auto const& row : rows_for(transaction, actor, MacroId{})) { macros.push_back(from_row(row)); }
    return macros;
}

Result<Macro> find(db::Transaction& transaction, access::Actor const& actor, MacroId id) {
    auto const rows = rows_for(transaction, actor, id);
    if (rows.empty()) { return Error{ErrorCode::not_found, "no such macro"}; }
    return from_row(rows.front());
}

Result<Macro> find_to_change(db::Transaction& transaction, access::Actor const& actor, MacroId id) {
    transaction.run(lock_macro, {actor.account, id});
    return find(transaction, actor, id);
}

Macro insert(db::Transaction& transaction, AccountId account, Macro const& macro) {
    return from_row(transaction
                        .run(insert_macro, {account, macro.name, to_word(macro.visibility), macro.owner_id,
                                            macro.team_id, macro.actions, macro.position})
                        .front());
}

Macro update(db::Transaction& transaction, AccountId account, Macro const& macro) {
    return from_row(transaction
                        .run(update_macro, {account, macro.id, macro.name, to_word(macro.visibility),
                                            macro.team_id, macro.actions, macro.position})
                        .front());
}

void remove(db::Transaction& transaction, AccountId account, MacroId id) {
    transaction.run(remove_macro, {account, id});
}

}  // namespace balie::store::macros
