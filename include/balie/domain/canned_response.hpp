// A text that an agent inserts by its shortcut.
#pragma once

#include <balie/domain/ids.hpp>

#include <cstdint>
#include <string>

namespace balie {

struct CannedResponse {
    CannedResponseId id;
    std::string shortcut = {};
    std::string text = {};
    std::int64_t version = 1;
};

}  // namespace balie
