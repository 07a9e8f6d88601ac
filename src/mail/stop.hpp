// A word to a thread that waits for a network: stop. It ends every wait at once.
#pragma once

#include <atomic>
#include <chrono>

namespace balie::mail {

class Stop {
public:
    Stop();
    ~Stop();
    Stop(Stop const&) = delete;
    Stop& operator=(Stop const&) = delete;

    void raise() noexcept;  // from any thread
    bool is_raised() const noexcept { return is_raised_; }
    int descriptor() const noexcept { return descriptor_; }  // readable once it is raised

private:
    int descriptor_;
    std::atomic<bool> is_raised_ = false;
};

// Sleeps until one of the two is raised, or time is up.
void wait_for_either(Stop const& one, Stop const& other, std::chrono::milliseconds at_most);

}  // namespace balie::mail
