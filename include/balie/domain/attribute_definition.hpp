// A custom attribute as an administrator defines it: of contacts or of conversations, by its key.
#pragma once

#include <balie/domain/ids.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace balie {

struct AttributeDefinition;
using AttributeDefinitionId = Id<AttributeDefinition>;

struct AttributeDefinition {
    AttributeDefinitionId id;
    std::string entity = {};  // contact or conversation
    std::string key = {};
    std::string name = {};
    std::string type = {};                  // text, number, date, boolean, list or link
    std::vector<std::string> options = {};  // of a list
    bool required_to_resolve = false;
    std::int64_t position = 0;
    std::int64_t version = 1;
};

}  // namespace balie
