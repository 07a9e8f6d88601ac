// Processes of PostgreSQL, told apart by /proc and postmaster.pid.
#include "app/postmaster.hpp"

#include <balie/base/log.hpp>

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <fstream>
#include <thread>

namespace balie::app {
namespace {

namespace fs = std::filesystem;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr auto poll_pause = std::chrono::milliseconds{10};
constexpr auto restart_pause = std::chrono::milliseconds{100};
constexpr auto failing_max =
    std::chrono::seconds{20};  // a postmaster that ends at once is started again so long
constexpr auto recovery_max = std::chrono::minutes{10};  // one that lives may replay that long
constexpr auto leftovers_max = std::chrono::seconds{15};
constexpr auto fast_stop_max = std::chrono::seconds{20};
constexpr auto immediate_stop_max = std::chrono::seconds{5};

SteadyTime in(std::chrono::steady_clock::duration patience) {
    return std::chrono::steady_clock::now() + patience;
}

bool is_past(SteadyTime moment) { return std::chrono::steady_clock::now() >= moment; }

// A live process of PostgreSQL that works in this cluster's folder. In a container without CAP_SYS_PTRACE the
// folder cannot be read; then the name and the user have to do.
bool is_of_cluster(ClusterPlace const& place, pid_t process) {
    if (!is_alive(process)) { return false; }
    auto const folder = fs::path{"/proc"} / std::to_string(process);
    struct stat seen {};
    auto name = std::string{};
    auto file = std::ifstream{folder / "comm"};
    if (stat(folder.c_str(), &seen) != 0 || !std::getline(file, name)) { return false; }
    if (seen.st_uid != place.user.uid || !name.starts_with("postgres")) { return false; }
    auto failed = std::error_code{};
    auto const works_in = fs::read_symlink(folder / "cwd", failed);
    return failed || works_in == place.cluster;
}

bool has_leftovers(ClusterPlace const& place) {
    auto failed = std::error_code{};
    for (auto const& entry : fs::directory_iterator{"/proc", failed}) {
        auto const name = entry.path().filename().string();
        auto process = pid_t{};
        auto const end = std::from_chars(name.data(), name.data() + name.size(), process).ptr;
        if (end == name.data() + name.size() && is_of_cluster(place, process)) { return true; }
    }
    return false;
}

// PostgreSQL takes a process id that answers for a live postmaster, even a zombie's or a stranger's. The files may
// only go when no process of the cluster is left: they are what guards the data against two postmasters.
Result<void> clear_stale_locks(ClusterPlace const& place) {
    auto const socket_lock = place.socket / ".s.PGSQL.5432.lock";
    auto failed = std::error_code{};
    if (!read_postmaster(place.cluster) && !fs::exists(socket_lock, failed)) { return {}; }
    for (auto const until = in(leftovers_max); has_leftovers(place);
         std::this_thread::sleep_for(poll_pause)) {
        if (is_past(until)) {
            return Error{ErrorCode::unavailable, "processes of an earlier PostgreSQL still use " +
                                                     place.cluster.string() + ": end them"};
        }
    }
    fs::remove(place.cluster / "postmaster.pid");
    fs::remove(socket_lock, failed);
    return {};
}

// Waits for one that lives; false when it ended before it was ready.
bool becomes_ready(ClusterPlace const& place, pid_t process) {
    for (auto const until = in(recovery_max); !is_past(until); std::this_thread::sleep_for(poll_pause)) {
        auto const recorded = read_postmaster(place.cluster);
        if (recorded && recorded->process == process && recorded->ready) { return true; }
        if (has_ended(process)) { return false; }
    }
    return false;
}

bool ends_within(pid_t postmaster, std::chrono::seconds patience) {
    for (auto const until = in(patience); !is_past(until); std::this_thread::sleep_for(poll_pause)) {
        if (has_ended(postmaster)) { return true; }
    }
    return has_ended(postmaster);
}

}  // namespace

std::optional<pid_t> running_postmaster(ClusterPlace const& place) {
    auto const recorded = read_postmaster(place.cluster);
    if (!recorded || !is_of_cluster(place, recorded->process)) { return std::nullopt; }
    return recorded->process;
}

Result<pid_t> start_postmaster(ClusterPlace const& place) {
    auto const cleared = clear_stale_locks(place);
    if (!cleared) { return cleared.error(); }
    auto const command =
        std::vector<std::string>{(place.binaries / "postgres").string(), "-D", place.cluster.string()};
    for (auto const until = in(failing_max);; std::this_thread::sleep_for(restart_pause)) {
        auto const process = start(place.user, command, place.log);
        if (!process) { return process.error(); }
        if (becomes_ready(place, *process)) { return *process; }
        if (is_past(until)) { break; }
    }
    return Error{ErrorCode::unavailable, "PostgreSQL does not start: see " + place.log.string() + " and " +
                                             (place.cluster / "log").string()};
}

Result<void> await_ready(ClusterPlace const& place, pid_t postmaster) {
    if (becomes_ready(place, postmaster)) { return {}; }
    return Error{ErrorCode::unavailable, "the running PostgreSQL takes no connections"};
}

bool has_ended(pid_t postmaster) {
    auto status = 0;
    if (waitpid(postmaster, &status, WNOHANG) == postmaster) { return true; }
    return !is_alive(postmaster);
}

void stop_postmaster(pid_t postmaster) {
    kill(postmaster, SIGINT);
    if (ends_within(postmaster, fast_stop_max)) { return; }
    log::warn("postgres.stops_slowly");
    kill(postmaster, SIGQUIT);
    ends_within(postmaster, immediate_stop_max);
}

}  // namespace balie::app
