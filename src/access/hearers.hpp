// For whom a word is that nobody keeps (typing, presence). Data and no function, so that other nodes can be told too.
#pragma once

#include "access/actor.hpp"

#include <optional>

namespace balie::access {

struct Hearers {
    std::optional<Place> place = {};  // who may see what stands here; absent: the whole account
    UserId but = {};                  // not for this one, who said it

    bool include(Actor const& actor) const noexcept {
        return (!but || actor.user != but) && (!place || may_see(actor, *place));
    }
};

}  // namespace balie::access
