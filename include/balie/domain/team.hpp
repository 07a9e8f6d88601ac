// A team: users who share a queue.
#pragma once

#include <balie/domain/ids.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace balie {

struct Team {
    TeamId id;
    std::string name = {};
    std::vector<UserId> member_ids = {};  // rising
    std::int64_t version = 1;
};

}  // namespace balie
