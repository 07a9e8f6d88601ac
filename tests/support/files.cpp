// Folders are found from the source tree, so that tests may be started from anywhere.
#include "files.hpp"

#include <balie/base/crypto.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace balie::test {

std::filesystem::path payloads(std::string const& channel) {
    return std::filesystem::path{BALIE_SOURCE_DIR} / "tests" / "payloads" / channel;
}

std::filesystem::path shared() {
    auto const* const named = std::getenv("BALIE_SHARED");
    auto const folder = named != nullptr ? std::filesystem::path{named}
                                         : std::filesystem::path{BALIE_SOURCE_DIR} / ".." / "shared";
    return std::filesystem::is_directory(folder / "fixtures") ? folder : std::filesystem::path{};
}

std::vector<std::filesystem::path> files_in(std::filesystem::path const& folder,
                                            std::string const& extension) {
    auto files = std::vector<std::filesystem::path>{};
    if (!std::filesystem::is_directory(folder)) { return files; }
    for (auto const& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() == extension) { files.push_back(entry.path()); }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string bytes_of(std::filesystem::path const& file) {
    auto source = std::ifstream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{source}, std::istreambuf_iterator<char>{}};
}

TemporaryFolder::TemporaryFolder()
    : path_(std::filesystem::temp_directory_path() / ("balie-test-" + random_uuid())) {
    std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
    auto ignored = std::error_code{};
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace balie::test
