// Components are the platform's: what they lack or hold besides is left as it is.
// https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components (2026-06)
#include "wire/template.hpp"

#include "wire/fields.hpp"

#include <algorithm>
#include <string_view>

namespace balie::wire {
namespace {

using nlohmann::json;

constexpr auto name_bytes_max = std::size_t{128};

std::string text_in(json const& object, char const* name) {
    auto const found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// "{{1}}" and "{{first_name}}" in the order in which they stand, each once.
std::vector<std::string> variables_in(std::string_view text) {
    auto names = std::vector<std::string>{};
    for (auto begin = text.find("{{"); begin != std::string_view::npos; begin = text.find("{{", begin + 2)) {
        // A platform's names are short; looking further would be long work in a text that is nothing but braces.
        auto const rest = text.substr(begin + 2, name_bytes_max);
        auto const end = rest.find("}}");
        if (end == std::string_view::npos) { continue; }
        auto name = std::string{rest.substr(0, end)};
        if (std::find(names.begin(), names.end(), name) == names.end()) { names.push_back(std::move(name)); }
    }
    return names;
}

// {"body_text": [["Ann", "12"]]}, {"header_text": ["x"]}, {"body_text_named_params": [{"param_name", "example"}]}
std::string example_of(json const& component, std::string const& kind, std::string const& name,
                       std::size_t place) {
    auto const found = component.find("example");
    if (found == component.end() || !found->is_object()) { return {}; }
    for (auto const& named : found->value(kind + "_text_named_params", json::array())) {
        if (named.is_object() && text_in(named, "param_name") == name) { return text_in(named, "example"); }
    }
    auto list = found->value(kind + "_text", json::array());
    if (!list.is_array()) { return {}; }
    if (!list.empty() && list.front().is_array()) { list = json(list.front()); }
    return place < list.size() && list[place].is_string() ? list[place].get<std::string>() : std::string{};
}

void add_variables(json& variables, json const& component, std::string const& kind) {
    auto const names = variables_in(text_in(component, "text"));
    for (auto place = std::size_t{0}; place < names.size(); ++place) {
        auto variable = json{{"component", kind}, {"index", place + 1}};
        put(variable, "example", example_of(component, kind, names[place], place));
        variables.push_back(std::move(variable));
    }
}

json button_json(json const& button) {
    auto shown = json{{"type", text_in(button, "type")}, {"text", text_in(button, "text")}};
    put(shown, "url", text_in(button, "url"));
    put(shown, "phone_number", text_in(button, "phone_number"));
    return shown;
}

void add_buttons(json& object, json const& component) {
    auto const buttons = component.find("buttons");
    if (buttons == component.end() || !buttons->is_array()) { return; }
    for (auto const& button : *buttons) {
        if (!button.is_object()) { continue; }
        if (!variables_in(text_in(button, "url")).empty()) {
            object["variables"].push_back({{"component", "button"}, {"index", object["buttons"].size()}});
        }
        object["buttons"].push_back(button_json(button));
    }
}

void add_component(json& object, json const& component) {
    auto const type = text_in(component, "type");
    if (type == "HEADER") {
        put(object, "header", text_in(component, "text"));
        add_variables(object["variables"], component, "header");
    } else if (type == "BODY") {
        put(object, "body", text_in(component, "text"));
        add_variables(object["variables"], component, "body");
    } else if (type == "FOOTER") {
        put(object, "footer", text_in(component, "text"));
    } else if (type == "BUTTONS") {
        object["buttons"] = json::array();
        add_buttons(object, component);
    }
}

}  // namespace

json to_json(TemplateText const& text) {
    auto object = json{{"name", text.name},     {"language", text.language},  {"category", text.category},
                       {"status", text.status}, {"variables", json::array()}, {"components", json::array()}};
    for (auto const& component : parsed_or(text.components, json::array())) {
        if (!component.is_object()) { continue; }
        add_component(object, component);
        object["components"].push_back(component);
    }
    return object;
}

}  // namespace balie::wire
