#include "app/private_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <system_error>

namespace balie::app {
namespace {

Error cannot(std::string_view what, std::filesystem::path const& path) {
    return Error{ErrorCode::unavailable, "cannot " + std::string{what} + " " + path.string()};
}

}  // namespace

Result<void> write_private_file(std::filesystem::path const& path, std::string_view content) {
    auto const beside = path.string() + ".new";
    auto const file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) { return cannot("write", path); }
    auto const written = ::write(file, content.data(), content.size());
    auto const is_whole = written == static_cast<ssize_t>(content.size()) && ::fsync(file) == 0;
    ::close(file);
    auto fault = std::error_code{};
    if (is_whole) { std::filesystem::rename(beside, path, fault); }
    if (!is_whole || fault) { return cannot("write", path); }
    return {};
}

Result<std::string> read_private_file(std::filesystem::path const& path) {
    auto file = std::ifstream{path, std::ios::binary};
    if (!file) { return cannot("read", path); }
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace balie::app
