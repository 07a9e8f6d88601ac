// Other programs, started as another user when we are root.
#pragma once

#include <balie/base/result.hpp>

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace balie::app {

struct OsUser {
    uid_t uid;
    gid_t gid;
    std::string name;

    OsUser(uid_t uid_, gid_t gid_, std::string name_) : uid(uid_), gid(gid_), name(std::move(name_)) {}
};

std::optional<OsUser> os_user(uid_t uid);
std::optional<OsUser> os_user(std::string const& name);
OsUser own_user();

// Starts a program in a session of its own, so that a terminal's Ctrl-C does not reach it, in /, with a small
// environment that holds nothing of ours. What it prints goes to the end of `log`. Answers its process id.
Result<pid_t> start(OsUser const& user, std::vector<std::string> command, std::filesystem::path const& log);

// Starts it and waits. Error: it did not end with 0.
Result<void> run(OsUser const& user, std::vector<std::string> command, std::filesystem::path const& log);

// The same as ourselves, with a bound on its time: what has not ended by then is killed, with all that it started.
Result<void> run_within(std::chrono::milliseconds at_most, std::vector<std::string> command,
                        std::filesystem::path const& log);

// A zombie is not alive, whoever forgot to wait for it.
bool is_alive(pid_t process);

}  // namespace balie::app
