// Reads the tree that the tests were built from.
#include "house/sources.hpp"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace balie::house {
namespace {

namespace fs = std::filesystem;

std::string contents_of(fs::path const& file) {
    auto text = std::ostringstream{};
    text << std::ifstream{file, std::ios::binary}.rdbuf();
    return text.str();
}

bool is_skipped(fs::path const& folder) {
    auto const name = folder.filename();
    return name == "node_modules" || name == "dist" || name == "results" || name == "report";
}

}  // namespace

std::vector<Source> sources(std::vector<std::string> const& folders,
                            std::vector<std::string> const& endings) {
    auto const root = fs::path{BALIE_SOURCE_DIR};
    auto found = std::vector<Source>{};
    for (auto const& folder : folders) {
        if (!fs::exists(root / folder)) { continue; }
        for (auto entry = fs::recursive_directory_iterator{root / folder}; entry != end(entry); ++entry) {
            if (entry->is_directory() && is_skipped(entry->path())) { entry.disable_recursion_pending(); }
            if (!entry->is_regular_file()) { continue; }
            auto const ending = entry->path().extension().string();
            if (std::ranges::find(endings, ending) == endings.end()) { continue; }
            found.push_back({fs::relative(entry->path(), root).generic_string(), contents_of(entry->path())});
        }
    }
    std::ranges::sort(found, {}, &Source::path);
    return found;
}

bool is_in(Source const& source, std::string_view folder) { return source.path.starts_with(folder); }

std::vector<Inclusion> inclusions(Source const& source) {
    static auto const pattern = std::regex{R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])"};
    auto found = std::vector<Inclusion>{};
    auto lines = std::istringstream{source.text};
    auto number = 0;
    for (auto line = std::string{}; std::getline(lines, line);) {
        ++number;
        auto match = std::smatch{};
        if (std::regex_search(line, match, pattern)) { found.push_back({match[1], number}); }
    }
    return found;
}

}  // namespace balie::house
