// A definition says what a value must be; values are kept by key, so that a definition may come and go.
#include "store/attributes.hpp"

namespace balie::store::attributes {
namespace {

constexpr auto list_definitions = db::Statement{"attributes.list", R"sql(
    SELECT id, entity, key, name, type, options, required_to_resolve, position, version
      FROM attribute_definitions
     WHERE account_id = $1 AND ($2 = '' OR entity = $2) AND ($3::bigint IS NULL OR id = $3)
     ORDER BY position, name, id
)sql"};

constexpr auto lock_definition = db::Statement{"attributes.lock", R"sql(
    SELECT id FROM attribute_definitions WHERE account_id = $1 AND id = $2 FOR UPDATE
)sql"};

constexpr auto insert_definition = db::Statement{"attributes.insert", R"sql(
    INSERT INTO attribute_definitions (account_id, id, entity, key, name, type, options, required_to_resolve, position)
    VALUES ($1, nextval('attribute_definition_ids'), $2, $3, $4, $5, $6::text[], $7, $8)
    RETURNING id, entity, key, name, type, options, required_to_resolve, position, version
)sql"};

constexpr auto update_definition = db::Statement{"attributes.update", R"sql(
    UPDATE attribute_definitions
       SET name = $3, type = $4, options = $5::text[], required_to_resolve = $6, position = $7, version = version + 1
     WHERE account_id = $1 AND id = $2
    RETURNING id, entity, key, name, type, options, required_to_resolve, position, version
)sql"};

constexpr auto remove_definition = db::Statement{"attributes.remove", R"sql(
    DELETE FROM attribute_definitions
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto merge_values = db::Statement{"attributes.merge", R"sql(
    UPDATE conversations
       SET attributes = jsonb_strip_nulls(attributes || $3::jsonb), version = version + 1
     WHERE account_id = $1 AND id = $2
    RETURNING (SELECT count(*) FROM jsonb_object_keys(attributes)) AS keys, octet_length(attributes::text) AS bytes
)sql"};

constexpr auto find_missing = db::Statement{"attributes.missing", R"sql(
    SELECT d.id, d.entity, d.key, d.name, d.type, d.options, d.required_to_resolve, d.position, d.version
      FROM attribute_definitions d
     WHERE d.account_id = $1 AND d.entity = 'conversation' AND d.required_to_resolve
       AND btrim(coalesce((SELECT c.attributes ->> d.key FROM conversations c WHERE c.account_id = $1 AND c.id = $2 LIMIT 1), '')) = ''
     ORDER BY d.position, d.name, d.id
     LIMIT 1
)sql"};

AttributeDefinition from_row(db::Row const& row) {
    auto definition = AttributeDefinition{row.id<AttributeDefinition>("id")};
    definition.entity = row.string("entity");
    definition.key = row.string("key");
    definition.name = row.string("name");
    definition.type = row.string("type");
    definition.options = row.strings("options");
    definition.required_to_resolve = row.boolean("required_to_resolve");
    definition.position = row.integer("position");
    definition.version = row.integer("version");
    return definition;
}

Error no_such_definition() { return {ErrorCode::not_found, "no such attribute"}; }

}  // namespace

std::vector<AttributeDefinition> list(db::Transaction& transaction, AccountId account,
                                      std::string const& entity) {
    auto definitions = std::vector<AttributeDefinition>{};
    for (auto const& row : transaction.run(list_definitions, {account, entity, std::nullopt})) {
        definitions.push_back(from_row(row));
    }
    return definitions;
}

Result<AttributeDefinition> find_to_change(db::Transaction& transaction, AccountId account,
                                           AttributeDefinitionId id) {
    transaction.run(lock_definition, {account, id});
    auto const rows = transaction.run(list_definitions, {account, "", id});
    if (rows.empty()) { return no_such_definition(); }
    return from_row(rows.front());
}

AttributeDefinition insert(db::Transaction& transaction, AccountId account,
                           AttributeDefinition const& definition) {
    return from_row(transaction
                        .run(insert_definition, {account, definition.entity, definition.key, definition.name,
                                                 definition.type, db::array(definition.options),
                                                 definition.required_to_resolve, definition.position})
                        .front());
}

AttributeDefinition update(db::Transaction& transaction, AccountId account,
                           AttributeDefinition const& definition) {
    return from_row(transaction
                        .run(update_definition, {account, definition.id, definition.name, definition.type,
                                                 db::array(definition.options),
                                                 definition.required_to_resolve, definition.position})
                        .front());
}

Result<void> remove(db::Transaction& transaction, AccountId account, AttributeDefinitionId id) {
    if (transaction.run(remove_definition, {account, id}).affected() == 0) { return no_such_definition(); }
    return {};
}

Kept merge(db::Transaction& transaction, AccountId account, ConversationId conversation,
           std::string const& values) {
    auto const rows = transaction.run(merge_values, {account, conversation, values});
    return {rows.front().integer("keys"), rows.front().integer("bytes")};
}

std::optional<AttributeDefinition> missing_to_resolve(db::Transaction& transaction, AccountId account,
                                                      ConversationId conversation) {
    auto const rows = transaction.run(find_missing, {account, conversation});
    if (rows.empty()) { return std::nullopt; }
    return from_row(rows.front());
}

}  // namespace balie::store::attributes
