// What takes letters from node to node. May lose one, never changes one.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace balie::bus {

class Carrier {
public:
    struct Ears {
        std::function<void(std::string_view)>
            heard;                     // from a thread of the carrier's own; one's own letters too
        std::function<void()> missed;  // connected anew: letters may have been lost
    };

    virtual ~Carrier() = default;
    virtual void start(Ears ears) = 0;
    virtual Task<Result<void>> send(std::string letter) = 0;  // error: unavailable
    virtual void stop() = 0;                                  // no ear is called after it
    virtual std::size_t letter_max() const noexcept = 0;      // bytes
};

}  // namespace balie::bus
