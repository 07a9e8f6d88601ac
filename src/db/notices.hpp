// LISTEN on one channel of PostgreSQL, on a connection and a thread of its own.
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace balie::db {

class Notices {
public:
    struct Ears {
        std::function<void(std::string const& payload)> heard;
        std::function<void()> missed;  // listening again after a loss, and the first time: look for yourself
    };

    // Connects, and connects again, by itself. Both ears are called on its thread.
    Notices(std::string url, std::string channel, Ears ears);
    ~Notices();  // no ear is called after it

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace balie::db
