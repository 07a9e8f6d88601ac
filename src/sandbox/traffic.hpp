// The log of requests in both directions, as the page shows it.
#pragma once

#include "sandbox/json.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/words.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <string>

namespace balie::sandbox {

struct Exchange {
    Channel channel = Channel::whatsapp;
    bool is_to_desk = false;  // a webhook; else a request of the desk
    std::string method;       // "POST"
    std::string what;         // "statuses.read", "/messages text"
    bool is_repeat = false;
    int status = 0;      // 0: no answer
    std::string detail;  // an id, an error code, a reason
    std::chrono::milliseconds took{0};
};

class Traffic {
public:
    void add(Exchange exchange);
    Json to_json() const;  // the newest first

private:
    struct Row {
        std::uint64_t number;
        Time at;
        Exchange exchange;
    };
    std::deque<Row> rows_;
    std::uint64_t last_number_ = 0;
};

}  // namespace balie::sandbox
