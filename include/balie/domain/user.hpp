// A user: somebody who works at the desk.
#pragma once

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <string>

namespace balie {

struct User {
    UserId id;
    std::string email = {};
    std::string name = {};
    Role role = Role::agent;
    Availability availability = Availability::offline;
    bool active = true;
    std::string preferences = "{}";  // a JSON object of the browser's own; shown to its owner alone
    std::int64_t version = 1;
    Time created_at = {};
};

}  // namespace balie
