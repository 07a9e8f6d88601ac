// An operator sees the inboxes of every account, because whoever may run this may read the database anyway.
#include "app/commands/inboxes.hpp"

#include "api/strict_json.hpp"
#include "journal/journal.hpp"
#include "store/accounts.hpp"
#include "store/inboxes.hpp"
#include "wire/inbox.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

namespace balie::app::commands {
namespace {

constexpr auto name_characters_max = std::size_t{200};

Error wrong(std::string detail, std::string field) {
    return {ErrorCode::unprocessable, std::move(detail), "ill_typed", std::move(field)};
}

Result<Settings> settings_in(std::string const& text) {
    auto const object = api::parse_strictly(text);
    if (!object) { return object.error(); }
    if (!object->is_object()) { return wrong("the settings must be one JSON object", "settings"); }
    auto settings = Settings{};
    for (auto const& [name, value] : object->items()) {
        if (!value.is_string()) {
            return wrong("settings." + name + " must be a string", "settings." + name);
        }
        settings.emplace(name, value.get<std::string>());
    }
    return settings;
}

nlohmann::json shown(Inbox const& inbox, InboxParts const& parts) {
    auto object =
        wire::to_json_for_admin(inbox, parts.context, parts.site.webhook_url(inbox.channel, inbox.id));
    object["account_id"] = to_string(inbox.account);
    return object;
}

// The server, if one runs, reads the event when it next looks at the account.
void tell_nobody(AccountId, std::int64_t) {}

}  // namespace

Result<nlohmann::json> create_inbox(db::Database& database, InboxParts const& parts,
                                    InboxArguments const& arguments, std::string const& settings) {
    auto const account = parse_id<Account>(arguments.account);
    auto const channel = from_word<Channel>(arguments.channel);
    auto given = settings_in(settings);
    if (!account) { return wrong("--account must be an account's id", "account"); }
    if (!channel) { return wrong("--channel is not a channel that we know", "channel"); }
    if (!given) { return given.error(); }
    if (!is_utf8(arguments.name) || trimmed(arguments.name).empty() ||
        count_characters(arguments.name) > name_characters_max) {
        return wrong("--name must be 1 to 200 characters", "name");
    }
    auto const wanted = api::InboxSetup::New{*channel, arguments.name, std::move(*given)};
    auto journal = journal::Journal{database, tell_nobody};
    auto const inbox = journal.write_here(*account, [&](journal::Work& work) -> Result<Inbox> {
        if (auto const found = store::accounts::find(work.transaction(), *account); !found) {
            return found.error();
        }
        auto created = parts.setup.create(work.transaction(), api::InboxSetup::By{*account}, wanted);
        if (created) {
            auto event = journal::Event{journal::EventType::inbox_updated};
            event.inbox = created->id;
            work.tell(event);
        }
        return created;
    });
    if (!inbox) { return inbox.error(); }
    auto object = shown(*inbox, parts);
    // Whoever made the inbox gave the secret, and must hand the whole address to the platform: later it is not shown.
    auto const query = parts.setup.webhook_query(*channel, wanted.settings);
    if (!query.empty()) { object["webhook_url"] = object["webhook_url"].get<std::string>() + '?' + query; }
    return object;
}

Result<nlohmann::json> list_inboxes(db::Database& database, InboxParts const& parts) {
    auto const inboxes = database.run_here(0, [](db::Transaction& transaction) -> Result<std::vector<Inbox>> {
        auto all = std::vector<Inbox>{};
        for (auto const account : store::accounts::all(transaction)) {
            store::accounts::enter(transaction, account);
            auto const own = store::inboxes::list(transaction, account);
            all.insert(all.end(), own.begin(), own.end());
        }
        return all;
    });
    if (!inboxes) { return inboxes.error(); }
    auto list = nlohmann::json::array();
    for (auto const& inbox : *inboxes) { list.push_back(shown(inbox, parts)); }
    return list;
}

}  // namespace balie::app::commands
