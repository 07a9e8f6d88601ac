// What the operator watches: counters of requests, and gauges that are read when somebody looks.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace balie::app {

class Metrics {
public:
    Metrics();
    ~Metrics();

    // After each answer; route is the pattern, never the path.
    void request(std::string_view method, std::string_view route, int status, double seconds);

    // Asked at every scrape, from the network thread; must not block.
    void gauge(std::string name, std::string help, std::function<double()> value);

    // In Prometheus' text format.
    std::string text() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace balie::app
