#include "app/demo.hpp"

#include "app/demo_furniture.hpp"
#include "app/demo_inboxes.hpp"
#include "app/private_file.hpp"
#include "identity/password_hasher.hpp"
#include "identity/people.hpp"
#include "store/accounts.hpp"
#include "store/inbox_manners.hpp"
#include "store/inboxes.hpp"
#include "store/sla_policies.hpp"
#include "store/teams.hpp"

#include <balie/base/crypto.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
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

std::filesystem::path file_of(Config const& config) { return config.data_dir / "demo.json"; }

nlohmann::json to_json(Demo const& demo) {
    auto log_ins = nlohmann::json::array();
    for (auto const& each : demo.log_ins) {
        log_ins.push_back({{"name", each.name},
                           {"email", each.email},
                           {"password", each.password},
                           {"role", to_word(each.role)}});
    }
    auto inboxes = nlohmann::json::array();
    for (auto const& each : demo.inboxes) {
        inboxes.push_back({{"channel", to_word(each.channel)},
                           {"id", to_string(each.id)},
                           {"settings", nlohmann::json(each.settings)}});
    }
    return {{"account_id", to_string(demo.account)},
            {"inboxes", std::move(inboxes)},
            {"log_ins", std::move(log_ins)}};
}

// Of the first demos, which had WhatsApp alone: its keys stood beside the account.
DemoInbox older_inbox(nlohmann::json const& json) {
    auto inbox = DemoInbox{};
    inbox.id = parse_id<Inbox>(json.value("inbox_id", "")).value_or(InboxId{});
    inbox.settings = new_demo_settings(inbox.channel);
    for (auto const* name : {"access_token", "app_secret", "verify_token"}) {
        inbox.settings[name] = json.value(name, "");
    }
    return inbox;
}

void read_inboxes(nlohmann::json const& json, Demo& demo) {
    if (json.contains("inbox_id")) { demo.inboxes.push_back(older_inbox(json)); }
    for (auto const& each : json.value("inboxes", nlohmann::json::array())) {
        auto inbox = DemoInbox{};
        auto const channel = from_word<Channel>(each.value("channel", ""));
        inbox.id = parse_id<Inbox>(each.value("id", "")).value_or(InboxId{});
        inbox.settings = each.value("settings", Settings{});
        if (!channel || !inbox.id) { continue; }
        inbox.channel = *channel;
        demo.inboxes.push_back(std::move(inbox));
    }
}

