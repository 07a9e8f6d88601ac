// Reads PostgreSQL's one-dimensional array literals: {1,NULL,"a \"quoted\" one"}.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::db {

// NULL elements are absent. Throws std::invalid_argument on what is no array literal.
std::vector<std::optional<std::string>> elements_of(std::string_view literal);

}  // namespace balie::db
