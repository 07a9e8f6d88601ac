// A saved view: a list of conversations that somebody keeps under a name.
#pragma once

#include <balie/domain/ids.hpp>
#include <balie/domain/sharing.hpp>

#include <cstdint>
#include <string>

namespace balie {

struct View;
using ViewId = Id<View>;

struct View {
    ViewId id;
    std::string name = {};
    Visibility visibility = Visibility::own;
    UserId owner_id = {};
    TeamId team_id = {};        // of a team's
    std::string filter = "{}";  // a JSON object in REST's words
    std::string sort = {};      // empty: as the list is sorted without one
    std::int64_t position = 0;
    std::int64_t version = 1;
};

}  // namespace balie
