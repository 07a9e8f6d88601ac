// posix_spawn, with util-linux's setpriv in front when the program must run as somebody else.
#include "app/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace balie::app {
namespace {

constexpr auto path_setting = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

std::optional<OsUser> user_from(passwd const* found) {
    if (found == nullptr) { return std::nullopt; }
    return OsUser{found->pw_uid, found->pw_gid, found->pw_name};
}

std::vector<std::string> as_user(OsUser const& user, std::vector<std::string> command) {
    if (user.uid == geteuid()) { return command; }
    auto whole =
        std::vector<std::string>{"/usr/bin/setpriv", "--reuid=" + std::to_string(user.uid),
                                 "--regid=" + std::to_string(user.gid), "--clear-groups", "--no-new-privs"};
    whole.insert(whole.end(), command.begin(), command.end());
    return whole;
}

// What posix_spawn is told besides the command; frees what it holds.
class SpawnSettings {
public:
    explicit SpawnSettings(std::filesystem::path const& log) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND,
                                         0600);
        posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
        // Asio's sockets are open across exec: a PostgreSQL that is started while we serve would keep our port, and the
        // lines of our clients, when we are gone.
        posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
        posix_spawn_file_actions_addchdir_np(&actions_, "/");
        auto nothing = sigset_t{};
        sigemptyset(&nothing);
        auto defaults = sigset_t{};
        sigfillset(&defaults);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setsigmask(&attributes_, &nothing);
        posix_spawnattr_setsigdefault(&attributes_, &defaults);
        posix_spawnattr_setflags(&attributes_,
                                 POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnSettings() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    SpawnSettings(SpawnSettings const&) = delete;
    SpawnSettings& operator=(SpawnSettings const&) = delete;

    posix_spawn_file_actions_t const* actions() const { return &actions_; }
    posix_spawnattr_t const* attributes() const { return &attributes_; }

private:
    posix_spawn_file_actions_t actions_;
    posix_spawnattr_t attributes_;
};

bool ended_well(pid_t process) {
    auto status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {}
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool ends_within(pid_t process, std::chrono::milliseconds at_most) {
    auto const until = std::chrono::steady_clock::now() + at_most;
    // glibc 2.36 declares pidfd_open for C alone.
    auto watched = pollfd{static_cast<int>(syscall(SYS_pidfd_open, process, 0)), POLLIN, 0};
    if (watched.fd < 0) { return false; }
    auto ready = -1;
    do {
        auto const left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        ready = poll(&watched, 1, static_cast<int>(std::max(left, std::chrono::milliseconds{0}).count()));
    } while (ready < 0 && errno == EINTR);
    close(watched.fd);
    return ready > 0;
}

}  // namespace

std::optional<OsUser> os_user(uid_t uid) { return user_from(getpwuid(uid)); }

std::optional<OsUser> os_user(std::string const& name) { return user_from(getpwnam(name.c_str())); }

OsUser own_user() {
    return os_user(geteuid()).value_or(OsUser{geteuid(), getegid(), std::to_string(geteuid())});
}

Result<pid_t> start(OsUser const& user, std::vector<std::string> command, std::filesystem::path const& log) {
    auto whole = as_user(user, std::move(command));
    auto arguments = std::vector<char*>{};
    for (auto& word : whole) { arguments.push_back(word.data()); }
    arguments.push_back(nullptr);
    auto words = std::array<std::string, 4>{path_setting, "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=/"};
    auto environment =
        std::array<char*, 5>{words[0].data(), words[1].data(), words[2].data(), words[3].data()};
    auto const settings = SpawnSettings{log};
    auto process = pid_t{};
    auto const fault = posix_spawn(&process, arguments[0], settings.actions(), settings.attributes(),
                                   arguments.data(), environment.data());
    if (fault != 0) {
        return Error{ErrorCode::unavailable, "cannot start " + whole.front() + ": " + std::strerror(fault)};
    }
    return process;
}

Result<void> run(OsUser const& user, std::vector<std::string> command, std::filesystem::path const& log) {
    auto const name = command.front();
    auto const process = start(user, std::move(command), log);
    if (!process) { return process.error(); }
    if (ended_well(*process)) { return {}; }
    return Error{ErrorCode::unavailable, name + " failed: see " + log.string()};
}

Result<void> run_within(std::chrono::milliseconds at_most, std::vector<std::string> command,
                        std::filesystem::path const& log) {
    auto const process = start(own_user(), std::move(command), log);
    if (!process) { return process.error(); }
    auto const in_time = ends_within(*process, at_most);
    // It leads a session of its own, and with it a group.
    kill(-*process, SIGKILL);
    auto const well = ended_well(*process);
    if (!in_time) { return Error{ErrorCode::unavailable, "it took too long"}; }
    if (!well) { return Error{ErrorCode::unavailable, "it failed"}; }
    return {};
}

bool is_alive(pid_t process) {
    if (process <= 0) { return false; }
    auto line = std::string{};
    auto file = std::ifstream{"/proc/" + std::to_string(process) + "/stat"};
    if (!std::getline(file, line)) { return kill(process, 0) == 0 || errno == EPERM; }
    // "pid (name) state ...": the name may hold spaces and brackets, so the last bracket counts.
    auto const end = line.rfind(") ");
    if (end == std::string::npos || end + 2 >= line.size()) { return true; }
    auto const state = line[end + 2];
    return state != 'Z' && state != 'X';
}

}  // namespace balie::app
