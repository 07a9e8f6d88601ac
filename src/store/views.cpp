// Who sees a view is one condition, here alone.
#include "store/views.hpp"

namespace balie::store::views {
namespace {

constexpr auto list_views = db::Statement{"views.list", R"sql(
    SELECT id, name, visibility, owner_id, team_id, filter, sort, position, version
      FROM views
     WHERE account_id = $1 AND ($5::bigint IS NULL OR id = $5)
       AND (visibility = 'all' OR (visibility = 'own' AND owner_id = $2)
            OR (visibility = 'team' AND ($4::boolean OR team_id = ANY ($3::bigint[]))))
     ORDER BY position, name, id
)sql"};

constexpr auto count_of_owner = db::Statement{"views.count_own", R"sql(
    SELECT count(*) AS views
      FROM views
     WHERE account_id = $1 AND owner_id = $2 AND visibility = 'own'
)sql"};

constexpr auto lock_view = db::Statement{"views.lock", R"sql(
    SELECT id FROM views WHERE account_id = $1 AND id = $2 FOR UPDATE
)sql"};

constexpr auto insert_view = db::Statement{"views.insert", R"sql(
    INSERT INTO views (account_id, id, name, visibility, owner_id, team_id, filter, sort, position)
    VALUES ($1, nextval('view_ids'), $2, $3, $4, $5, $6::jsonb, nullif($7, ''), $8)
    RETURNING id, name, visibility, owner_id, team_id, filter, sort, position, version
)sql"};

constexpr auto update_view = db::Statement{"views.update", R"sql(
    UPDATE views
       SET name = $3, visibility = $4, team_id = $5, filter = $6::jsonb, sort = nullif($7, ''), position = $8,
           version = version + 1
     WHERE account_id = $1 AND id = $2
    RETURNING id, name, visibility, owner_id, team_id, filter, sort, position, version
)sql"};

constexpr auto remove_view = db::Statement{"views.remove", R"sql(
    DELETE FROM views
     WHERE account_id = $1 AND id = $2
)sql"};

View from_row(db::Row const& row) {
    auto view = View{row.id<View>("id"), row.string("name")};
    view.visibility = from_word<Visibility>(row.text("visibility")).value_or(Visibility::own);
    view.owner_id = row.id<User>("owner_id");
    view.team_id = row.id<Team>("team_id");
    view.filter = row.string("filter");
    view.sort = row.string("sort");
    view.position = row.integer("position");
    view.version = row.integer("version");
    return view;
}

db::Rows rows_for(db::Transaction& transaction, access::Actor const& actor, ViewId id) {
    return transaction.run(list_views,
                           {actor.account, actor.user, db::array(actor.teams), actor.sees_all(), id});
}

}  // namespace

std::vector<View> list(db::Transaction& transaction, access::Actor const& actor) {
    auto views = std::vector<View>{};
    for (auto const& row : rows_for(transaction, actor, ViewId{})) { views.push_back(from_row(row)); }
    return views;
}

Result<View> find(db::Transaction& transaction, access::Actor const& actor, ViewId id) {
    auto const rows = rows_for(transaction, actor, id);
    if (rows.empty()) { return Error{ErrorCode::not_found, "no such view"}; }
    return from_row(rows.front());
}

Result<View> find_to_change(db::Transaction& transaction, access::Actor const& actor, ViewId id) {
    transaction.run(lock_view, {actor.account, id});
    return find(transaction, actor, id);
}

std::int64_t count_own(db::Transaction& transaction, AccountId account, UserId owner) {
    return transaction.run(count_of_owner, {account, owner}).front().integer("views");
}

View insert(db::Transaction& transaction, AccountId account, View const& view) {
    return from_row(transaction
                        .run(insert_view, {account, view.name, to_word(view.visibility), view.owner_id,
                                           view.team_id, view.filter, view.sort, view.position})
                        .front());
}

View update(db::Transaction& transaction, AccountId account, View const& view) {
    return from_row(transaction
                        .run(update_view, {account, view.id, view.name, to_word(view.visibility),
                                           view.team_id, view.filter, view.sort, view.position})
                        .front());
}

void remove(db::Transaction& transaction, AccountId account, ViewId id) {
    transaction.run(remove_view, {account, id});
}

}  // namespace balie::store::views
