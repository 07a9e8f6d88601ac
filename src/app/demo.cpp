#include "app/demo.hpp"

#include "app/private_file.hpp"
#include "identity/password_hasher.hpp"
#include "identity/people.hpp"
#include "store/accounts.hpp"
#include "store/canned_responses.hpp"
#include "store/inboxes.hpp"
#include "store/labels.hpp"
#include "store/teams.hpp"

#include <balie/base/crypto.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace balie::app {
namespace {

struct Colleague {
    std::string_view name;
    std::string_view email;
    Role role;
};

constexpr auto colleagues = std::to_array<Colleague>({
    {"Sanne de Wit", "sanne@demo.example", Role::agent},
    {"Daan Visser", "daan@demo.example", Role::agent},
    {"Fatima El Amrani", "fatima@demo.example", Role::lead},
    {"Willem Beheer", "beheer@demo.example", Role::admin},
});

constexpr auto label_colors = std::to_array<std::pair<char const*, char const*>>({
    {"meterstand", "#3b7dd8"},
    {"verhuizing", "#8c6bd1"},
    {"factuur", "#b07a1e"},
    {"storing", "#c72a33"},
    {"compliment", "#2a8a5a"},
});

constexpr auto canned = std::to_array<std::pair<char const*, char const*>>({
    {"groet", "Goedendag, waarmee kan ik u helpen?"},
    {"meterstand",
     "Dank u wel. Ik heb de meterstand genoteerd. U ontvangt binnen twee werkdagen een bevestiging."},
    {"moment", "Een ogenblik, ik zoek het voor u op."},
    {"tot-ziens", "Graag gedaan. Heeft u nog een vraag, dan hoor ik het graag."},
});

std::filesystem::path file_of(Config const& config) { return config.data_dir / "demo.json"; }

Settings inbox_settings(sandbox::Options const& options) {
    return Settings{{"phone_number_id", options.phone_number_id},
                    {"waba_id", options.waba_id},
                    {"access_token", options.access_token},
                    {"app_secret", options.app_secret},
                    {"verify_token", options.verify_token},
                    {"api_base", options.base_url + "/sandbox/platform/whatsapp"}};
}

sandbox::Options new_sandbox(Config const& config) {
    auto options = sandbox::Options{};
    options.base_url = demo_origin(config);
    options.phone_number_id = "106540352242922";
    options.waba_id = "102290129340398";
    options.access_token = random_token();
    options.app_secret = to_hex(random_bytes(16));
    options.verify_token = random_token();
    options.inbox_name = "Noorderlicht Energie";
    return options;
}

nlohmann::json to_json(Demo const& demo) {
    auto log_ins = nlohmann::json::array();
    for (auto const& each : demo.log_ins) {
        log_ins.push_back({{"name", each.name},
                           {"email", each.email},
                           {"password", each.password},
                           {"role", to_word(each.role)}});
    }
    return {{"account_id", to_string(demo.account)}, {"inbox_id", to_string(demo.inbox)},
            {"log_ins", std::move(log_ins)},         {"access_token", demo.sandbox.access_token},
            {"app_secret", demo.sandbox.app_secret}, {"verify_token", demo.sandbox.verify_token}};
}

Result<Demo> from_json(Config const& config, nlohmann::json const& json) {
    auto demo = Demo{};
    demo.account = parse_id<Account>(json.value("account_id", "")).value_or(AccountId{});
    demo.inbox = parse_id<Inbox>(json.value("inbox_id", "")).value_or(InboxId{});
    demo.sandbox = new_sandbox(config);
    demo.sandbox.access_token = json.value("access_token", "");
    demo.sandbox.app_secret = json.value("app_secret", "");
    demo.sandbox.verify_token = json.value("verify_token", "");
    for (auto const& each : json.value("log_ins", nlohmann::json::array())) {
        demo.log_ins.push_back(DemoLogIn{each.value("name", ""), each.value("email", ""),
                                         each.value("password", ""),
                                         from_word<Role>(each.value("role", "")).value_or(Role::agent)});
    }
    if (!demo.account || !demo.inbox) {
        return Error{ErrorCode::unprocessable,
                     file_of(config).string() + " is damaged: remove the data directory to begin anew"};
    }
    return demo;
}

// argon2id takes its time; not inside a transaction.
Result<std::vector<std::string>> hash_passwords(std::vector<DemoLogIn> const& log_ins) {
    auto hashes = std::vector<std::string>{};
    for (auto const& each : log_ins) {
        auto hash = identity::PasswordHasher::hash_here(each.password);
        if (!hash) { return hash.error(); }
        hashes.push_back(std::move(*hash));
    }
    return hashes;
}

Result<std::vector<UserId>> add_colleagues(db::Transaction& transaction, Demo const& demo,
                                           std::vector<std::string> const& hashes) {
    auto users = std::vector<UserId>{};
    for (auto at = std::size_t{0}; at < demo.log_ins.size(); ++at) {
        auto const& each = demo.log_ins[at];
        auto const added =
            identity::add_user(transaction, identity::Changer{demo.account},
                               identity::NewUser{each.email, each.name, each.role, hashes[at]});
        if (!added) { return added.error(); }
        users.push_back(added->id);
    }
    return users;
}

Result<void> furnish(db::Transaction& transaction, Demo const& demo, std::vector<UserId> const& users) {
    for (auto const& [name, color] : label_colors) {
        store::labels::insert(transaction, demo.account, name, color);
    }
    for (auto const& [shortcut, text] : canned) {
        store::canned_responses::insert(transaction, demo.account, shortcut, text);
    }
    auto const team = store::teams::insert(transaction, demo.account, "Klantcontact");
    auto const members = store::teams::set_members(transaction, demo.account, team, users);
    if (!members) { return members.error(); }
    return store::inboxes::set_members(transaction, demo.account, demo.inbox,
                                       store::inboxes::Members{{}, {team}});
}

Result<Demo> make_demo(Config const& config, db::Database& database, api::InboxSetup const& setup) {
    auto demo = Demo{};
    demo.sandbox = new_sandbox(config);
    for (auto const& each : colleagues) {
        demo.log_ins.push_back(DemoLogIn{std::string{each.name}, std::string{each.email},
                                         random_token().substr(0, 16), each.role});
    }
    auto const hashes = hash_passwords(demo.log_ins);
    if (!hashes) { return hashes.error(); }
    auto const made = database.run_here(0, [&](db::Transaction& transaction) -> Result<void> {
        demo.account = store::accounts::create(transaction, "Klantcontact Noord", true);
        auto const users = add_colleagues(transaction, demo, *hashes);
        if (!users) { return users.error(); }
        auto const inbox =
            setup.create(transaction, {demo.account, {}},
                         {Channel::whatsapp, demo.sandbox.inbox_name, inbox_settings(demo.sandbox)});
        if (!inbox) { return inbox.error(); }
        demo.inbox = inbox->id;
        return furnish(transaction, demo, *users);
    });
    if (!made) { return made.error(); }
    auto const kept = write_private_file(file_of(config), to_json(demo).dump(2) + "\n");
    if (!kept) { return kept.error(); }
    return demo;
}

// The address that the inbox calls follows the port that the server listens on today.
Result<void> follow_address(Demo const& demo, db::Database& database, api::InboxSetup const& setup) {
    return database.run_here(demo.account.value, [&](db::Transaction& transaction) -> Result<void> {
        auto const inbox = store::inboxes::find(transaction, demo.account, demo.inbox);
        if (!inbox) { return inbox.error(); }
        auto const wanted = inbox_settings(demo.sandbox);
        auto const base = inbox->settings.find("api_base");
        if (base != inbox->settings.end() && base->second == wanted.at("api_base")) { return {}; }
        auto changes = api::SettingChanges{};
        for (auto const& [name, value] : wanted) { changes.emplace(name, value); }
        auto const changed = setup.change(transaction, {demo.account, {}}, demo.inbox, std::nullopt, changes);
        if (!changed) { return changed.error(); }
        return {};
    });
}

}  // namespace

std::string demo_origin(Config const& config) { return "http://" + config.listen; }

Result<Demo> open_demo(Config const& config, db::Database& database, api::InboxSetup const& setup) {
    if (!config.listens_on_loopback() || !config.public_url_is_loopback()) {
        return Error{
            ErrorCode::forbidden,
            "--demo has log-ins whose passwords lie on the disk: it serves loopback addresses only. Leave "
            "BALIE_LISTEN and BALIE_PUBLIC_URL on 127.0.0.1, or start without --demo"};
    }
    auto demo = Result<Demo>{Demo{}};
    if (std::filesystem::exists(file_of(config))) {
        auto const text = read_private_file(file_of(config));
        if (!text) { return text.error(); }
        demo = from_json(config, nlohmann::json::parse(*text, nullptr, false));
        if (!demo) { return demo; }
        auto const followed = follow_address(*demo, database, setup);
        if (!followed) { return followed.error(); }
    } else {
        demo = make_demo(config, database, setup);
        if (!demo) { return demo; }
    }
    demo->sandbox.webhook_path = "/webhooks/whatsapp/" + to_string(demo->inbox);
    return demo;
}

}  // namespace balie::app
