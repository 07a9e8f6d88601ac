// Finds, writes and reads the files of the private cluster.
#include "app/cluster_files.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <vector>

namespace balie::app {
namespace {

namespace fs = std::filesystem;

constexpr auto oldest_version = 15;
constexpr auto socket_name = std::string_view{"/.s.PGSQL.5432"};
constexpr auto socket_path_bytes_max = std::size_t{107};

// A crash is over in half a second: one syncfs before the replay instead of an fsync for each of a thousand files, which
// took five. Commits are durable, memory is modest, and no customer's words reach PostgreSQL's log: neither statements and
// parameters, nor the DETAIL of an error (terse), nor the message of an error (ERROR is below LOG in a server's log).
constexpr auto settings_text = R"(
listen_addresses = ''
port = 5432
unix_socket_permissions = 0777    # the folder is 0700
max_connections = 200
password_encryption = 'scram-sha-256'
fsync = on
full_page_writes = on
synchronous_commit = on
deadlock_timeout = 100ms          # a circle of waits that is broken by then delays no webhook's answer
shared_buffers = 256MB
effective_cache_size = 1GB
work_mem = 8MB
maintenance_work_mem = 128MB
wal_compression = lz4
recovery_init_sync_method = syncfs
min_wal_size = 256MB
max_wal_size = 2GB
checkpoint_timeout = 15min
checkpoint_completion_target = 0.9
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_file_mode = 0600
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
log_line_prefix = '%m [%p] %a '
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_checkpoints = off
include_if_exists = 'local.conf'
)";

constexpr auto access_text = R"(# TYPE  DATABASE  USER                    METHOD
local   balie     balie_owner,balie_app   peer map=balie
local   all       balie_superuser         peer map=balie
)";

std::string identity_lines(std::string const& os_name) {
    auto lines = std::string{};
    for (auto const* role : {"balie_superuser", "balie_owner", "balie_app"}) {
        lines += "balie \"" + os_name + "\" " + role + "\n";
    }
    return lines;
}

std::string quoted(std::string const& text) {
    auto out = std::string{"'"};
    for (auto const character : text) { out += character == '\'' ? "''" : std::string{character}; }
    return out + "'";
}

Result<void> write_file(fs::path const& file, std::string const& text, OsUser const& owner) {
    auto stream = std::ofstream{file, std::ios::trunc};
    stream << text;
    stream.close();
    if (!stream || chmod(file.c_str(), 0600) != 0 ||
        (geteuid() == 0 && chown(file.c_str(), owner.uid, owner.gid) != 0)) {
        return Error{ErrorCode::unavailable, "cannot write " + file.string() + ": " + std::strerror(errno)};
    }
    return {};
}

bool has_programs(fs::path const& folder) {
    return access((folder / "postgres").c_str(), X_OK) == 0 && access((folder / "initdb").c_str(), X_OK) == 0;
}

std::optional<fs::path> newest_of_debian() {
    auto newest = oldest_version - 1;
    auto best = std::optional<fs::path>{};
    auto failed = std::error_code{};
    for (auto const& entry : fs::directory_iterator{"/usr/lib/postgresql", failed}) {
        auto const name = entry.path().filename().string();
        auto version = 0;
        std::from_chars(name.data(), name.data() + name.size(), version);
        if (version <= newest || !has_programs(entry.path() / "bin")) { continue; }
        newest = version;
        best = entry.path() / "bin";
    }
    return best;
}

}  // namespace

Result<fs::path> find_binaries() {
    if (auto found = newest_of_debian()) { return *found; }
    auto const* path = std::getenv("PATH");
    auto folders = std::istringstream{path == nullptr ? "" : path};
    for (auto folder = std::string{}; std::getline(folders, folder, ':');) {
        if (!folder.empty() && has_programs(folder)) { return fs::path{folder}; }
    }
    return Error{ErrorCode::unavailable,
                 "no PostgreSQL 15 or later here: install it (apt-get install postgresql-15), or set "
                 "BALIE_DATABASE_URL to a server of your own"};
}

Result<OsUser> cluster_user(fs::path const& cluster) {
    struct stat seen {};
    auto const exists = stat(cluster.c_str(), &seen) == 0;
    if (exists && seen.st_uid != 0) {
        if (geteuid() != 0 && geteuid() != seen.st_uid) {
            return Error{ErrorCode::unavailable,
                         cluster.string() + " belongs to another user: run as that user"};
        }
        return os_user(seen.st_uid).value_or(OsUser{seen.st_uid, seen.st_gid, std::to_string(seen.st_uid)});
    }
    if (geteuid() != 0) { return own_user(); }
    for (auto const* name : {"postgres", "nobody"}) {
        if (auto user = os_user(std::string{name})) { return *user; }
    }
    return Error{ErrorCode::unavailable,
                 "PostgreSQL never runs as root and there is no user `postgres`: add one"};
}

fs::path socket_folder(fs::path const& cluster) {
    auto folder = cluster / "socket";
    if (folder.string().size() + socket_name.size() <= socket_path_bytes_max) { return folder; }
    return fs::path{"/tmp"} / ("balie-" + to_hex(sha256(cluster.string())).substr(0, 24));
}

// Under /tmp anybody could have made the folder first, so what lies there is looked at after mkdir, not before.
Result<void> make_socket_folder(ClusterPlace const& place) {
    auto const& folder = place.socket;
    if (mkdir(folder.c_str(), 0700) == 0 && geteuid() == 0 &&
        lchown(folder.c_str(), place.user.uid, place.user.gid) != 0) {
        return Error{ErrorCode::unavailable, "cannot give " + folder.string() + " to " + place.user.name};
    }
    struct stat seen {};
    if (lstat(folder.c_str(), &seen) != 0 || !S_ISDIR(seen.st_mode) || seen.st_uid != place.user.uid ||
        (seen.st_mode & 0777) != 0700) {
        return Error{ErrorCode::unavailable, folder.string() + " is not a 0700 folder of " + place.user.name +
                                                 ": remove it, or use a shorter BALIE_DATA_DIR"};
    }
    return {};
}

Result<void> write_settings(ClusterPlace const& place) {
    auto identities = identity_lines(place.user.name);
    if (own_user().name != place.user.name) { identities += identity_lines(own_user().name); }
    auto const settings =
        "# Written by balie at each start; put your own settings into local.conf.\n"
        "unix_socket_directories = " +
        quoted(place.socket.string()) + settings_text;
    for (auto const& [name, text] : std::vector<std::pair<std::string, std::string>>{
             {"postgresql.conf", settings}, {"pg_hba.conf", access_text}, {"pg_ident.conf", identities}}) {
        auto const written = write_file(place.cluster / name, text, place.user);
        if (!written) { return written; }
    }
    return {};
}

// Lines: process id, data directory, start time, port, socket folder, listen address, memory key, status.
std::optional<Postmaster> read_postmaster(fs::path const& cluster) {
    auto file = std::ifstream{cluster / "postmaster.pid"};
    auto lines = std::vector<std::string>{};
    for (auto line = std::string{}; std::getline(file, line);) { lines.push_back(line); }
    if (lines.empty()) { return std::nullopt; }
    auto postmaster = Postmaster{};
    auto const& number = lines.front();
    std::from_chars(number.data(), number.data() + number.size(), postmaster.process);
    if (lines.size() > 4) { postmaster.socket = lines[4]; }
    if (lines.size() > 7) { postmaster.ready = trimmed(lines[7]) == "ready"; }
    return postmaster;
}

}  // namespace balie::app
