// A user as REST shows it, to colleagues and to the user in person.
#pragma once

#include <balie/domain/user.hpp>

#include <nlohmann/json_fwd.hpp>

namespace balie::wire {

nlohmann::json to_json(User const& user);
// With preferences, without what only administrators handle.
nlohmann::json to_json_for_self(User const& user);

}  // namespace balie::wire
