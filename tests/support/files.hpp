// Where tests find what they read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace balie::test {

// tests/payloads/<channel>: requests that we wrote ourselves, each beside what is to be made of it.
std::filesystem::path payloads(std::string const& channel);

// The project's shared reference material: BALIE_SHARED, or ../shared. Empty when it is not there.
std::filesystem::path shared();

std::vector<std::filesystem::path> files_in(std::filesystem::path const& folder,
                                            std::string const& extension);
std::string bytes_of(std::filesystem::path const& file);

// A folder that is gone when the test is over.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;

    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace balie::test
