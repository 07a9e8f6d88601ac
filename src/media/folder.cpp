// A file is first whole and on disk, then known by its name.
#include "media/folder.hpp"

#include "store/media_files.hpp"

#include <balie/base/crypto.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <system_error>

namespace balie::media {
namespace {

namespace fs = std::filesystem;

constexpr auto unfinished = "incoming";
constexpr auto name_bytes = std::size_t{20};

Error broken(std::string const& what, std::error_code fault) {
    return Error{ErrorCode::unavailable, what + ": " + fault.message(), "media_folder"};
}

bool sync(fs::path const& path) {
    auto const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) { return false; }
    auto const is_synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return is_synced;
}

}  // namespace

Result<Folder> Folder::open(fs::path path) {
    auto fault = std::error_code{};
    fs::remove_all(path / unfinished, fault);
    fs::create_directories(path / unfinished, fault);
    if (fault) { return broken("cannot make " + path.string(), fault); }
    fs::permissions(path, fs::perms::owner_all, fault);
    if (fault) { return broken("cannot protect " + path.string(), fault); }
    return Folder{std::move(path)};
}

fs::path Folder::incoming() const { return path_ / unfinished; }

fs::path Folder::temporary() const { return incoming() / to_hex(random_bytes(name_bytes)); }

Result<std::string> Folder::keep(fs::path const& temporary) const {
    auto file = to_hex(random_bytes(name_bytes));
    auto const to = path_of(file);
    auto fault = std::error_code{};
    fs::create_directories(to.parent_path(), fault);
    if (fault) { return broken("cannot make a folder", fault); }
    fs::permissions(temporary, fs::perms::owner_read | fs::perms::owner_write, fault);
    if (fault || !sync(temporary)) {
        return Error{ErrorCode::unavailable, "cannot write a file", "media_folder"};
    }
    fs::rename(temporary, to, fault);
    if (fault) { return broken("cannot name a file", fault); }
    if (!sync(to.parent_path())) {
        return Error{ErrorCode::unavailable, "cannot write a folder", "media_folder"};
    }
    return file;
}

void Folder::remove(std::string const& file) const {
    auto ignored = std::error_code{};
    fs::remove(path_of(file), ignored);
}

fs::path Folder::path_of(std::string const& file) const { return store::media_files::path_of(path_, file); }

}  // namespace balie::media
