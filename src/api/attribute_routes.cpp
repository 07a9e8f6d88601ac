// Administrators define them; everybody reads them, to show the values under their names.
#include "api/attribute_routes.hpp"

#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "api/short_list.hpp"
#include "store/attributes.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace balie::api {
namespace {

using nlohmann::json;

constexpr auto types = std::to_array<std::string_view>({"text", "number", "date", "boolean", "list", "link"});
constexpr auto options_max = std::size_t{100};
constexpr auto options_bytes_max = std::size_t{16} << 10U;
constexpr auto position_max = 100'000;
constexpr auto name_limit = TextLimit{.characters_max = 100, .characters_min = 1};

json to_json(AttributeDefinition const& definition) {
    auto object =
        json{{"id", to_string(definition.id)},  {"entity", definition.entity},
             {"key", definition.key},           {"name", definition.name},
             {"type", definition.type},         {"required_to_resolve", definition.required_to_resolve},
             {"position", definition.position}, {"version", definition.version}};
    if (!definition.options.empty()) { object["options"] = definition.options; }
    return object;
}

bool is_key(std::string const& key) {
    auto const is_letter = [](char each) { return each >= 'a' && each <= 'z'; };
    auto const fits = [&](char each) {
        return is_letter(each) || each == '_' || (each >= '0' && each <= '9');
    };
    return !key.empty() && key.size() <= 63 && is_letter(key.front()) && std::ranges::all_of(key, fits);
}

void read_options(RequestBody& body, AttributeDefinition& definition) {
    auto const options = body.free_array("options", options_bytes_max);
    if (options) {
        definition.options.clear();
        for (auto const& option : *options) {
            if (!option.is_string() || option.get<std::string>().empty()) {
                body.fault("options", "ill_typed", "must be texts");
                return;
            }
            definition.options.push_back(option.get<std::string>());
        }
    }
    if (definition.options.size() > options_max) { body.fault("options", "too_long", "are at most 100"); }
    if (definition.type == "list" && definition.options.empty()) {
        body.fault("options", "required", "of a list are required");
    }
    if (definition.type != "list" && options && !options->empty()) {
        body.fault("options", "not_a_list", "are of a list alone");
    }
    if (definition.type != "list") { definition.options.clear(); }
}

// What can be changed later, too.
void read_rest(RequestBody& body, AttributeDefinition& definition) {
    definition.name = body.optional_text("name", name_limit).value_or(definition.name);
    definition.type = body.optional_text("type").value_or(definition.type);
    if (std::ranges::find(types, definition.type) == types.end()) {
        body.fault("type", "unknown_word", "must be text, number, date, boolean, list or link");
    }
    read_options(body, definition);
    definition.required_to_resolve =
        body.optional_boolean("required_to_resolve").value_or(definition.required_to_resolve);
    if (definition.required_to_resolve && definition.entity != "conversation") {
        body.fault("required_to_resolve", "not_a_conversation", "is of conversations alone");
    }
    definition.position = body.optional_integer("position", 0, position_max).value_or(definition.position);
}

Result<AttributeDefinition> definition_in(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto definition = AttributeDefinition{};
    definition.entity = body->text("entity");
    if (definition.entity != "contact" && definition.entity != "conversation") {
        body->fault("entity", "unknown_word", "must be contact or conversation");
    }
    definition.key = body->text("key", {.characters_max = 63, .characters_min = 1});
    if (!is_key(definition.key)) {
        body->fault("key", "ill_typed", "must be small letters, digits and _, a letter first");
    }
    body->text("name", name_limit);
    body->text("type");
    read_rest(*body, definition);
    if (auto const read = body->end(); !read) { return read.error(); }
    return definition;
}

Error told(Error const& error) {
    if (error.reason != "attribute_definitions_account_id_entity_key_key") { return error; }
    return {ErrorCode::conflict, "there is an attribute of this key already", "key_taken", "key"};
}

Result<AttributeDefinition> changed(db::Transaction& transaction, AccountId account, AttributeDefinitionId id,
                                    http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto definition = store::attributes::find_to_change(transaction, account, id);
    if (!definition) { return definition.error(); }
    read_rest(*body, *definition);
    if (auto const read = body->end(); !read) { return read.error(); }
    return store::attributes::update(transaction, account, *definition);
}

// Before anything is looked up: does this body hold what a change may hold?
Result<void> is_change(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    body->optional_text("name", name_limit);
    body->optional_text("type");
    body->free_array("options", options_bytes_max);
    body->optional_boolean("required_to_resolve");
    body->optional_integer("position", 0, position_max);
    return body->end();
}

}  // namespace

void AttributeRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/attribute-definitions", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/attribute-definitions", Policy::change(admin_roles),
               [this](Call call) { return create(std::move(call)); });
    routes.add("PATCH", "/api/v1/attribute-definitions/{id}", Policy::change(admin_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("DELETE", "/api/v1/attribute-definitions/{id}", Policy::change(admin_roles),
               [this](Call call) { return remove(std::move(call)); });
}

Task<Result<http::Response>> AttributeRoutes::list(Call call) {
    auto const asked = short_list_page_in(call);
    if (!asked) { co_return asked.error(); }
    auto find = [account = call.actor.account](
                    db::Transaction& transaction) -> Result<std::vector<AttributeDefinition>> {
        return store::attributes::list(transaction, account);
    };
    auto const definitions = co_await database_->run(call.actor.account.value, std::move(find));
    if (!definitions) { co_return definitions.error(); }
    co_return short_list_response(*definitions, *asked,
                                  [](AttributeDefinition const& definition) { return to_json(definition); });
}

Task<Result<http::Response>> AttributeRoutes::create(Call call) {
    auto definition = definition_in(call.request);
    if (!definition) { co_return definition.error(); }
    auto add = [account = call.actor.account, definition = std::move(*definition)](
                   db::Transaction& transaction) -> Result<AttributeDefinition> {
        return store::attributes::insert(transaction, account, definition);
    };
    auto const made = co_await database_->run(call.actor.account.value, std::move(add));
    if (!made) { co_return told(made.error()); }
    co_return json_response(201, to_json(*made));
}

Task<Result<http::Response>> AttributeRoutes::change(Call call) {
    auto const id = call.id<AttributeDefinition>();
    if (!id) { co_return id.error(); }
    if (auto const is = is_change(call.request); !is) { co_return is.error(); }
    auto write = [account = call.actor.account, id = *id, request = call.request](
                     db::Transaction& transaction) { return changed(transaction, account, id, request); };
    auto const definition = co_await database_->run(call.actor.account.value, std::move(write));
    if (!definition) { co_return definition.error(); }
    co_return json_response(200, to_json(*definition));
}

Task<Result<http::Response>> AttributeRoutes::remove(Call call) {
    auto const id = call.id<AttributeDefinition>();
    if (!id) { co_return id.error(); }
    auto write = [account = call.actor.account, id = *id](db::Transaction& transaction) {
        return store::attributes::remove(transaction, account, id);
    };
    auto const removed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!removed) { co_return removed.error(); }
    co_return no_content();
}

}  // namespace balie::api
