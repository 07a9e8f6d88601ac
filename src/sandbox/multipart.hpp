// multipart/form-data, taken apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::sandbox {

struct FormField {
    std::string name;
    std::string file_name;
    std::string mime;
    std::string_view bytes;  // into the body
};

// Absent when the body is not what its content type says.
std::optional<std::vector<FormField>> parse_multipart(std::string_view content_type, std::string_view body);

// The first of that name; null when there is none.
FormField const* find_field(std::vector<FormField> const& fields, std::string_view name) noexcept;

}  // namespace balie::sandbox
