// Values of custom attributes, held against their definitions.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/attribute_definition.hpp>
#include <balie/domain/conversation.hpp>

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace balie::desk {

enum class UnknownKeys { refused, kept };  // kept: of a program, which may know more than the desk

// `values` is a JSON object; null takes a key away. Errors: unprocessable (wrong_type, unknown_attribute), the field
// named "attributes.KEY".
Result<void> judge_attributes(std::vector<AttributeDefinition> const& definitions,
                              nlohmann::json const& values, UnknownKeys unknown);

// Lays values over those of a conversation. Errors: not_found, and those above.
Result<Conversation> set_attributes(journal::Work& work, access::Actor const& actor, ConversationId id,
                                    std::string const& values);

}  // namespace balie::desk
