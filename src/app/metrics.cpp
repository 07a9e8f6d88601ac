// prometheus-cpp behind a small face, so that the rooms need not know it.
#include "app/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <utility>
#include <vector>

namespace balie::app {
namespace {

// Seconds; a webhook should be answered within 0.05.
prometheus::Histogram::BucketBoundaries const buckets{0.002, 0.005, 0.015, 0.05, 0.25, 1.0, 5.0};

struct Watched {
    prometheus::Gauge* gauge;
    std::function<double()> value;
};

struct WatchedByLabel {
    prometheus::Family<prometheus::Gauge>* family;
    std::string label;
    std::function<std::map<std::string, double>()> values;
    std::vector<prometheus::Gauge*> shown = {};

    // What went since the last look is no longer told.
    void refresh() {
        for (auto* const gauge : shown) { family->Remove(gauge); }
        shown.clear();
        for (auto const& [name, value] : values()) {
            auto& gauge = family->Add({{label, name}});
            gauge.Set(value);
            shown.push_back(&gauge);
        }
    }
};

}  // namespace

struct Metrics::State {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests =
        prometheus::BuildCounter().Name("balie_http_requests_total").Help("Answers given").Register(registry);
    prometheus::Family<prometheus::Histogram>& seconds = prometheus::BuildHistogram()
                                                             .Name("balie_http_request_seconds")
                                                             .Help("Time to answer")
                                                             .Register(registry);
    std::vector<Watched> watched;
    std::vector<WatchedByLabel> watched_by_label;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::request(std::string_view method, std::string_view route, int status, double seconds) {
    auto const labels = prometheus::Labels{{"method", std::string{method}}, {"route", std::string{route}}};
    state_->seconds.Add(labels, buckets).Observe(seconds);
    auto with_status = labels;
    with_status.emplace("status", std::to_string(status));
    state_->requests.Add(with_status).Increment();
}

void Metrics::gauge(std::string name, std::string help, std::function<double()> value) {
    auto& family =
        prometheus::BuildGauge().Name(std::move(name)).Help(std::move(help)).Register(state_->registry);
    state_->watched.push_back(Watched{&family.Add({}), std::move(value)});
}

void Metrics::gauges(std::string name, std::string help, std::string label,
                     std::function<std::map<std::string, double>()> values) {
    auto& family =
        prometheus::BuildGauge().Name(std::move(name)).Help(std::move(help)).Register(state_->registry);
    state_->watched_by_label.push_back(WatchedByLabel{&family, std::move(label), std::move(values)});
}

std::function<void(double)> Metrics::histogram(std::string name, std::string help,
                                               std::vector<double> bounds) {
    auto& family =
        prometheus::BuildHistogram().Name(std::move(name)).Help(std::move(help)).Register(state_->registry);
    auto& histogram = family.Add({}, bounds);
    return [&histogram](double value) { histogram.Observe(value); };
}

std::string Metrics::text() const {
    for (auto const& each : state_->watched) { each.gauge->Set(each.value()); }
    for (auto& each : state_->watched_by_label) { each.refresh(); }
    return prometheus::TextSerializer{}.Serialize(state_->registry.Collect());
}

}  // namespace balie::app
