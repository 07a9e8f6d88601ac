// A secret goes in and never comes out: answers name which are set.
#include "api/inbox_routes.hpp"

#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "store/audit.hpp"
#include "store/inbox_manners.hpp"
#include "wire/inbox.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::api {
namespace {

using nlohmann::json;

constexpr auto settings_max = std::size_t{50};

journal::Event updated(InboxId inbox) {
    auto event = journal::Event{journal::EventType::inbox_updated};
    event.inbox = inbox;
    return event;
}

Error absent() { return {ErrorCode::not_found, "there is no such inbox"}; }

// {"name": "value"}, or null where a setting may be cleared.
SettingChanges settings_in(RequestBody& body, json const& object, bool may_clear) {
    auto changes = SettingChanges{};
    if (object.size() > settings_max) { body.fault("settings", "too_long", "has too many fields"); }
    for (auto const& [name, value] : object.items()) {
        if (value.is_string()) {
            changes.emplace(name, value.get<std::string>());
        } else if (may_clear && value.is_null()) {
            changes.emplace(name, std::nullopt);
        } else {
            body.fault("settings." + name, "ill_typed", "must be a string");
        }
    }
    return changes;
}

json field_json(SettingField const& field) {
    auto object = json{{"name", field.name},
                       {"secret", field.secret},
                       {"required", field.required},
                       {"address", field.address}};
    if (!field.usual.empty()) { object["usual"] = field.usual; }
    if (!field.when.empty()) { object["when"] = {{"setting", field.when}, {"value", field.has}}; }
    return object;
}

json members_json(store::inboxes::Members const& members) {
    auto object = json{{"user_ids", json::array()}, {"team_ids", json::array()}};
    for (auto const id : members.users) { object["user_ids"].push_back(to_string(id)); }
    for (auto const id : members.teams) { object["team_ids"].push_back(to_string(id)); }
    return object;
}

namespace manners = store::inbox_manners;
using Manners = std::map<InboxId, manners::Manner>;

constexpr auto tone_limit = TextLimit{.characters_max = 200};
constexpr auto undo_seconds_max = 10;

manners::Change manner_in(RequestBody& body) {
    auto change = manners::Change{};
    if (auto const tone = body.nullable_text("tone", tone_limit); tone.is_given) {
        change.tone = tone.value.value_or("");
    }
    change.undo_seconds = body.optional_integer("undo_seconds", 0, undo_seconds_max);
    auto const policy = body.nullable_id<store::sla_policies::SlaPolicy>("sla_policy_id");
    if (policy.is_given) { change.sla_policy_id = policy.value.value_or(store::sla_policies::SlaPolicyId{}); }
    return change;
}

// Read by itself: an inbox is shown in few places with its manners, and in many without.
struct ReadManners {
    AccountId account;
    std::vector<InboxId> inboxes;

    Result<Manners> operator()(db::Transaction& transaction) const {
        return manners::of(transaction, account, inboxes);
    }
};

json with_manner(json object, Manners const& all, InboxId inbox) {
    auto const found = all.find(inbox);
    auto const manner = found == all.end() ? manners::Manner{} : found->second;
    object["undo_seconds"] = manner.undo_seconds;
    if (!manner.tone.empty()) { object["tone"] = manner.tone; }
    if (manner.sla_policy_id) { object["sla_policy_id"] = to_string(manner.sla_policy_id); }
    return object;
}

InboxSetup::By by(Call const& call) { return {call.actor.account, call.actor.user}; }

}  // namespace

bool may_see_inbox(access::Actor const& actor, InboxId inbox) {
    return actor.sees_all() || std::binary_search(actor.inboxes.begin(), actor.inboxes.end(), inbox);
}

InboxRoutes::InboxRoutes(db::Database& database, journal::Journal& journal, InboxSetup const& setup,
                         Connectors const& connectors, wire::Context const& context, Site site,
                         identity::RightsChanged rights_changed, InboxChanged inbox_changed)
    : database_(&database),
      journal_(&journal),
      setup_(&setup),
      connectors_(&connectors),
      context_(&context),
      site_(std::move(site)),
      rights_changed_(std::move(rights_changed)),
      inbox_changed_(std::move(inbox_changed)) {}

void InboxRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/channels", Policy::read(admin_roles),
               [this](Call call) { return list_channels(std::move(call)); });
    routes.add("GET", "/api/v1/inboxes", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    // Of some channels the address in the answer holds a secret.
    routes.add("POST", "/api/v1/inboxes", Policy::change(admin_roles).without_idempotency(),
               [this](Call call) { return create(std::move(call)); });
    routes.add("GET", "/api/v1/inboxes/{id}", Policy::read(every_role),
               [this](Call call) { return show(std::move(call)); });
    routes.add("PATCH", "/api/v1/inboxes/{id}", Policy::change(admin_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("DELETE", "/api/v1/inboxes/{id}", Policy::change(admin_roles),
               [this](Call call) { return remove(std::move(call)); });
    routes.add("GET", "/api/v1/inboxes/{id}/members", Policy::read(overview_roles),
               [this](Call call) { return show_members(std::move(call)); });
    routes.add("PUT", "/api/v1/inboxes/{id}/members", Policy::change(admin_roles),
               [this](Call call) { return set_members(std::move(call)); });
}

Task<Result<http::Response>> InboxRoutes::list_channels(Call) {
    auto items = json::array();
    for (auto const& [channel, connector] : *connectors_) {
        auto fields = json::array();
        for (auto const& field : settings_of(*connector)) { fields.push_back(field_json(field)); }
        items.push_back({{"channel", to_word(channel)},
                         {"settings", std::move(fields)},
                         {"capabilities", wire::to_json(connector->capabilities())}});
    }
    co_return json_response(200, json{{"items", std::move(items)}});
}

Task<Result<http::Response>> InboxRoutes::list(Call call) {
    auto query = Query{call.request};
    auto const limit = query.limit();
    auto const after = query.id<Inbox>("cursor").value_or(InboxId{});
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto among = call.actor.sees_all() ? std::nullopt : std::optional{call.actor.inboxes};
    auto page = [account = call.actor.account, among = std::move(among), after,
                 limit](db::Transaction& transaction) -> Result<std::vector<Inbox>> {
        return store::inboxes::page(transaction, account, among, after, limit + 1);
    };
    auto inboxes = co_await database_->run(call.actor.account.value, std::move(page));
    if (!inboxes) { co_return inboxes.error(); }
    auto const has_more = inboxes->size() > static_cast<std::size_t>(limit);
    if (has_more) { inboxes->pop_back(); }
    auto read = ReadManners{call.actor.account, {}};
    for (auto const& inbox : *inboxes) { read.inboxes.push_back(inbox.id); }
    auto const ways = co_await database_->run(call.actor.account.value, std::move(read));
    if (!ways) { co_return ways.error(); }
    auto answer = json{{"items", json::array()}};
    for (auto const& inbox : *inboxes) {
        answer["items"].push_back(with_manner(shown(inbox, call.actor.role), *ways, inbox.id));
    }
    if (has_more) { answer["next_cursor"] = to_string(inboxes->back().id); }
    co_return json_response(200, answer);
}

Task<Result<http::Response>> InboxRoutes::create(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = InboxSetup::New{};
    wanted.name = body->text("name", {.characters_max = 200, .characters_min = 1});
    wanted.channel = body->word<Channel>("channel");
    auto const given = body->free_object("settings", http::BodyLimit{}.bytes_max);
    if (!body->has("settings")) { body->fault("settings", "required", "is required"); }
    for (auto const& [name, value] : settings_in(*body, given.value_or(json::object()), false)) {
        wanted.settings.emplace(name, value.value_or(""));
    }
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto const query = setup_->webhook_query(wanted.channel, wanted.settings);
    auto write = [setup = setup_, who = by(call),
                  wanted = std::move(wanted)](journal::Work& work) -> Result<Inbox> {
        auto created = setup->create(work.transaction(), who, wanted);
        if (created) { work.tell(updated(created->id)); }
        return created;
    };
    auto const inbox = co_await journal_->write(call.actor.account, std::move(write));
    if (!inbox) { co_return inbox.error(); }
    if (inbox_changed_) { inbox_changed_(call.actor.account, inbox->id); }
    auto object = with_manner(shown(*inbox, call.actor.role), {}, inbox->id);
    // Shown to whoever gave the secret, and this once: the platform must be told the whole address.
    if (!query.empty()) { object["webhook_url"] = object["webhook_url"].get<std::string>() + '?' + query; }
    co_return json_response(201, std::move(object));
}

Task<Result<http::Response>> InboxRoutes::show(Call call) {
    auto const id = call.id<Inbox>();
    if (!id || !may_see_inbox(call.actor, *id)) { co_return absent(); }
    auto find = [account = call.actor.account, id = *id](db::Transaction& transaction) {
        return store::inboxes::find(transaction, account, id);
    };
    auto const inbox = co_await database_->run(call.actor.account.value, std::move(find));
    if (!inbox) { co_return inbox.error(); }
    auto read = ReadManners{call.actor.account, {inbox->id}};
    auto const ways = co_await database_->run(call.actor.account.value, std::move(read));
    if (!ways) { co_return ways.error(); }
    co_return json_response(200, with_manner(shown(*inbox, call.actor.role), *ways, inbox->id));
}

Task<Result<http::Response>> InboxRoutes::change(Call call) {
    auto const id = call.id<Inbox>();
    if (!id) { co_return absent(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto name = body->optional_text("name", {.characters_max = 200, .characters_min = 1});
    auto const given = body->free_object("settings", http::BodyLimit{}.bytes_max);
    auto changes = settings_in(*body, given.value_or(json::object()), true);
    auto manner = manner_in(*body);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [setup = setup_, who = by(call), id = *id, name = std::move(name),
                  changes = std::move(changes),
                  manner = std::move(manner)](journal::Work& work) -> Result<Inbox> {
        auto changed = setup->change(work.transaction(), who, id, name, changes);
        if (!changed) { return changed; }
        if (auto const set = manners::set(work.transaction(), who.account, id, manner); !set) {
            return set.error();
        }
        work.tell(updated(id));
        return changed;
    };
    auto const inbox = co_await journal_->write(call.actor.account, std::move(write));
    if (!inbox) { co_return inbox.error(); }
    if (inbox_changed_) { inbox_changed_(call.actor.account, inbox->id); }
    auto read = ReadManners{call.actor.account, {inbox->id}};
    auto const ways = co_await database_->run(call.actor.account.value, std::move(read));
    if (!ways) { co_return ways.error(); }
    co_return json_response(200, with_manner(shown(*inbox, call.actor.role), *ways, inbox->id));
}

Task<Result<http::Response>> InboxRoutes::remove(Call call) {
    auto const id = call.id<Inbox>();
    if (!id) { co_return absent(); }
    auto write = [who = by(call), id = *id](journal::Work& work) -> Result<void> {
        auto const inbox = store::inboxes::lock(work.transaction(), who.account, id);
        if (!inbox) { return inbox.error(); }
        store::inboxes::remove(work.transaction(), who.account, id);
        store::audit::write(work.transaction(), {who.account, who.user, "inbox.removed", "inbox", id.value});
        work.tell(updated(id));
        return {};
    };
    auto const removed = co_await journal_->write(call.actor.account, std::move(write));
    if (!removed) { co_return removed.error(); }
    if (inbox_changed_) { inbox_changed_(call.actor.account, *id); }
    co_return no_content();
}

Task<Result<http::Response>> InboxRoutes::show_members(Call call) {
    auto const id = call.id<Inbox>();
    if (!id) { co_return absent(); }
    auto find = [account = call.actor.account,
                 id = *id](db::Transaction& transaction) -> Result<store::inboxes::Members> {
        auto const inbox = store::inboxes::find(transaction, account, id);
        if (!inbox) { return inbox.error(); }
        return store::inboxes::members(transaction, account, id);
    };
    auto const members = co_await database_->run(call.actor.account.value, std::move(find));
    if (!members) { co_return members.error(); }
    co_return json_response(200, members_json(*members));
}

Task<Result<http::Response>> InboxRoutes::set_members(Call call) {
    auto const id = call.id<Inbox>();
    if (!id) { co_return absent(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = store::inboxes::Members{body->ids<User>("user_ids"), body->ids<Team>("team_ids")};
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [who = by(call), id = *id, wanted = std::move(wanted)](
                     db::Transaction& transaction) -> Result<store::inboxes::Members> {
        auto const inbox = store::inboxes::lock(transaction, who.account, id);
        if (!inbox) { return inbox.error(); }
        if (auto const set = store::inboxes::set_members(transaction, who.account, id, wanted); !set) {
            return set.error();
        }
        store::audit::write(transaction, {who.account, who.user, "inbox.members_changed", "inbox", id.value,
                                          members_json(wanted)});
        return store::inboxes::members(transaction, who.account, id);
    };
    auto const members = co_await database_->run(call.actor.account.value, std::move(write));
    if (!members) { co_return members.error(); }
    rights_changed_(call.actor.account, UserId{});
    co_return json_response(200, members_json(*members));
}

json InboxRoutes::shown(Inbox const& inbox, Role to) const {
    if (to != Role::admin) { return wire::to_json(inbox, *context_); }
    return wire::to_json_for_admin(inbox, *context_, site_.webhook_url(inbox.channel, inbox.id));
}

}  // namespace balie::api
