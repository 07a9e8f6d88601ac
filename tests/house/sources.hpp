// The project's own source files, as text.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace balie::house {

struct Source {
    std::string path;  // from the project's root: "src/db/rows.cpp"
    std::string text;
};

// The files below the folders (from the project's root) with one of the endings, sorted.
std::vector<Source> sources(std::vector<std::string> const& folders, std::vector<std::string> const& endings);

// "src/db/rows.cpp" begins with "src/db/".
bool is_in(Source const& source, std::string_view folder);

struct Inclusion {
    std::string target;  // "db/rows.hpp", "pqxx/result"
    int line = 0;
};
std::vector<Inclusion> inclusions(Source const& source);

}  // namespace balie::house
