// `balie erase`: what DELETE /contacts/{id} does, for whoever has no browser at hand.
#pragma once

#include "db/database.hpp"

#include <balie/base/result.hpp>

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace balie::app::commands {

// Answers what was erased. Files go within a minute where a server runs, else when it next starts.
Result<nlohmann::json> erase_contact(db::Database& database, std::string const& account,
                                     std::string const& contact);

}  // namespace balie::app::commands
