// Plain system calls, repeated when a signal interrupts them.
#include "http/file.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace balie::http {

std::optional<File> File::open(std::filesystem::path const& path) {
    auto const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) { return std::nullopt; }
    return File{descriptor};
}

std::optional<File> File::create_private(std::filesystem::path const& path) {
    auto const descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) { return std::nullopt; }
    return File{descriptor};
}

File::~File() {
    if (descriptor_ >= 0) { ::close(descriptor_); }
}

std::uint64_t File::bytes() const noexcept {
    struct stat found = {};
    return ::fstat(descriptor_, &found) == 0 ? static_cast<std::uint64_t>(found.st_size) : 0;
}

std::size_t File::read(char* into, std::size_t count, std::uint64_t offset) const noexcept {
    auto got = ssize_t{0};
    do {
        got = ::pread(descriptor_, into, count, static_cast<off_t>(offset));
    } while (got < 0 && errno == EINTR);
    return got < 0 ? 0 : static_cast<std::size_t>(got);
}

bool File::append(std::string_view bytes) const noexcept {
    while (!bytes.empty()) {
        auto const put = ::write(descriptor_, bytes.data(), bytes.size());
        if (put < 0 && errno != EINTR) { return false; }
        if (put > 0) { bytes.remove_prefix(static_cast<std::size_t>(put)); }
    }
    return true;
}

}  // namespace balie::http
