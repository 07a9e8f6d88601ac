// No expressions and no nesting: a variable is a number or a name between double braces.
#include "desk/template_text.hpp"

#include "store/templates.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace balie::desk {
namespace {

using nlohmann::json;
using Values = std::map<std::string, std::string, std::less<>>;

std::string text_in(json const& object, char const* name) {
    auto const found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// Platforms write the type in either case.
json const* body_in(json const& components) {
    if (!components.is_array()) { return nullptr; }
    auto const found = std::ranges::find_if(components, [](json const& component) {
        return component.is_object() && lowered(text_in(component, "type")) == "body";
    });
    return found == components.end() ? nullptr : &*found;
}

Values values_in(json const& components) {
    auto values = Values{};
    auto const* const body = body_in(components);
    auto const parameters = body == nullptr ? json::array() : body->value("parameters", json::array());
    auto place = 0;
    for (auto const& parameter : parameters) {
        ++place;
        if (!parameter.is_object()) { continue; }
        auto name = text_in(parameter, "parameter_name");
        values[name.empty() ? std::to_string(place) : std::move(name)] = text_in(parameter, "text");
    }
    return values;
}

std::string fill(std::string_view pattern, Values const& values) {
    auto filled = std::string{};
    while (true) {
        auto const begin = pattern.find("{{");
        auto const end = begin == std::string_view::npos ? begin : pattern.find("}}", begin);
        if (end == std::string_view::npos) { return filled += pattern; }
        filled += pattern.substr(0, begin);
        auto const value = values.find(trimmed(pattern.substr(begin + 2, end - begin - 2)));
        filled +=
            value == values.end() ? pattern.substr(begin, end + 2 - begin) : std::string_view{value->second};
        pattern.remove_prefix(end + 2);
    }
}

// In a head, a button or a card as well: each is text that somebody fills in.
void gather(json const& value, std::string& words) {
    for (auto const* const name : {"text", "fallback_value", "filename", "caption"}) {
        if (value.is_object()) { words += '\n' + text_in(value, name); }
    }
    if (!value.is_structured()) { return; }
    for (auto const& each : value) { gather(each, words); }
}

}  // namespace

std::string filled_in(std::string_view sent) {
    auto words = std::string{};
    gather(json::parse(sent, nullptr, false), words);
    return words;
}

std::string filled_body(std::string_view listed, std::string_view sent) {
    auto const components = json::parse(listed, nullptr, false);
    auto const* const body = body_in(components);
    if (body == nullptr) { return {}; }
    return fill(text_in(*body, "text"), values_in(json::parse(sent, nullptr, false)));
}

std::string template_text(db::Transaction& transaction, AccountId account, InboxId inbox,
                          ReplyTemplate const& sent) {
    auto const listed = store::templates::list(transaction, account, inbox);
    auto const found = std::ranges::find_if(listed, [&](TemplateText const& each) {
        return each.name == sent.name && each.language == sent.language;
    });
    auto text = found == listed.end() ? std::string{} : filled_body(found->components, sent.components);
    return text.empty() ? sent.name : text;
}

}  // namespace balie::desk
