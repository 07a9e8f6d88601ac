// `balie account create`, `balie user create`, `balie token create`: the first people of a desk, without a browser.
#pragma once

#include "db/database.hpp"

#include <balie/base/result.hpp>

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace balie::app::commands {

// Each answers the object that the command prints. They work beside a running server: both go by the database.
Result<nlohmann::json> create_account(db::Database& database, std::string const& name);

struct UserArguments {
    std::string account;
    std::string email;
    std::string name;
    std::string role;
};
// The password comes on standard input, where no process list shows it; the end of its line is not part of it.
Result<nlohmann::json> create_user(db::Database& database, UserArguments const& arguments,
                                   std::string password);

// The token itself is in the answer, this once.
Result<nlohmann::json> create_token(db::Database& database, std::string const& email,
                                    std::string const& name);

}  // namespace balie::app::commands
