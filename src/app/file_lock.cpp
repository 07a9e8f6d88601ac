// flock with patience.
#include "app/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

namespace balie::app {
namespace {

constexpr auto pause = std::chrono::milliseconds{20};

}  // namespace

Result<FileLock> FileLock::take(std::filesystem::path const& file, LockMode mode,
                                std::chrono::milliseconds patience) {
    auto const descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return Error{ErrorCode::unavailable, "cannot open " + file.string() + ": " + std::strerror(errno)};
    }
    auto lock = FileLock{descriptor};
    auto const until = std::chrono::steady_clock::now() + patience;
    auto const operation = mode == LockMode::shared ? LOCK_SH : LOCK_EX;
    while (flock(descriptor, operation | LOCK_NB) != 0) {
        if (std::chrono::steady_clock::now() >= until) {
            return Error{ErrorCode::conflict, file.string() + " is locked by another process"};
        }
        std::this_thread::sleep_for(pause);
    }
    return lock;
}

FileLock::~FileLock() {
    if (descriptor_ >= 0) { close(descriptor_); }
}

bool FileLock::take_alone() {
    if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) { return true; }
    flock(descriptor_, LOCK_UN);
    return false;
}

Result<FileLock> claim(std::filesystem::path const& data_dir) {
    auto failed = std::error_code{};
    std::filesystem::create_directories(data_dir, failed);
    if (failed) {
        return Error{ErrorCode::unavailable, "cannot make " + data_dir.string() + ": " + failed.message()};
    }
    auto lock = FileLock::take(data_dir / "serve.lock", LockMode::exclusive);
    if (lock || lock.error().code != ErrorCode::conflict) { return lock; }
    return Error{ErrorCode::conflict, "another `balie serve` uses " + data_dir.string() +
                                          ": stop it, or set BALIE_DATA_DIR to a directory of its own"};
}

}  // namespace balie::app
