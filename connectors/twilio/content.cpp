// https://www.twilio.com/docs/content/content-types-overview (read 2026-11). The blanks of a content are numbered through
// all its parts; the desk counts those of each part from one.
#include <connectors/twilio/content.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/reading.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/twilio/templates.hpp>

#include <algorithm>
#include <map>

namespace balie::connectors::twilio {
namespace {

using json::Object;
using json::ObjectWriter;

// WhatsApp's own bound is some thousand characters; another host could send millions of braces.
constexpr auto form_bytes_max = std::size_t{16} << 10U;
constexpr auto number_prefix = std::string_view{"number_"};

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool contains(std::vector<std::string> const& names, std::string const& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// What stands between the braces, as often as it does.
std::vector<std::string> blanks_in(std::string_view text) {
    auto names = std::vector<std::string>{};
    for (auto begin = text.find("{{"); begin != std::string_view::npos; begin = text.find("{{", begin + 2)) {
        auto const end = text.find("}}", begin);
        if (end == std::string_view::npos) { break; }
        names.emplace_back(trimmed(text.substr(begin + 2, end - begin - 2)));
    }
    return names;
}

// {{1}}, {{2}}, ... of this part alone, or names: then the desk's counting is Twilio's.
bool counts_from_one(std::vector<std::string> const& names) {
    if (!std::all_of(names.begin(), names.end(), is_number)) { return true; }
    for (auto number = std::size_t{1}; number <= names.size(); ++number) {
        auto const is_there = contains(names, std::to_string(number));
        auto const is_needed = std::any_of(names.begin(), names.end(), [number](auto const& one) {
            return one.size() > 6 || std::stoul(one) >= number;
        });
        if (is_needed && !is_there) { return false; }
    }
    return true;
}

// "{{3}}" as "{{number_3}}": a name goes there and back, a number is counted anew.
std::string with_names(std::string_view text) {
    if (counts_from_one(blanks_in(text))) { return std::string{text}; }
    auto named = std::string{};
    while (!text.empty()) {
        auto const begin = text.find("{{");
        named += text.substr(0, begin);
        if (begin == std::string_view::npos) { break; }
        (named += "{{") += number_prefix;
        text.remove_prefix(begin + 2);
        text = text.substr(std::min(text.find_first_not_of(' '), text.size()));
    }
    return named;
}

std::string part(std::string_view type, std::string_view text, Object const* examples) {
    auto list = std::string{};
    auto named = std::vector<std::string>{};
    for (auto const& name : blanks_in(text)) {
        if (contains(named, name)) { continue; }
        named.push_back(name);
        auto const* const example = examples == nullptr ? nullptr : json::member(*examples, name);
        auto const is_text = example != nullptr && example->is_string();
        list += (list.empty() ? "" : ",") + (is_text ? json::to_text(*example) : std::string{R"("")"});
    }
    auto written = ObjectWriter{};
    written.text("type", type).text("text", with_names(text));
    if (!list.empty()) {
        auto const name = type == "BODY" ? "body_text" : "header_text";
        written.json(
            "example",
            ObjectWriter{}.json(name, type == "BODY" ? "[[" + list + "]]" : '[' + list + ']').take());
    }
    return written.take();
}

std::string buttons(Object const& type) {
    auto list = std::string{};
    auto const* const actions = json::array_in(type, "actions");
    if (actions == nullptr) { return list; }
    for (auto const& one : *actions) {
        auto const* const action = one.if_object();
        if (action == nullptr) { continue; }
        auto button = ObjectWriter{};
        auto const kind = json::text(*action, "type");
        button.text("type", kind.empty() ? "QUICK_REPLY" : kind).text("text", json::text(*action, "title"));
        button.text_if_any("url", json::text(*action, "url"));
        button.text_if_any("phone_number", json::text(*action, "phone"));
        list += (list.empty() ? "" : ",") + button.take();
    }
    return list.empty() ? list
                        : ObjectWriter{}.text("type", "BUTTONS").json("buttons", '[' + list + ']').take();
}

// The form that was judged, else the first one with words.
json::Value const* chosen_type(Object const& content, std::string_view judged) {
    auto const* const types = json::object_in(content, "types");
    if (types == nullptr) { return nullptr; }
    if (auto const* const type = json::member(*types, judged); type != nullptr && type->is_object()) {
        return type;
    }
    auto const found = std::find_if(types->begin(), types->end(), [](auto const& one) {
        auto const* const type = one.value().if_object();
        return type != nullptr && !json::view(*type, "body").empty();
    });
    return found == types->end() ? nullptr : &found->value();
}

// Every blank stands in the header or in the body, and in one of them alone: the desk asks for each part's own.
bool can_be_filled_in(std::string_view header, std::string_view body, std::string_view written) {
    auto const in_header = blanks_in(header);
    auto const in_body = blanks_in(body);
    auto const is_shared = [&in_body](std::string const& name) { return contains(in_body, name); };
    return blanks_in(written).size() == in_header.size() + in_body.size() &&
           std::none_of(in_header.begin(), in_header.end(), is_shared);
}

}  // namespace

std::optional<TemplateText> template_of(Object const& content) {
    auto const* const judged = json::object_in(content, "approval_requests");
    auto const* const value =
        chosen_type(content, judged == nullptr ? "" : json::view(*judged, "content_type"));
    auto const sid = json::text(content, "sid");
    if (value == nullptr || content_sid('/' + sid).empty()) { return std::nullopt; }
    auto const& type = *value->if_object();
    auto const body = json::text(type, "body");
    auto const header = json::text(type, "header_text");
    auto const footer = json::text(type, "footer");
    auto const written = json::to_text(*value);
    if (body.empty() || written.size() > form_bytes_max || !can_be_filled_in(header, body, written)) {
        return std::nullopt;
    }
    auto const* const examples = json::object_in(content, "variables");
    auto parts = header.empty() ? std::string{} : part("HEADER", header, examples) + ',';
    parts += part("BODY", body, examples);
    if (!footer.empty()) { parts += ',' + ObjectWriter{}.text("type", "FOOTER").text("text", footer).take(); }
    if (auto const last = buttons(type); !last.empty()) { parts += ',' + last; }
    auto const status = judged == nullptr ? std::string{} : json::text(*judged, "status");
    return TemplateText{json::text(content, "friendly_name") + '/' + sid, json::text(content, "language"),
                        judged == nullptr ? std::string{} : json::text(*judged, "category"),
                        status.empty() ? "UNSUBMITTED" : status, '[' + parts + ']'};
}

std::string content_variables(std::string_view components) {
    auto values = std::map<std::string, std::string>{};
    auto const document = json::Document{components};
    auto const* const list = document.root() == nullptr ? nullptr : document.root()->if_array();
    if (list == nullptr) { return {}; }
    for (auto const& one : *list) {
        auto const* const component = one.if_object();
        auto const* const parameters =
            component == nullptr ? nullptr : json::array_in(*component, "parameters");
        if (parameters == nullptr) { continue; }
        auto place = 0;
        for (auto const& each : *parameters) {
            ++place;
            auto const* const parameter = each.if_object();
            if (parameter == nullptr) { continue; }
            auto name = json::text(*parameter, "parameter_name");
            if (name.starts_with(number_prefix)) { name.erase(0, number_prefix.size()); }
            values[name.empty() ? std::to_string(place) : name] = json::text(*parameter, "text");
        }
    }
    auto written = ObjectWriter{};
    for (auto const& [name, value] : values) { written.text(name, value); }
    return values.empty() ? std::string{} : written.take();
}

}  // namespace balie::connectors::twilio
