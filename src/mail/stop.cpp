#include "mail/stop.hpp"

#include <array>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace balie::mail {

Stop::Stop() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

Stop::~Stop() {
    if (descriptor_ >= 0) { ::close(descriptor_); }
}

void Stop::raise() noexcept {
    is_raised_ = true;
    [[maybe_unused]] auto const written = ::eventfd_write(descriptor_, 1);
}

void wait_for_either(Stop const& one, Stop const& other, std::chrono::milliseconds at_most) {
    auto waiting = std::array{pollfd{one.descriptor(), POLLIN, 0}, pollfd{other.descriptor(), POLLIN, 0}};
    ::poll(waiting.data(), waiting.size(), static_cast<int>(at_most.count()));
}

}  // namespace balie::mail
