// RFC 7578, as far as clients use it: no nesting, no transfer encodings.
#include "sandbox/multipart.hpp"

#include <balie/base/text.hpp>

#include <algorithm>

namespace balie::sandbox {
namespace {

constexpr auto fields_max = std::size_t{32};

// The value of `name` among parameters such as: form-data; name="file"; filename="a.jpg".
std::string parameter(std::string_view line, std::string_view name) {
    auto const mark = "; " + std::string{name} + "=";
    auto const at = line.find(mark);
    if (at == std::string_view::npos) { return {}; }
    auto value = line.substr(at + mark.size());
    if (!value.starts_with('"')) { return std::string{trimmed(value.substr(0, value.find(';')))}; }
    auto text = std::string{};
    for (auto i = std::size_t{1}; i < value.size() && value[i] != '"'; ++i) {
        if (value[i] == '\\' && i + 1 < value.size()) { ++i; }
        text += value[i];
    }
    return text;
}

void read_line(FormField& field, std::string_view line) {
    auto const colon = std::min(line.find(':'), line.size());
    auto const name = lowered(trimmed(line.substr(0, colon)));
    auto const value = trimmed(line.substr(std::min(colon + 1, line.size())));
    if (name == "content-type") { field.mime = value; }
    if (name != "content-disposition") { return; }
    field.name = parameter(value, "name");
    field.file_name = parameter(value, "filename");
}

std::optional<FormField> read_part(std::string_view part) {
    auto const end = part.find("\r\n\r\n");
    if (end == std::string_view::npos) { return std::nullopt; }
    auto field = FormField{};
    for (auto head = part.substr(0, end); !head.empty();) {
        auto const line_end = std::min(head.find("\r\n"), head.size());
        read_line(field, head.substr(0, line_end));
        head.remove_prefix(std::min(line_end + 2, head.size()));
    }
    field.bytes = part.substr(end + 4);
    return field;
}

}  // namespace

std::optional<std::vector<FormField>> parse_multipart(std::string_view content_type, std::string_view body) {
    auto const boundary = parameter(content_type, "boundary");
    if (!content_type.starts_with("multipart/form-data") || boundary.empty()) { return std::nullopt; }
    auto const mark = "--" + boundary;
    if (!body.starts_with(mark)) { return std::nullopt; }
    auto fields = std::vector<FormField>{};
    body.remove_prefix(mark.size());
    while (!body.starts_with("--")) {
        auto const end = body.find("\r\n" + mark);
        if (!body.starts_with("\r\n") || end == std::string_view::npos || fields.size() == fields_max) {
            return std::nullopt;
        }
        auto field = read_part(body.substr(2, end < 2 ? 0 : end - 2));
        if (!field) { return std::nullopt; }
        fields.push_back(std::move(*field));
        body.remove_prefix(end + 2 + mark.size());
    }
    return fields;
}

FormField const* find_field(std::vector<FormField> const& fields, std::string_view name) noexcept {
    auto const found =
        std::find_if(fields.begin(), fields.end(), [&](FormField const& one) { return one.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

}  // namespace balie::sandbox
