// Locks between processes on a file (flock). The kernel lets go of them when the process ends, however it ends.
#pragma once

#include <balie/base/result.hpp>

#include <chrono>
#include <filesystem>
#include <utility>

namespace balie::app {

enum class LockMode { shared, exclusive };

class FileLock {
public:
    // Makes the file when it is absent and waits for the lock. Errors: conflict when it is not free in time,
    // unavailable when the file cannot be opened.
    static Result<FileLock> take(std::filesystem::path const& file, LockMode mode,
                                 std::chrono::milliseconds patience = std::chrono::milliseconds{0});
    ~FileLock();
    FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileLock& operator=(FileLock&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }

    // Turns a shared lock into an exclusive one when nobody else holds one; else keeps none.
    bool take_alone();

private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

// The right to serve a data directory: one process at a time. Error: conflict, and what to do.
Result<FileLock> claim(std::filesystem::path const& data_dir);

}  // namespace balie::app
