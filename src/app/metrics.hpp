// What the operator watches: counters of requests, and gauges that are read when somebody looks.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace balie::app {

class Metrics {
public:
    Metrics();
    ~Metrics();

    // After each answer; route is the pattern, never the path.
    void request(std::string_view method, std::string_view route, int status, double seconds);

    // Asked at every scrape, from the network thread; must not block.
    void gauge(std::string name, std::string help, std::function<double()> value);

    // The same with one value for each value of a label, such as an inbox's id.
    void gauges(std::string name, std::string help, std::string label,
                std::function<std::map<std::string, double>()> values);

    // Answers whom to tell each value; may be called from any thread, for as long as this lives.
    std::function<void(double)> histogram(std::string name, std::string help, std::vector<double> buckets);

    // In Prometheus' text format.
    std::string text() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace balie::app
