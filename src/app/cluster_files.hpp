// What lies on disk around the private cluster: PostgreSQL's programs, its settings, its socket, its process id.
#pragma once

#include "app/process.hpp"

#include <balie/base/result.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace balie::app {

// Where everything of one cluster is.
struct ClusterPlace {
    std::filesystem::path binaries;  // the folder of postgres and initdb
    std::filesystem::path data_dir;  // ours
    std::filesystem::path cluster;   // data_dir/postgres, PostgreSQL's own
    std::filesystem::path socket;    // the folder of the socket
    std::filesystem::path log;       // what initdb and a starting postmaster print
    OsUser user;                     // who runs it; never root
};

// The newest PostgreSQL of 15 or later in Debian's place, else what PATH has. Error: install one.
Result<std::filesystem::path> find_binaries();

// Whoever owns the cluster already; else ourselves, or, when we are root, `postgres` or `nobody`.
Result<OsUser> cluster_user(std::filesystem::path const& cluster);

// data_dir/postgres/socket, or a short folder under /tmp when a socket's path would pass 107 bytes.
std::filesystem::path socket_folder(std::filesystem::path const& cluster);

// Makes the socket's folder, 0700 and the user's. Error: somebody else's folder lies there.
Result<void> make_socket_folder(ClusterPlace const& place);

// Writes postgresql.conf, pg_hba.conf and pg_ident.conf. An operator's own settings stand in local.conf.
Result<void> write_settings(ClusterPlace const& place);

// What postmaster.pid says.
struct Postmaster {
    pid_t process = 0;
    std::string socket;
    bool ready = false;
};
std::optional<Postmaster> read_postmaster(std::filesystem::path const& cluster);

}  // namespace balie::app
