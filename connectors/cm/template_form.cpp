// https://developers.cm.com/messaging/docs/whatsapp-templates (read 2026-11); the members as CM's own Postman collection
// (cmdotcom/text-postman) and PHP library (cmdotcom/text-sdk-php) write them.
#include <connectors/cm/template_form.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/reading.hpp>
#include <connectors/json/writer.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::cm {
namespace {

using json::Object;
using json::ObjectWriter;

struct Ending {
    std::string_view ending;
    std::string_view mime;
};

constexpr auto endings = std::to_array<Ending>({
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".png", "image/png"},
    {".mp4", "video/mp4"},
    {".pdf", "application/pdf"},
});

Error bad_template(std::string detail) {
    return {ErrorCode::unprocessable, std::move(detail), "bad_template"};
}

// The last part of an address's path: CM wants a name with the file's own ending.
std::string file_name(std::string_view link) {
    auto const path = link.substr(0, link.find_first_of("?#"));
    return std::string{path.substr(path.rfind('/') + 1)};
}

std::string_view mime_of(std::string const& name) {
    auto const small = lowered(name);
    auto const found = std::find_if(endings.begin(), endings.end(),
                                    [&small](auto const& one) { return small.ends_with(one.ending); });
    return found == endings.end() ? std::string_view{} : found->mime;
}

// WhatsApp's {"type": "image", "image": {"link"}} is CM's {"type": "image", "media": {"mediaUri"}}.
std::optional<std::string> media_parameter(Object const& parameter) {
    auto const type = json::text(parameter, "type");
    auto const* const file = json::object_in(parameter, type);
    auto const link = file == nullptr ? std::string{} : json::text(*file, "link");
    if (link.empty()) { return std::nullopt; }
    auto name = json::text(*file, "filename");
    if (name.empty()) { name = file_name(link); }
    auto media = ObjectWriter{};
    media.text("mediaName", name).text("mediaUri", link).text_if_any("mimeType", mime_of(name));
    return ObjectWriter{}.text("type", type).json("media", media.take()).take();
}

bool is_file(std::string_view type) { return type == "image" || type == "video" || type == "document"; }

Result<std::string> parameter_json(json::Value const& value) {
    auto const* const parameter = value.if_object();
    auto const type = parameter == nullptr ? std::string_view{} : json::view(*parameter, "type");
    if (type.empty()) { return bad_template("A parameter of the template has no type"); }
    if (json::member(*parameter, "parameter_name") != nullptr) {
        return bad_template("CM fills in blanks by their place, not by name");
    }
    if (!is_file(type) || json::object_in(*parameter, "media") != nullptr) { return json::to_text(value); }
    auto media = media_parameter(*parameter);
    if (!media) { return bad_template("A file of the template has no link"); }
    return *std::move(media);
}

Result<std::string> component_json(json::Value const& value) {
    auto const* const component = value.if_object();
    auto const type = component == nullptr ? std::string{} : json::text(*component, "type");
    if (type.empty()) { return bad_template("A part of the template has no type"); }
    auto list = std::string{};
    if (auto const* const parameters = json::array_in(*component, "parameters")) {
        for (auto const& one : *parameters) {
            auto parameter = parameter_json(one);
            if (!parameter) { return parameter.error(); }
            list += (list.empty() ? "" : ",") + *parameter;
        }
    }
    auto written = ObjectWriter{};
    written.text("type", lowered(type)).text_if_any("sub_type", json::view(*component, "sub_type"));
    if (auto const index = json::integer(*component, "index")) {
        written.json("index", std::to_string(*index));
    }
    return written.json("parameters", '[' + list + ']').take();
}

Result<std::string> components_json(std::string_view components) {
    if (components.empty()) { return std::string{"[]"}; }
    auto const document = json::Document{components};
    auto const* const list = document.root() == nullptr ? nullptr : document.root()->if_array();
    if (list == nullptr) { return bad_template("The template's parameters are not a list"); }
    auto written = std::string{};
    for (auto const& one : *list) {
        auto component = component_json(one);
        if (!component) { return component.error(); }
        written += (written.empty() ? "" : ",") + *component;
    }
    return '[' + written + ']';
}

}  // namespace

Result<std::string> template_json(OutboundTemplate const& form, std::string_view name_space) {
    auto components = components_json(form.components);
    if (!components) { return components.error(); }
    auto language = ObjectWriter{};
    language.text("policy", "deterministic").text("code", form.language);
    auto whatsapp = ObjectWriter{};
    whatsapp.text("namespace", name_space).text("element_name", form.name).json("language", language.take());
    whatsapp.json("components", *components);
    return ObjectWriter{}.json("whatsapp", whatsapp.take()).take();
}

}  // namespace balie::connectors::cm
