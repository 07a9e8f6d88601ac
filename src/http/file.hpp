// An open file by its descriptor, and the temporary file of an upload.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace balie::http {

// Closed by its destructor. All of its functions may block.
class File {
public:
    static std::optional<File> open(std::filesystem::path const& path);
    static std::optional<File> create_private(std::filesystem::path const& path);  // 0600, must not exist

    File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    File& operator=(File&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~File();

    std::uint64_t bytes() const noexcept;  // 0 as well when it cannot be told
    std::size_t read(char* into, std::size_t count,
                     std::uint64_t offset) const noexcept;  // 0: end or failure
    bool append(std::string_view bytes) const noexcept;

private:
    explicit File(int descriptor) noexcept : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace balie::http
