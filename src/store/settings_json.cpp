// Only text values are ours; anything else in such a column was not written by us and is left out.
#include "store/settings_json.hpp"

#include <nlohmann/json.hpp>

namespace balie::store {

std::map<std::string, std::string, std::less<>> settings_from_json(std::string_view json) {
    auto settings = std::map<std::string, std::string, std::less<>>{};
    auto const parsed = nlohmann::json::parse(json, nullptr, false);
    if (!parsed.is_object()) { return settings; }
    for (auto const& [name, value] : parsed.items()) {
        if (value.is_string()) { settings.emplace(name, value.get<std::string>()); }
    }
    return settings;
}

std::string settings_to_json(std::map<std::string, std::string, std::less<>> const& settings) {
    auto object = nlohmann::json::object();
    for (auto const& [name, value] : settings) { object[name] = value; }
    return object.dump();
}

}  // namespace balie::store
