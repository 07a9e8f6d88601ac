// One accepted WebSocket, text frames only, on the fan-out thread.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace balie::http {

// At most one read and one write at a time. No deflate. Messages over 64 KiB, binary frames and bad UTF-8 end it
// with 1009, 1003 and 1007. Pings both ways: 30 s without a byte and the socket is dead.
class WebSocket {
public:
    virtual ~WebSocket() = default;
    virtual Task<Result<std::string>> read() = 0;  // error: closed or broken
    virtual Task<Result<void>> write(
        std::shared_ptr<std::string const> text) = 0;  // the text may be shared by many
    virtual Task<void> close(std::uint16_t code,
                             std::string reason) = 0;  // within 5 s, then the socket is dropped
    virtual void drop() noexcept = 0;                  // at once, without a close frame; ends read and write
};

}  // namespace balie::http
