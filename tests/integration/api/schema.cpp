#include "integration/api/schema.hpp"

#include <algorithm>
#include <regex>

namespace balie::test {
namespace {

using nlohmann::json;

bool is_of(json const& value, std::string const& type) {
    if (type == "string") { return value.is_string(); }
    if (type == "integer") { return value.is_number_integer(); }
    if (type == "number") { return value.is_number(); }
    if (type == "boolean") { return value.is_boolean(); }
    if (type == "object") { return value.is_object(); }
    if (type == "array") { return value.is_array(); }
    return type == "null" && value.is_null();
}

bool has_type(json const& value, json const& type) {
    if (type.is_string()) { return is_of(value, type.get<std::string>()); }
    return std::any_of(type.begin(), type.end(),
                       [&](json const& one) { return is_of(value, one.get<std::string>()); });
}

std::string shown(json const& value) { return value.dump().substr(0, 80); }

}  // namespace

std::vector<std::string> Schemas::faults(json const& value, json const& schema) const {
    auto found = std::vector<std::string>{};
    look(value, schema, "$", found);
    return found;
}

json const& Schemas::resolved(json const& schema) const {
    auto const* current = &schema;
    while (current->contains("$ref")) {
        current = &description_.at(json::json_pointer{current->at("$ref").get<std::string>().substr(1)});
    }
    return *current;
}

void Schemas::look(json const& value, json const& given, std::string const& path,
                   std::vector<std::string>& faults) const {
    auto const& schema = resolved(given);
    for (auto const* const kind : {"oneOf", "anyOf"}) {
        if (schema.contains(kind) && !fits_one(value, schema.at(kind))) {
            faults.push_back(path + " fits none of " + kind + ": " + shown(value));
        }
    }
    if (schema.contains("allOf")) {
        for (auto const& one : schema.at("allOf")) { look(value, one, path, faults); }
    }
    if (schema.contains("type") && !has_type(value, schema.at("type"))) {
        faults.push_back(path + " is no " + schema.at("type").dump() + ": " + shown(value));
        return;
    }
    if (schema.contains("enum") &&
        std::find(schema.at("enum").begin(), schema.at("enum").end(), value) == schema.at("enum").end()) {
        faults.push_back(path + " is not one of the words: " + shown(value));
    }
    if (schema.contains("const") && schema.at("const") != value) {
        faults.push_back(path + " is not the constant: " + shown(value));
    }
    if (value.is_string()) { look_at_string(value.get<std::string>(), schema, path, faults); }
    if (value.is_number() && schema.contains("minimum") && value < schema.at("minimum")) {
        faults.push_back(path + " is too small");
    }
    if (value.is_number() && schema.contains("maximum") && value > schema.at("maximum")) {
        faults.push_back(path + " is too large");
    }
    if (value.is_array() && schema.contains("items")) {
        for (auto at = std::size_t{0}; at < value.size(); ++at) {
            look(value[at], schema.at("items"), path + '[' + std::to_string(at) + ']', faults);
        }
    }
    if (value.is_object()) { look_into_object(value, schema, path, faults); }
}

void Schemas::look_into_object(json const& value, json const& schema, std::string const& path,
                               std::vector<std::string>& faults) const {
    for (auto const& name : schema.value("required", json::array())) {
        if (!value.contains(name.get<std::string>())) {
            faults.push_back(path + " lacks " + name.get<std::string>());
        }
    }
    if (!schema.contains("properties") && !schema.contains("additionalProperties")) { return; }
    auto const properties = schema.value("properties", json::object());
    auto const others = schema.value("additionalProperties", json(false));
    for (auto const& [name, field] : value.items()) {
        auto const at = path + '.' + name;
        if (properties.contains(name)) {
            look(field, properties.at(name), at, faults);
        } else if (others.is_object()) {
            look(field, others, at, faults);
        } else if (others != json(true)) {
            faults.push_back(at + " is not described");
        }
    }
}

void Schemas::look_at_string(std::string const& text, json const& schema, std::string const& path,
                             std::vector<std::string>& faults) const {
    if (schema.contains("pattern") &&
        !std::regex_search(text, std::regex{schema.at("pattern").get<std::string>()})) {
        faults.push_back(path + " does not fit the pattern: " + text.substr(0, 80));
    }
    if (schema.value("format", "") == "date-time" &&
        (text.size() < 20 || text[10] != 'T' || text.back() != 'Z')) {
        faults.push_back(path + " is no time in UTC: " + text.substr(0, 80));
    }
    if (text.size() < schema.value("minLength", std::size_t{0})) { faults.push_back(path + " is too short"); }
}

bool Schemas::fits_one(json const& value, json const& schemas) const {
    return std::any_of(schemas.begin(), schemas.end(),
                       [&](json const& one) { return faults(value, one).empty(); });
}

json Schemas::smallest(json const& given) const {
    auto const& schema = resolved(given);
    for (auto const* const kind : {"oneOf", "anyOf", "allOf"}) {
        if (schema.contains(kind)) { return smallest(schema.at(kind).front()); }
    }
    if (schema.contains("const")) { return schema.at("const"); }
    if (schema.contains("enum")) { return schema.at("enum").front(); }
    auto const types = schema.value("type", json("object"));
    auto const type = types.is_array() ? types.front().get<std::string>() : types.get<std::string>();
    if (type == "integer" || type == "number") { return schema.value("minimum", 1); }
    if (type == "boolean") { return true; }
    if (type == "array") { return json::array(); }
    if (type != "object") {
        auto const pattern = schema.value("pattern", "");
        if (pattern.starts_with("^[1-9]")) { return "999999999999"; }
        if (pattern.starts_with("^#")) { return "#1f2937"; }
        return std::string(schema.value("minLength", std::size_t{1}), 'x');
    }
    auto object = json::object();
    for (auto const& name : schema.value("required", json::array())) {
        object[name.get<std::string>()] = smallest(schema.at("properties").at(name.get<std::string>()));
    }
    return object;
}

}  // namespace balie::test
