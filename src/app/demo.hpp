// The demo account: made on the first start with --demo, found again on the next.
#pragma once

#include "api/inbox_setup.hpp"
#include "app/config.hpp"
#include "db/database.hpp"
#include "sandbox/sandbox.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/inbox.hpp>
#include <balie/domain/words.hpp>

#include <string>
#include <vector>

namespace balie::app {

struct DemoLogIn {
    std::string name;
    std::string email;
    std::string password;
    Role role = Role::agent;
};

struct DemoInbox {
    Channel channel = Channel::whatsapp;
    InboxId id;
    Settings settings;        // secrets included: the sandbox is the platform that they belong to
    bool is_removed = false;  // by somebody at the desk: it is remembered, so that it is not made anew
};

// Passwords are random; they stand in `demo.json` of the data directory (0600) and nowhere else in plain.
struct Demo {
    AccountId account;
    std::vector<DemoInbox> inboxes;
    std::vector<DemoLogIn> log_ins;
    sandbox::Options sandbox;
    std::string crm_secret = {};  // of this start
};

// The origin that the demo's inboxes call: this server's own. Allowed besides BALIE_ALLOW_ORIGINS.
std::string demo_origin(Config const& config);

// Error: forbidden where the desk can be reached from elsewhere (decisions 22); those of the database.
Result<Demo> open_demo(Config const& config, db::Database& database, api::InboxSetup const& setup);

}  // namespace balie::app
