// `balie inbox create` and `balie inbox list`.
#pragma once

#include "api/inbox_setup.hpp"
#include "api/site.hpp"
#include "db/database.hpp"
#include "wire/context.hpp"

#include <balie/base/result.hpp>

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace balie::app::commands {

// What the commands need besides the database.
struct InboxParts {
    api::InboxSetup const& setup;
    api::Site const& site;
    wire::Context const& context;
};

struct InboxArguments {
    std::string account;
    std::string channel;
    std::string name;
};
// `settings` is one JSON object, secrets included, as it came on standard input. The answer has `id` and
// `webhook_url`, and no secret.
Result<nlohmann::json> create_inbox(db::Database& database, InboxParts const& parts,
                                    InboxArguments const& arguments, std::string const& settings);

// Of all accounts, each with its `account_id`.
Result<nlohmann::json> list_inboxes(db::Database& database, InboxParts const& parts);

}  // namespace balie::app::commands
