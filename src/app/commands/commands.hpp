// What an operator does at the command line, besides serving. Each answers one JSON value for standard output.
#pragma once

#include "app/config.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace balie::app::commands {

// They work while the server runs and when it does not: a private cluster that nobody serves is started for the moment.
// Errors are for people and say what to do.
Result<nlohmann::json> migrate(Config const& config);
Result<nlohmann::json> create_account(Config const& config, std::string const& name);

struct NewUser {
    AccountId account;
    std::string email;
    std::string name;
    Role role = Role::agent;
    std::string password;  // from standard input
};
Result<nlohmann::json> create_user(Config const& config, NewUser const& user);

Result<nlohmann::json> create_token(Config const& config, std::string const& email, std::string const& name);

struct NewInbox {
    AccountId account;
    Channel channel = Channel::whatsapp;
    std::string name;
    std::string settings;  // a JSON object from standard input, secrets included
};
Result<nlohmann::json> create_inbox(Config const& config, NewInbox const& inbox);
Result<nlohmann::json> list_inboxes(Config const& config, AccountId account);  // of none: of every account

}  // namespace balie::app::commands
