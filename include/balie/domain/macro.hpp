// A macro: several actions on a conversation under one name.
#pragma once

#include <balie/domain/ids.hpp>
#include <balie/domain/sharing.hpp>

#include <cstdint>
#include <string>

namespace balie {

struct Macro;
using MacroId = Id<Macro>;

struct Macro {
    MacroId id;
    std::string name = {};
    Visibility visibility = Visibility::own;
    UserId owner_id = {};
    TeamId team_id = {};
    std::string actions = "[]";  // a JSON array in REST's words
    std::int64_t position = 0;
    std::int64_t version = 1;
};

}  // namespace balie
