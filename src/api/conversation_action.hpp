// An action on a conversation as clients write it: {"type": "assign", ...}. Bulk changes and macros are made of them.
#pragma once

#include "api/request_body.hpp"
#include "desk/triage.hpp"

#include <optional>
#include <string_view>

namespace balie::api {

// The fields of an action of this type; absent for a type that changes nothing of how a conversation stands.
std::optional<desk::Change> change_in_action(RequestBody& body, std::string_view type);

// Absent: as it is; null: none.
template <class Of>
std::optional<Id<Of>> wanted_of(Given<Id<Of>> const& given) {
    if (!given.is_given) { return std::nullopt; }
    return given.value.value_or(Id<Of>{});
}

}  // namespace balie::api
