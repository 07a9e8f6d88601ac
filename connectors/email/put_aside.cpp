// A file has its name only when all of it is on disk, so that a name is never half a file.
#include <connectors/email/connector.hpp>

#include <balie/base/crypto.hpp>

#include <algorithm>
#include <chrono>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace balie::connectors::email {
namespace {

namespace fs = std::filesystem;

constexpr auto kept_for = std::chrono::hours{24 * 8};  // longer than anybody tries to fetch

Error broken(std::string const& what) { return Error{ErrorCode::unavailable, what, "media_folder"}; }

bool is_name(std::string_view name) {
    return name.size() > 2 && std::ranges::all_of(name, [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') || letter == '.';
           });
}

bool write_whole(fs::path const& path, std::string_view bytes) {
    auto const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) { return false; }
    while (!bytes.empty()) {
        auto const count = ::write(file, bytes.data(), bytes.size());
        if (count <= 0) { break; }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    auto const is_whole = bytes.empty() && ::fsync(file) == 0;
    return ::close(file) == 0 && is_whole;
}

}  // namespace

Task<Result<FetchedMedia>> PutAside::fetch(InboundAttachment attachment, Secrets, fs::path to,
                                           std::size_t bytes_max) {
    if (!is_name(attachment.media_id)) { co_return Error{ErrorCode::not_found, "this is no file of a mail"}; }
    auto fault = std::error_code{};
    auto const from = folder_ / attachment.media_id;
    auto const bytes = fs::file_size(from, fault);
    if (fault) { co_return Error{ErrorCode::not_found, "the file is gone"}; }
    if (bytes > bytes_max) { co_return Error{ErrorCode::too_large, "the file is too large"}; }
    fs::create_hard_link(from, to, fault);
    if (fault) { co_return broken("the file cannot be linked: " + fault.message()); }
    co_return FetchedMedia{attachment.mime, static_cast<std::size_t>(bytes)};
}

Result<void> PutAside::keep(std::string const& name, std::string_view bytes) const {
    auto fault = std::error_code{};
    auto const to = folder_ / name;
    if (fs::exists(to, fault)) { return {}; }
    fs::create_directories(folder_, fault);
    auto const unfinished = folder_ / (".new-" + to_hex(random_bytes(8)));
    if (fault || !write_whole(unfinished, bytes)) {
        fs::remove(unfinished, fault);
        return broken("a mail's file cannot be kept");
    }
    fs::rename(unfinished, to, fault);
    if (fault) { return broken("a mail's file cannot be named"); }
    return {};
}

void PutAside::tidy() const {
    auto fault = std::error_code{};
    auto const oldest = fs::file_time_type::clock::now() - kept_for;
    for (auto const& entry : fs::directory_iterator{folder_, fault}) {
        auto ignored = std::error_code{};
        if (entry.last_write_time(ignored) < oldest) { fs::remove(entry.path(), ignored); }
    }
}

}  // namespace balie::connectors::email
