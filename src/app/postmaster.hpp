// The running PostgreSQL of a private cluster: found, started, watched and stopped by its process id.
#pragma once

#include "app/cluster_files.hpp"

#include <balie/base/result.hpp>

namespace balie::app {

// The postmaster that serves this cluster now, whoever started it.
std::optional<pid_t> running_postmaster(ClusterPlace const& place);

// Starts one and waits until it takes connections, crash recovery included. What a killed one left behind
// (backends that still hold the shared memory, a pid file that names a zombie) is waited for or cleared.
Result<pid_t> start_postmaster(ClusterPlace const& place);

// Waits until a postmaster that somebody else started takes connections.
Result<void> await_ready(ClusterPlace const& place, pid_t postmaster);

// True when it ended; waits for our own child, so that no zombie stays.
bool has_ended(pid_t postmaster);

// Fast shutdown: open transactions are rolled back. After a while without an end: immediate.
void stop_postmaster(pid_t postmaster);

}  // namespace balie::app
