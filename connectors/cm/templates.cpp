// What an admin wrote down becomes the desk's templates.
#include <connectors/cm/templates.hpp>

#include <balie/base/text.hpp>
#include <connectors/cm/abilities.hpp>
#include <connectors/json/reading.hpp>
#include <connectors/json/writer.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::cm {
namespace {

using json::Object;
using json::ObjectWriter;

constexpr auto members =
    std::to_array<std::string_view>({"name", "language", "body", "header", "footer", "buttons", "category"});

Error unclear(std::string detail) {
    return {ErrorCode::unprocessable, "settings.templates: " + std::move(detail), "ill_formed",
            "settings.templates"};
}

// {{1}}, {{2}}, ...: CM fills in by place, and says nothing of blanks with names.
bool has_numbers_alone(std::string_view text) {
    for (auto begin = text.find("{{"); begin != std::string_view::npos; begin = text.find("{{", begin + 2)) {
        auto const end = text.find("}}", begin);
        auto const name = end == std::string_view::npos ? std::string_view{}
                                                        : trimmed(text.substr(begin + 2, end - begin - 2));
        if (name.empty() || name.find_first_not_of("0123456789") != std::string_view::npos) { return false; }
    }
    return true;
}

Result<void> judge(Object const& item) {
    for (auto const& [name, value] : item) {
        auto const is_known =
            std::find(members.begin(), members.end(), std::string_view{name}) != members.end();
        if (!is_known) { return unclear("nothing is called " + std::string{name}); }
        auto const is_right = std::string_view{name} == "buttons" ? value.is_array() : value.is_string();
        if (!is_right) { return unclear(std::string{name} + " is of the wrong type"); }
    }
    for (auto const* needed : {"name", "language", "body"}) {
        if (json::view(item, needed).empty()) { return unclear(std::string{"one is without "} + needed); }
    }
    for (auto const* text : {"header", "body"}) {
        if (!has_numbers_alone(json::view(item, text))) {
            return unclear("blanks are written {{1}}, {{2}} and so on");
        }
    }
    return {};
}

// In the words in which WhatsApp lists templates.
std::string parts_of(Object const& item) {
    auto parts = std::string{};
    auto const add = [&parts](std::string part) { parts += (parts.empty() ? "" : ",") + std::move(part); };
    if (auto const header = json::text(item, "header"); !header.empty()) {
        add(ObjectWriter{}.text("type", "HEADER").text("format", "TEXT").text("text", header).take());
    }
    add(ObjectWriter{}.text("type", "BODY").text("text", json::text(item, "body")).take());
    if (auto const footer = json::text(item, "footer"); !footer.empty()) {
        add(ObjectWriter{}.text("type", "FOOTER").text("text", footer).take());
    }
    if (auto const* const buttons = json::member(item, "buttons")) {
        add(ObjectWriter{}.text("type", "BUTTONS").value("buttons", *buttons).take());
    }
    return '[' + parts + ']';
}

// Whoever writes a template down says that it is approved.
TemplateText template_of(Object const& item) {
    auto category = json::text(item, "category");
    return TemplateText{json::text(item, "name"), json::text(item, "language"),
                        category.empty() ? "UTILITY" : std::move(category), "APPROVED", parts_of(item)};
}

}  // namespace

Task<Result<std::vector<TemplateText>>> Templates::templates(Secrets secrets) {
    if (way_of(secrets) != Way::whatsapp) { co_return std::vector<TemplateText>{}; }
    co_return written_templates(secrets["templates"]);
}

Result<std::vector<TemplateText>> written_templates(std::string_view setting) {
    auto all = std::vector<TemplateText>{};
    if (trimmed(setting).empty()) { return all; }
    auto const document = json::Document{setting};
    auto const* const list = document.root() == nullptr ? nullptr : document.root()->if_array();
    if (list == nullptr) { return unclear("is a JSON list"); }
    for (auto const& one : *list) {
        auto const* const item = one.if_object();
        if (item == nullptr) { return unclear("is a list of objects"); }
        if (auto const judged = judge(*item); !judged) { return judged.error(); }
        all.push_back(template_of(*item));
    }
    return all;
}

}  // namespace balie::connectors::cm
