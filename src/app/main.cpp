// The command line: reads what is wanted, does it, prints data to standard output and words for people to standard
// error.
#include "app/commands/erase.hpp"
#include "app/commands/inboxes.hpp"
#include "app/commands/people.hpp"
#include "app/commands/session.hpp"
#include "app/config.hpp"
#include "app/doctor.hpp"
#include "app/serve.hpp"
#include "connectors/all.hpp"
#include "http/client.hpp"
#include "store/secret_box.hpp"

#include <balie/base/log.hpp>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <exception>
#include <iostream>
#include <iterator>
#include <string>

namespace balie::app {
namespace {

using Answer = Result<nlohmann::json>;

struct Arguments {
    bool print_config = false;
    bool demo = false;
    std::string account;
    std::string name;
    std::string email;
    std::string role;
    std::string channel;
    std::string contact;
    bool settings_stdin = false;
};

std::string standard_input() { return {std::istreambuf_iterator<char>{std::cin}, {}}; }

int say(Error const& error) {
    std::fprintf(stderr, "balie: %s\n", error.detail.c_str());
    return 1;
}

int print(Answer const& answer) {
    if (!answer) { return say(answer.error()); }
    std::printf("%s\n", answer->dump().c_str());
    return 0;
}

Answer with_database(Config const& config, std::function<Answer(db::Database&)> const& command) {
    auto session = commands::Session::open(config);
    if (!session) { return session.error(); }
    return command(session->database());
}

// Everything that inbox commands need besides the database; nothing of it calls a platform.
Answer with_inbox_parts(Config const& config,
                        std::function<Answer(db::Database&, commands::InboxParts const&)> const& command) {
    auto const box = store::SecretBox::open_key_file(config.master_key_file);
    if (!box) { return box.error(); }
    auto const client = http::make_client({});
    auto const connectors = connectors::all(*client);
    auto by_channel = api::Connectors{};
    auto context = wire::Context{};
    for (auto const& connector : connectors) {
        by_channel.emplace(connector->channel(), connector.get());
        context.add(*connector);
    }
    auto const setup = api::InboxSetup{by_channel, *box, config.allow_origins};
    auto const site = api::Site{config.public_url};
    return with_database(config, [&](db::Database& database) {
        return command(database, commands::InboxParts{setup, site, context});
    });
}

int doctor(Config const& config) {
    auto const checks = examine(config);
    std::printf("%s", report(checks).c_str());
    return is_healthy(checks) ? 0 : 1;
}

void describe_people(CLI::App& app, Arguments& given) {
    auto* account = app.add_subcommand("account", "Accounts")
                        ->require_subcommand(1)
                        ->add_subcommand("create", "Make an account");
    account->add_option("--name", given.name, "Name of the organisation")->required();
    auto* user = app.add_subcommand("user", "Users")
                     ->require_subcommand(1)
                     ->add_subcommand("create", "Make a user; the password comes on standard input");
    user->add_option("--account", given.account, "Id of the account")->required();
    user->add_option("--email", given.email, "Name to log in with")->required();
    user->add_option("--name", given.name, "Name of the person")->required();
    user->add_option("--role", given.role, "admin, lead, agent or auditor")->required();
    auto* token = app.add_subcommand("token", "API tokens")
                      ->require_subcommand(1)
                      ->add_subcommand("create", "Make an API token; it is shown once");
    token->add_option("--user", given.email, "E-mail address of the user")->required();
    token->add_option("--name", given.name, "What it is for");
}

void describe_inboxes(CLI::App& app, Arguments& given) {
    auto* inbox = app.add_subcommand("inbox", "Inboxes")->require_subcommand(1);
    auto* create = inbox->add_subcommand("create", "Connect an inbox");
    create->add_option("--account", given.account, "Id of the account")->required();
    create->add_option("--channel", given.channel, "whatsapp, ...")->required();
    create->add_option("--name", given.name, "Name of the inbox")->required();
    create
        ->add_flag("--settings-stdin", given.settings_stdin,
                   "Read the settings, one JSON object, from standard input")
        ->required();
    inbox->add_subcommand("list", "List the inboxes of every account");
}

void describe_erasing(CLI::App& app, Arguments& given) {
    auto* erase = app.add_subcommand("erase", "Erase all that is held of a contact; this cannot be undone");
    erase->add_option("--account", given.account, "Id of the account")->required();
    erase->add_option("--contact", given.contact, "Id of the contact")->required();
}

int erase(Arguments const& given, Config const& config) {
    return print(with_database(config, [&](db::Database& database) {
        return commands::erase_contact(database, given.account, given.contact);
    }));
}

int dispatch(CLI::App const& app, Arguments const& given, Config const& config) {
    if (given.print_config) {
        std::printf("%s", print_config(config).c_str());
        return 0;
    }
    auto const* command = app.get_subcommands().front();
    if (command->get_name() == "serve") {
        auto const served = serve(config);
        return served ? 0 : say(served.error());
    }
    if (command->get_name() == "doctor") { return doctor(config); }
    if (command->get_name() == "erase") { return erase(given, config); }
    if (command->get_name() == "migrate") {
        return print(with_database(config, [](db::Database&) { return Answer{{{"schema", "up to date"}}}; }));
    }
    if (command->get_name() == "account") {
        return print(with_database(
            config, [&](db::Database& database) { return commands::create_account(database, given.name); }));
    }
    if (command->get_name() == "user") {
        auto const arguments = commands::UserArguments{given.account, given.email, given.name, given.role};
        auto const password = standard_input();
        return print(with_database(config, [&](db::Database& database) {
            return commands::create_user(database, arguments, password);
        }));
    }
    if (command->get_name() == "token") {
        auto const name = given.name.empty() ? std::string{"command line"} : given.name;
        return print(with_database(config, [&](db::Database& database) {
            return commands::create_token(database, given.email, name);
        }));
    }
    if (command->get_subcommands().front()->get_name() == "list") {
        return print(with_inbox_parts(config, [](db::Database& database, commands::InboxParts const& parts) {
            return commands::list_inboxes(database, parts);
        }));
    }
    auto const arguments = commands::InboxArguments{given.account, given.channel, given.name};
    auto const settings = standard_input();
    return print(with_inbox_parts(config, [&](db::Database& database, commands::InboxParts const& parts) {
        return commands::create_inbox(database, parts, arguments, settings);
    }));
}

void take_log_level(Config const& config) {
    for (auto const level : {log::Level::debug, log::Level::info, log::Level::warn, log::Level::error}) {
        if (log::to_string(level) == config.log_level) { log::set_level(level); }
    }
}

int run(int argc, char** argv) {
    auto app = CLI::App{"Balie: an omnichannel customer-service inbox"};
    auto given = Arguments{};
    app.add_flag("--print-config", given.print_config, "Show the configuration, secrets masked");
    auto* serving = app.add_subcommand("serve", "Run the desk");
    serving->add_flag("--demo", given.demo, "With a demo account and the customers' phone");
    serving->add_flag("--print-config", given.print_config, "Show the configuration that it would run with");
    app.add_subcommand("migrate", "Bring the schema up to date");
    app.add_subcommand("doctor", "Look whether all is well, and say what to do where it is not");
    describe_people(app, given);
    describe_inboxes(app, given);
    describe_erasing(app, given);
    CLI11_PARSE(app, argc, argv);
    if (!given.print_config && app.get_subcommands().empty()) {
        std::fprintf(stderr, "%s", app.help().c_str());
        return 2;
    }
    auto config = load_config();
    if (!config) { return say(config.error()); }
    config->demo = given.demo;
    take_log_level(*config);
    return dispatch(app, given, *config);
}

}  // namespace
}  // namespace balie::app

int main(int argc, char** argv) {
    try {
        return balie::app::run(argc, argv);
    } catch (std::exception const& fault) {
        std::fprintf(stderr, "balie: %s\n", fault.what());
        return 1;
    }
}
