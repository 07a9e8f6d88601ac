// Secrets are sealed to the inbox before they reach the database, and come out of it only for its connector.
#include "api/inbox_setup.hpp"

#include "api/base_address.hpp"
#include "api/setting_values.hpp"
#include "store/audit.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <algorithm>
#include <array>

namespace balie::api {
namespace {

constexpr auto value_bytes_max = std::size_t{8'192};
constexpr auto base_setting = std::string_view{"api_base"};
constexpr auto prose_settings = std::array{
    std::string_view{"greeting"}, std::string_view{"opening_hours_note"}, std::string_view{"opening_hours"},
    std::string_view{"days_off"}, std::string_view{"allowed_origins"}};
constexpr auto key_settings =
    std::array{std::string_view{"widget_key"}, std::string_view{"inbox_key"}};  // the desk makes them itself
constexpr auto url_settings = std::array{base_setting, std::string_view{"endpoint_url"},
                                         std::string_view{"push_url"}, std::string_view{"token_url"}};

Error fault(std::string_view name, std::string reason, std::string_view detail) {
    auto const field = "settings." + first_characters(printable(name), 100);
    return {ErrorCode::unprocessable, field + ' ' + std::string{detail}, std::move(reason), field};
}

SettingField const* field_of(std::vector<SettingField> const& fields, std::string_view name) {
    auto const found =
        std::find_if(fields.begin(), fields.end(), [name](auto const& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

bool is_digits(std::string_view value) {
    return std::ranges::all_of(value, [](char letter) { return letter >= '0' && letter <= '9'; });
}

// Secrets go into headers and addresses, where a line break would end them. Only what people read may have lines.
bool is_sayable(SettingField const& field, std::string_view value) {
    auto const may_have_lines =
        !field.secret && std::ranges::find(prose_settings, field.name) != prose_settings.end();
    return std::ranges::none_of(value, [may_have_lines](unsigned char letter) {
        if (letter == '\n' || letter == '\r' || letter == '\t') { return !may_have_lines; }
        return letter < ' ' || letter == 0x7F;
    });
}

bool is_set(Inbox const& inbox, SettingField const& field) {
    return field.secret ? inbox.sealed.contains(field.name) : inbox.settings.contains(field.name);
}

std::string setting(Inbox const& inbox, std::string_view name) {
    auto const found = inbox.settings.find(name);
    return found == inbox.settings.end() ? std::string{} : found->second;
}

// Secrets are not asked for here: they are cleared by a change of host, and given again when somebody has them.
Result<void> judge_required(Inbox const& inbox, std::vector<SettingField> const& fields, bool with_secrets) {
    for (auto const& field : fields) {
        auto const is_asked = field.required && is_of_use(field, fields, inbox.settings);
        if (is_asked && (with_secrets || !field.secret) && !is_set(inbox, field)) {
            return fault(field.name, "required", "is required");
        }
    }
    return {};
}

// The key may be cleared, for a new one; a key of somebody's own would be one that nobody looks for.
Result<void> judge_keys(Inbox const& inbox, SettingChanges const& changes) {
    for (auto const key : key_settings) {
        auto const given = changes.find(key);
        if (given == changes.end() || !given->second) { continue; }
        auto const value = trimmed(*given->second);
        if (value.empty() || value == setting(inbox, key)) { continue; }
        return fault(key, "generated", "is made by the desk; clear it for a new one");
    }
    return {};
}

// A secret goes to the host that it was given for, and to no other: with a new host it must be given again.
void clear_secrets_of_other_hosts(Inbox& inbox, std::vector<SettingField> const& fields,
                                  SettingChanges const& changes) {
    auto const is_another = [&](std::string_view host) {
        auto const given = changes.find(host);
        return given != changes.end() && trimmed(given->second.value_or("")) != setting(inbox, host);
    };
    for (auto const& field : fields) {
        for (auto rest = field.sent_to; !rest.empty();) {
            auto const space = rest.find(' ');
            if (is_another(rest.substr(0, space))) { inbox.sealed.erase(std::string{field.name}); }
            rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
        }
    }
}

// The inbox's id leads, so that whoever has the key finds the inbox without a search over all accounts.
void generate_keys(Inbox& inbox, std::vector<SettingField> const& fields) {
    constexpr auto random_part = std::size_t{12};
    for (auto const key : key_settings) {
        auto const* const field = field_of(fields, key);
        if (field == nullptr || is_set(inbox, *field)) { continue; }
        inbox.settings[std::string{key}] =
            to_string(inbox.id) + '-' + to_base64url(random_bytes(random_part));
    }
}

// `given`: settings that are plain enough to be read now; secrets only while the inbox is made.
Result<void> take_address(Inbox& inbox, Connector const& connector, SettingChanges const& given) {
    auto values = inbox.settings;
    for (auto const& [name, value] : given) {
        if (value) { values.insert_or_assign(name, *value); }
    }
    auto address = connector.address(Secrets{std::move(values)});
    if (!address.empty()) { inbox.address = std::move(address); }
    if (!inbox.address.empty()) { return {}; }
    return Error{ErrorCode::unprocessable, "no setting says what the inbox's address is", "required",
                 "settings"};
}

Result<void> judge_address_is_free(db::Transaction& transaction, Inbox const& inbox) {
    auto const other =
        store::inboxes::find_by_address(transaction, inbox.account, inbox.channel, inbox.address);
    if (!other || other->id == inbox.id) { return {}; }
    return Error{ErrorCode::conflict, "this address is connected already", "address_taken", "settings"};
}

Result<void> judge_values(db::Transaction& transaction, SettingChanges const& changes) {
    for (auto const& [name, value] : changes) {
        auto const judged = judge_value(transaction, name, trimmed(value.value_or("")));
        if (!judged) { return fault(name, judged.error().reason, judged.error().detail); }
    }
    return {};
}

nlohmann::json names_of(SettingChanges const& changes, std::vector<SettingField> const& fields,
                        bool is_secret) {
    auto names = nlohmann::json::array();
    for (auto const& [name, value] : changes) {
        if (auto const* const field = field_of(fields, name);
            field != nullptr && field->secret == is_secret) {
            names.push_back(name);
        }
    }
    return names;
}

bool changes_base(Inbox const& before, SettingChanges const& changes) {
    auto const base = changes.find(base_setting);
    return base != changes.end() && trimmed(base->second.value_or("")) != setting(before, base_setting);
}

// What is given once more as it was is no change. A secret is taken for one: what is sealed is not opened to compare.
SettingChanges without_repetitions(Inbox const& before, std::vector<SettingField> const& fields,
                                   SettingChanges changes) {
    std::erase_if(changes, [&](auto const& change) {
        auto const& [name, given] = change;
        auto const value = std::string{trimmed(given.value_or(""))};
        if (field_of(fields, name)->secret) { return value.empty() && !before.sealed.contains(name); }
        return value == setting(before, name);
    });
    return changes;
}

// Which settings changed, and which secrets went with a change of host: names, never values.
void note_change(db::Transaction& transaction, InboxSetup::By const& by, Inbox const& before,
                 Inbox const& after, std::vector<SettingField> const& fields, SettingChanges const& changes) {
    auto detail = nlohmann::json{{"secrets", names_of(changes, fields, true)},
                                 {"settings", names_of(changes, fields, false)}};
    store::audit::write(transaction,
                        {by.account, by.user, "inbox.changed", "inbox", after.id.value, std::move(detail)});
    auto cleared = nlohmann::json::array();
    for (auto const& [secret, sealed] : before.sealed) {
        if (!after.sealed.contains(secret)) { cleared.push_back(secret); }
    }
    if (cleared.empty()) { return; }
    auto lost =
        nlohmann::json{{"secrets", std::move(cleared)}, {"api_base_changed", changes_base(before, changes)}};
    store::audit::write(transaction, {by.account, by.user, "inbox.secrets_cleared", "inbox", after.id.value,
                                      std::move(lost)});
}

}  // namespace

std::vector<SettingField> settings_of(Connector const& connector) {
    auto const own = connector.settings();
    auto fields = std::vector<SettingField>{own.begin(), own.end()};
    if (field_of(fields, base_setting) == nullptr) {
        fields.push_back(
            SettingField{.name = base_setting, .secret = false, .required = false, .address = false});
    }
    return fields;
}

Result<Inbox> InboxSetup::create(db::Transaction& transaction, By const& by, New wanted) const {
    auto const connector = connectors_->find(wanted.channel);
    if (connector == connectors_->end()) {
        return Error{ErrorCode::unprocessable, "this server does not speak the channel yet",
                     "unknown_channel", "channel"};
    }
    auto const fields = settings_of(*connector->second);
    auto inbox = Inbox{};
    inbox.account = by.account;
    inbox.id = store::inboxes::next_id(transaction);
    inbox.channel = wanted.channel;
    inbox.name = std::move(wanted.name);
    auto changes = SettingChanges{};
    for (auto const& [name, value] : wanted.settings) { changes.emplace(name, value); }
    if (auto const judged = judge_values(transaction, changes); !judged) { return judged.error(); }
    if (auto const taken = take_settings(inbox, fields, changes); !taken) { return taken.error(); }
    if (auto const complete = judge_required(inbox, fields, true); !complete) { return complete.error(); }
    if (auto const sound = connector->second->judge(Secrets{inbox.settings}); !sound) {
        return sound.error();
    }
    if (auto const named = take_address(inbox, *connector->second, changes); !named) { return named.error(); }
    if (auto const is_free = judge_address_is_free(transaction, inbox); !is_free) { return is_free.error(); }
    store::inboxes::create(transaction, inbox);
    store::audit::write(
        transaction, {by.account,
                      by.user,
                      "inbox.created",
                      "inbox",
                      inbox.id.value,
                      {{"channel", to_word(inbox.channel)}, {"secrets", names_of(changes, fields, true)}}});
    return store::inboxes::find(transaction, by.account, inbox.id);
}

Result<Inbox> InboxSetup::change(db::Transaction& transaction, By const& by, InboxId id,
                                 std::optional<std::string> const& name,
                                 SettingChanges const& changes) const {
    auto const before = store::inboxes::lock(transaction, by.account, id);
    if (!before) { return before.error(); }
    auto const connector = connectors_->find(before->channel);
    if (connector == connectors_->end()) {
        return Error{ErrorCode::unprocessable, "this server does not speak the channel any more",
                     "unknown_channel"};
    }
    auto const fields = settings_of(*connector->second);
    auto inbox = *before;
    inbox.name = name.value_or(inbox.name);
    if (auto const judged = judge_values(transaction, changes); !judged) { return judged.error(); }
    if (changes_base(*before, changes)) { inbox.sealed.clear(); }
    clear_secrets_of_other_hosts(inbox, fields, changes);
    if (auto const taken = take_settings(inbox, fields, changes); !taken) { return taken.error(); }
    if (auto const complete = judge_required(inbox, fields, false); !complete) { return complete.error(); }
    if (auto const sound = connector->second->judge(Secrets{inbox.settings}); !sound) {
        return sound.error();
    }
    if (auto const named = take_address(inbox, *connector->second, changes); !named) { return named.error(); }
    if (auto const is_free = judge_address_is_free(transaction, inbox); !is_free) { return is_free.error(); }
    auto const gives_secrets = !names_of(changes, fields, true).empty();
    auto const gives_endpoint = changes.contains("endpoint_url");
    inbox.needs_reauthorization = inbox.needs_reauthorization && !gives_secrets && !gives_endpoint;
    store::inboxes::update(transaction, inbox);
    auto const changed = without_repetitions(*before, fields, changes);
    auto const changes_something = inbox.name != before->name || !changed.empty();
    if (changes_something) { note_change(transaction, by, *before, inbox, fields, changed); }
    return store::inboxes::find(transaction, by.account, id);
}

Result<void> InboxSetup::judge_names(std::vector<SettingField> const& fields,
                                     SettingChanges const& changes) const {
    for (auto const& [name, value] : changes) {
        if (field_of(fields, name) == nullptr) {
            return fault(name, "unknown_field", "is not a setting of this channel");
        }
        if (!value) { continue; }
        if (value->size() > value_bytes_max) { return fault(name, "too_long", "is too long"); }
        if (!is_sayable(*field_of(fields, name), trimmed(*value))) {
            return fault(name, "ill_typed", "must not contain line breaks or other control characters");
        }
        if (field_of(fields, name)->digits && !is_digits(trimmed(*value))) {
            return fault(name, "not_digits", "is a number at the platform: digits and nothing else");
        }
    }
    return {};
}

Result<void> InboxSetup::judge_urls(SettingChanges const& changes) const {
    for (auto const name : url_settings) {
        auto const given = changes.find(name);
        if (given == changes.end() || !given->second) { continue; }
        auto const url = trimmed(*given->second);
        if (url.empty() || may_be_called(url, allow_origins_)) { continue; }
        return fault(name, "forbidden_address", "must be https and public, or one of BALIE_ALLOW_ORIGINS");
    }
    return {};
}

Result<void> InboxSetup::take_settings(Inbox& inbox, std::vector<SettingField> const& fields,
                                       SettingChanges const& changes) const {
    if (auto const known = judge_names(fields, changes); !known) { return known.error(); }
    if (auto const ours = judge_keys(inbox, changes); !ours) { return ours.error(); }
    if (auto const judged = judge_urls(changes); !judged) { return judged.error(); }
    for (auto const& [name, given] : changes) {
        auto& place = field_of(fields, name)->secret ? inbox.sealed : inbox.settings;
        // Pasted from a platform's page, a token often brings spaces along.
        auto const value = std::string{trimmed(given.value_or(""))};
        if (value.empty()) {
            place.erase(name);
        } else if (field_of(fields, name)->secret) {
            place[name] = box_->seal(store::SecretPlace{inbox.account, inbox.id, name}, value);
        } else {
            place[name] = value;
        }
    }
    generate_keys(inbox, fields);
    generate_secrets(inbox, fields);
    return {};
}

void InboxSetup::generate_secrets(Inbox& inbox, std::vector<SettingField> const& fields) const {
    for (auto const& field : fields) {
        if (!field.generated || is_set(inbox, field)) { continue; }
        auto const name = std::string{field.name};
        inbox.sealed[name] = box_->seal(store::SecretPlace{inbox.account, inbox.id, name}, random_token());
    }
}

std::string InboxSetup::webhook_query(Channel channel, Settings const& settings) const {
    auto const found = connectors_->find(channel);
    return found == connectors_->end() ? std::string{} : found->second->webhook_query(Secrets{settings});
}

}  // namespace balie::api
