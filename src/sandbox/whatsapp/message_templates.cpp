// Four templates with what templates can have: header, values by number and by name, footer, buttons.
#include "sandbox/whatsapp/message_templates.hpp"

#include "sandbox/whatsapp/errors.hpp"

#include <algorithm>
#include <map>

namespace balie::sandbox::whatsapp {
namespace {

constexpr auto definitions = R"json([
{"id": "9000000000000001", "name": "storing_opgelost", "language": "nl", "category": "UTILITY", "status": "APPROVED",
 "components": [
  {"type": "BODY", "text": "Dag {{1}}, de storing in {{2}} is opgelost. Werkt alles weer bij u?",
   "example": {"body_text": [["Marieke", "Utrecht"]]}},
  {"type": "FOOTER", "text": "Noorderlicht Energie"},
  {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Ja, alles werkt"}, {"type": "QUICK_REPLY", "text": "Nee, nog niet"}]}]},
{"id": "9000000000000002", "name": "gesprek_hervatten", "language": "nl", "category": "UTILITY", "status": "APPROVED",
 "components": [
  {"type": "BODY", "text": "Dag {{1}}, wij hebben een antwoord op uw vraag. Mogen wij het gesprek hervatten?",
   "example": {"body_text": [["Marieke"]]}},
  {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Ja, graag"}, {"type": "QUICK_REPLY", "text": "Nee, dank u"}]}]},
{"id": "9000000000000003", "name": "monteur_onderweg", "language": "nl", "category": "UTILITY", "status": "APPROVED",
 "parameter_format": "NAMED",
 "components": [
  {"type": "HEADER", "format": "TEXT", "text": "Afspraak {{nummer}}", "example": {"header_text_named_params": [{"param_name": "nummer", "example": "4711"}]}},
  {"type": "BODY", "text": "Onze monteur {{naam}} komt {{dag}} tussen {{van}} en {{tot}} uur.",
   "example": {"body_text_named_params": [{"param_name": "naam", "example": "Kees"}, {"param_name": "dag", "example": "dinsdag"},
    {"param_name": "van", "example": "10"}, {"param_name": "tot", "example": "12"}]}},
  {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Afspraak bekijken", "url": "https://example.com/afspraak"}]}]},
{"id": "9000000000000004", "name": "conversation_follow_up", "language": "en", "category": "UTILITY", "status": "APPROVED",
 "components": [
  {"type": "BODY", "text": "Hello {{1}}, we have an answer to your question. May we continue our conversation?",
   "example": {"body_text": [["Marieke"]]}}]}
])json";

using Values = std::map<std::string, std::string, std::less<>>;

// By name where the parameter has one, else by its place.
Values values_of(Json const& component) {
    auto values = Values{};
    auto place = 0;
    for (auto const& parameter : list_in(component, "parameters")) {
        auto const name = text_in(parameter, "parameter_name");
        ++place;
        values.emplace(name.empty() ? std::to_string(place) : name, text_in(parameter, "text"));
    }
    return values;
}

// Absent when a value is missing or one too many was given.
std::optional<std::string> filled(std::string const& text, Values const& values) {
    auto result = std::string{};
    auto used = Values{};
    auto at = std::size_t{0};
    for (auto open = text.find("{{"); open != std::string::npos; open = text.find("{{", at)) {
        auto const close = text.find("}}", open);
        if (close == std::string::npos) { break; }
        auto const value = values.find(text.substr(open + 2, close - open - 2));
        if (value == values.end()) { return std::nullopt; }
        used.insert(*value);
        result += text.substr(at, open - at) + value->second;
        at = close + 2;
    }
    if (used.size() != values.size()) { return std::nullopt; }
    return result + text.substr(at);
}

Json const* find_template(Json const& all, Json const& sent) {
    auto const name = text_in(sent, "name");
    auto const language = text_in(object_in(sent, "language"), "code");
    auto const found = std::find_if(all.begin(), all.end(), [&](Json const& one) {
        return text_in(one, "name") == name && text_in(one, "language") == language;
    });
    return found == all.end() ? nullptr : &*found;
}

Json const& sent_component(Json const& sent, std::string_view type) {
    static auto const nothing = Json::object();
    auto const& components = list_in(sent, "components");
    auto const found = std::find_if(components.begin(), components.end(),
                                    [&](Json const& one) { return text_in(one, "type") == type; });
    return found == components.end() ? nothing : *found;
}

// The payload of a quick reply may be sent along; otherwise it is the button's text.
std::string payload_of(Json const& sent, std::size_t index, std::string const& otherwise) {
    for (auto const& component : list_in(sent, "components")) {
        auto const stated = component.find("index");
        if (text_in(component, "type") != "button" || stated == component.end()) { continue; }
        auto const number = stated->is_string() ? stated->get<std::string>() : stated->dump();
        auto const& parameters = list_in(component, "parameters");
        if (number == std::to_string(index) && !parameters.empty()) {
            return text_in(parameters.front(), "payload");
        }
    }
    return otherwise;
}

void add_buttons(Json const& definition, Json const& sent, Entry& entry) {
    auto index = std::size_t{0};
    for (auto const& button : list_in(definition, "buttons")) {
        auto const title = text_in(button, "text");
        auto const is_link = text_in(button, "type") == "URL";
        entry.buttons.emplace_back(is_link ? Button::Kind::link : Button::Kind::template_reply,
                                   is_link ? text_in(button, "url") : payload_of(sent, index, title), title);
        ++index;
    }
}

}  // namespace

Json template_list() { return Json::parse(definitions); }

int render_template(Json const& sent, Entry& entry) {
    auto const all = template_list();
    auto const* const definition = find_template(all, sent);
    if (definition == nullptr) { return error_codes::unknown_template; }
    for (auto const& component : list_in(*definition, "components")) {
        auto const type = text_in(component, "type");
        auto const text = text_in(component, "text");
        if (type == "FOOTER") { entry.footer = text; }
        if (type == "BUTTONS") { add_buttons(component, sent, entry); }
        if (type != "HEADER" && type != "BODY") { continue; }
        auto const shown = filled(text, values_of(sent_component(sent, type == "BODY" ? "body" : "header")));
        if (!shown) { return error_codes::parameter_count; }
        (type == "BODY" ? entry.text : entry.header) = *shown;
    }
    return 0;
}

}  // namespace balie::sandbox::whatsapp
