// Custom attributes: their definitions, and the values of a conversation.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/attribute_definition.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::store::attributes {

// By position and name; of one entity, or (empty) of both.
std::vector<AttributeDefinition> list(db::Transaction& transaction, AccountId account,
                                      std::string const& entity = {});
// Locked: of two who change it at once the second sees what the first one wrote, or that it is gone. Error: not_found.
Result<AttributeDefinition> find_to_change(db::Transaction& transaction, AccountId account,
                                           AttributeDefinitionId id);
// A key that is taken fails with conflict (attribute_definitions_account_id_entity_key_key).
AttributeDefinition insert(db::Transaction& transaction, AccountId account,
                           AttributeDefinition const& definition);
// Writes all but entity and key.
AttributeDefinition update(db::Transaction& transaction, AccountId account,
                           AttributeDefinition const& definition);
// The values that carry its key stay. Error: not_found.
Result<void> remove(db::Transaction& transaction, AccountId account, AttributeDefinitionId id);

// Lays these over the conversation's attributes: a JSON object, in which null takes a key away. The lock is held.
// Answers how much there is then.
struct Kept {
    std::int64_t keys = 0;
    std::int64_t bytes = 0;
};
Kept merge(db::Transaction& transaction, AccountId account, ConversationId conversation,
           std::string const& values);
// The first attribute without which the conversation may not be resolved, and which it does not have; an empty one is
// none.
std::optional<AttributeDefinition> missing_to_resolve(db::Transaction& transaction, AccountId account,
                                                      ConversationId conversation);

}  // namespace balie::store::attributes
