// A text that an agent inserts by its shortcut, with other words for some channels.
#pragma once

#include <balie/domain/ids.hpp>
#include <balie/domain/sharing.hpp>

#include <cstdint>
#include <string>

namespace balie {

struct CannedResponse {
    CannedResponseId id;
    std::string shortcut = {};
    std::string text = {};
    std::string variants = "{}";  // a JSON object: channel to text
    Visibility visibility = Visibility::all;
    UserId owner_id = {};
    TeamId team_id = {};
    std::string language = {};
    std::int64_t version = 1;
};

}  // namespace balie
