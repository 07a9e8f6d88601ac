// A label's name is unique in its account; deleting one takes it off its conversations by the foreign key.
#include "store/labels.hpp"

#include <algorithm>

namespace balie::store::labels {
namespace {

constexpr auto list_labels = db::Statement{"labels.list", R"sql(
    SELECT id, name, color, version
      FROM labels
     WHERE account_id = $1
     ORDER BY name
)sql"};

constexpr auto insert_label = db::Statement{"labels.insert", R"sql(
    INSERT INTO labels (account_id, id, name, color)
    VALUES ($1, nextval('label_ids'), $2, $3)
    RETURNING id, name, color, version
)sql"};

constexpr auto make_label = db::Statement{"labels.make", R"sql(
    INSERT INTO labels (account_id, id, name, color)
    VALUES ($1, nextval('label_ids'), $2, $3)
    ON CONFLICT (account_id, name) DO NOTHING
)sql"};

constexpr auto find_named = db::Statement{"labels.named", R"sql(
    SELECT id
      FROM labels
     WHERE account_id = $1 AND name = $2
)sql"};

constexpr auto find_label = db::Statement{"labels.find", R"sql(
    SELECT id, name, color, version
      FROM labels
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto update_label = db::Statement{"labels.update", R"sql(
    UPDATE labels
       SET name = coalesce($3, name), color = coalesce($4, color), version = version + 1
     WHERE account_id = $1 AND id = $2
    RETURNING id, name, color, version
)sql"};

constexpr auto remove_label = db::Statement{"labels.remove", R"sql(
    DELETE FROM labels
     WHERE account_id = $1 AND id = $2
    RETURNING id, name, color, version
)sql"};

constexpr auto list_of = db::Statement{"labels.of_conversation", R"sql(
    SELECT label_id
      FROM conversation_labels
     WHERE account_id = $1 AND conversation_id = $2
     ORDER BY label_id
)sql"};

constexpr auto count_known = db::Statement{"labels.count_known", R"sql(
    SELECT count(*) AS known
      FROM labels
     WHERE account_id = $1 AND id = ANY ($2::bigint[])
)sql"};

constexpr auto set_labels = db::Statement{"labels.set", R"sql(
    WITH removed AS (
        DELETE FROM conversation_labels
         WHERE account_id = $1 AND conversation_id = $2 AND label_id <> ALL ($3::bigint[])
        RETURNING label_id
    ), added AS (
        INSERT INTO conversation_labels (account_id, conversation_id, label_id)
        SELECT DISTINCT $1::bigint, $2::bigint, g.id FROM unnest($3::bigint[]) AS g (id)
        ON CONFLICT DO NOTHING
        RETURNING label_id
    )
    SELECT b.name, a.label_id IS NOT NULL AS is_added
      FROM labels b
      LEFT JOIN added a ON a.label_id = b.id
      LEFT JOIN removed r ON r.label_id = b.id
     WHERE b.account_id = $1 AND (a.label_id IS NOT NULL OR r.label_id IS NOT NULL)
     ORDER BY b.name
)sql"};

Label from_row(db::Row const& row) {
    return Label{row.id<Label>("id"), row.string("name"), row.string("color"), row.integer("version")};
}

Error no_such_label() { return {ErrorCode::not_found, "no such label"}; }

}  // namespace

std::vector<Label> list(db::Transaction& transaction, AccountId account) {
    auto labels = std::vector<Label>{};
    for (auto const& row : transaction.run(list_labels, {account})) { labels.push_back(from_row(row)); }
    return labels;
}

Label insert(db::Transaction& transaction, AccountId account, std::string const& name,
             std::string const& color) {
    return from_row(transaction.run(insert_label, {account, name, color}).front());
}

LabelId named(db::Transaction& transaction, AccountId account, std::string const& name,
              std::string const& color) {
    auto rows = transaction.run(find_named, {account, name});
    if (rows.empty()) {
        transaction.run(make_label, {account, name, color});
        rows = transaction.run(find_named, {account, name});
    }
    return rows.empty() ? LabelId{} : rows.front().id<Label>("id");
}

Result<Label> update(db::Transaction& transaction, AccountId account, LabelId id,
                     std::optional<std::string> const& name, std::optional<std::string> const& color) {
    auto const rows = transaction.run(update_label, {account, id, name, color});
    if (rows.empty()) { return no_such_label(); }
    return from_row(rows.front());
}

Result<Label> find(db::Transaction& transaction, AccountId account, LabelId id) {
    auto const rows = transaction.run(find_label, {account, id});
    if (rows.empty()) { return no_such_label(); }
    return from_row(rows.front());
}

Result<Label> remove(db::Transaction& transaction, AccountId account, LabelId id) {
    auto const rows = transaction.run(remove_label, {account, id});
    if (rows.empty()) { return no_such_label(); }
    return from_row(rows.front());
}

std::vector<LabelId> of(db::Transaction& transaction, AccountId account, ConversationId conversation) {
    auto ids = std::vector<LabelId>{};
    for (auto const& row : transaction.run(list_of, {account, conversation})) {
        ids.push_back(row.id<Label>("label_id"));
    }
    return ids;
}

Result<Difference> set(db::Transaction& transaction, AccountId account, ConversationId conversation,
                       std::vector<LabelId> const& ids) {
    auto distinct = ids;
    std::ranges::sort(distinct);
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    auto const known = transaction.run(count_known, {account, db::array(distinct)}).front().integer("known");
    if (static_cast<std::size_t>(known) != distinct.size()) {
        return Error{ErrorCode::unprocessable, "a label is not there", "no_such_label", "label_ids"};
    }
    auto difference = Difference{};
    for (auto const& row : transaction.run(set_labels, {account, conversation, db::array(distinct)})) {
        (row.boolean("is_added") ? difference.added : difference.removed).push_back(row.string("name"));
    }
    return difference;
}

}  // namespace balie::store::labels