Result<Demo> from_json(Config const& config, nlohmann::json const& json) {
    auto demo = Demo{};
    demo.account = parse_id<Account>(json.value("account_id", "")).value_or(AccountId{});
    read_inboxes(json, demo);
    for (auto const& each : json.value("log_ins", nlohmann::json::array())) {
        demo.log_ins.push_back(DemoLogIn{each.value("name", ""), each.value("email", ""),
                                         each.value("password", ""),
                                         from_word<Role>(each.value("role", "")).value_or(Role::agent)});
    }
    if (!demo.account || demo.inboxes.empty()) {
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

bool has_inbox(Demo const& demo, Channel channel) {
    return std::any_of(demo.inboxes.begin(), demo.inboxes.end(),
                       [channel](DemoInbox const& one) { return one.channel == channel; });
}

// The team that answers everywhere, as far as it is still called so.
std::vector<TeamId> answering_team(db::Transaction& transaction, AccountId account) {
    for (auto const& team : store::teams::list(transaction, account)) {
        if (team.name == demo_team_name) { return {team.id}; }
    }
    return {};
}

// A demo from before it had one, or whose owner removed it, goes without.
Result<void> give_policy(db::Transaction& transaction, AccountId account, InboxId inbox) {
    for (auto const& policy : store::sla_policies::list(transaction, account)) {
        if (policy.name != demo_policy_name) { continue; }
        return store::inbox_manners::set(transaction, account, inbox, {{}, {}, policy.id});
    }
    return {};
}

Result<void> add_inbox(db::Transaction& transaction, Demo& demo, Channel channel, std::string const& origin,
                       api::InboxSetup const& setup) {
    auto inbox = DemoInbox{};
    inbox.channel = channel;
    inbox.settings = new_demo_settings(channel);
    auto given = inbox.settings;
    given["api_base"] = demo_api_base(origin, channel);
    auto const made =
        setup.create(transaction, {demo.account, {}}, {channel, demo_inbox_name(channel), std::move(given)});
    if (!made) { return made.error(); }
    inbox.id = made->id;
    auto const team = answering_team(transaction, demo.account);
    auto const members =
        store::inboxes::set_members(transaction, demo.account, inbox.id, store::inboxes::Members{{}, team});
    if (!members) { return members.error(); }
    auto const given_policy = give_policy(transaction, demo.account, inbox.id);
    if (!given_policy) { return given_policy; }
    demo.inboxes.push_back(std::move(inbox));
    return {};
}

// Channels that this version has and the demo had not when it was made.
Result<void> add_missing_inboxes(db::Transaction& transaction, Demo& demo, std::string const& origin,
                                 api::InboxSetup const& setup) {
    for (auto const channel : sandbox::channels()) {
        if (has_inbox(demo, channel)) { continue; }
        auto const added = add_inbox(transaction, demo, channel, origin, setup);
        if (!added) { return added; }
    }
    return {};
}

Result<void> keep(Config const& config, Demo const& demo) {
    return write_private_file(file_of(config), to_json(demo).dump(2) + "\n");
}

Result<Demo> make_demo(Config const& config, db::Database& database, api::InboxSetup const& setup) {
    auto demo = Demo{};
    for (auto const& each : colleagues) {
        demo.log_ins.push_back(DemoLogIn{std::string{each.name}, std::string{each.email},
                                         random_token().substr(0, 16), each.role});
    }
    auto const hashes = hash_passwords(demo.log_ins);
    if (!hashes) { return hashes.error(); }
    auto const made = database.run_here(0, [&](db::Transaction& transaction) -> Result<void> {
        demo.account = store::accounts::create(transaction, "Klantcontact Noord", true);
        demo.inboxes.clear();
        auto const users = add_colleagues(transaction, demo, *hashes);
        if (!users) { return users.error(); }
        auto const furnished = furnish_demo(transaction, demo.account, *users);
        if (!furnished) { return furnished.error(); }
        return add_missing_inboxes(transaction, demo, demo_origin(config), setup);
    });
    if (!made) { return made.error(); }
    auto const kept = keep(config, demo);
    if (!kept) { return kept.error(); }
    demo.sandbox.is_first_start = true;
    return demo;
}

// The address that an inbox calls follows the port that the server listens on today. A changed address takes the
// secrets with it, so that they are given anew.
Result<void> follow_address(db::Transaction& transaction, AccountId account, DemoInbox& inbox,
                            std::string const& api_base, api::InboxSetup const& setup) {
    auto const found = store::inboxes::find(transaction, account, inbox.id);
    inbox.is_removed = !found && found.error().code == ErrorCode::not_found;
    if (inbox.is_removed) { return {}; }
    if (!found) { return found.error(); }
    auto const base = found->settings.find("api_base");
    if (base != found->settings.end() && base->second == api_base) { return {}; }
    auto changes = api::SettingChanges{{"api_base", api_base}};
    for (auto const& [name, value] : inbox.settings) { changes.emplace(name, value); }
    auto const changed = setup.change(transaction, {account, {}}, inbox.id, std::nullopt, changes);
    if (!changed) { return changed.error(); }
    return {};
}

Result<void> bring_up_to_date(Config const& config, Demo& demo, db::Database& database,
                              api::InboxSetup const& setup) {
    auto const origin = demo_origin(config);
    auto const known = demo.inboxes.size();
    auto const changed =
        database.run_here(demo.account.value, [&](db::Transaction& transaction) -> Result<void> {
            demo.inboxes.resize(known);
            for (auto& inbox : demo.inboxes) {
                auto const followed = follow_address(transaction, demo.account, inbox,
                                                     demo_api_base(origin, inbox.channel), setup);
                if (!followed) { return followed; }
            }
            return add_missing_inboxes(transaction, demo, origin, setup);
        });
    if (!changed || demo.inboxes.size() == known) { return changed; }
    return keep(config, demo);
}

sandbox::Options sandbox_of(Config const& config, Demo const& demo) {
    auto options = demo.sandbox;
    options.addresses = {demo_origin(config), config.public_url};
    for (auto const& inbox : demo.inboxes) {
        if (inbox.is_removed) { continue; }
        options.lines.push_back(demo_line(inbox.channel, inbox.settings, inbox.id));
    }
    return options;
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
        auto const current = bring_up_to_date(config, *demo, database, setup);
        if (!current) { return current.error(); }
    } else {
        demo = make_demo(config, database, setup);
        if (!demo) { return demo; }
    }
    demo->sandbox = sandbox_of(config, *demo);
    return demo;
}

}  // namespace balie::app
