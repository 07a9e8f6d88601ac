// What of the house the operator watches.
#include "app/house.hpp"

#include <chrono>
#include <map>
#include <string>

namespace balie::app {
namespace {

using Seconds = std::chrono::duration<double>;

std::vector<double> const latency{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
std::vector<double> const batch_sizes{1, 2, 4, 8, 16, 32, 64, 128};

double since(std::optional<Time> const& begun, Time now) {
    return begun ? std::max(0.0, Seconds(now - *begun).count()) : 0.0;
}

}  // namespace

ingest::WriterOptions House::watched_writer() {
    auto const seconds =
        metrics.histogram("balie_ingest_commit_seconds", "Time of a batch's transaction", latency);
    auto const events = metrics.histogram("balie_ingest_batch_events", "Events in a batch", batch_sizes);
    auto options = ingest::WriterOptions{};
    options.on_batch = [seconds, events](std::size_t count, std::chrono::steady_clock::duration took) {
        seconds(Seconds(took).count());
        events(static_cast<double>(count));
    };
    return options;
}

void House::watch_node() {
    auto const lag =
        metrics.histogram("balie_stream_lag_seconds", "From a commit to the frames for browsers", latency);
    hub.observe_lag([lag](std::chrono::steady_clock::duration took) { lag(Seconds(took).count()); });
    metrics.gauge("balie_stream_watchers", "Open streams",
                  [this] { return static_cast<double>(hub.watchers()); });
    metrics.gauge("balie_nodes", "Nodes that serve this desk, this one included",
                  [this] { return static_cast<double>(bus.peers() + 1); });
    metrics.gauge("balie_ingest_waiting", "Events that wait for a lane",
                  [this] { return static_cast<double>(writer.waiting()); });
    metrics.gauge("balie_spool_webhooks", "Webhooks on this node's disk that wait for the database",
                  [this] { return static_cast<double>(spool.size()); });
    metrics.gauge("balie_spool_oldest_seconds", "Since when the oldest of them waits",
                  [this] { return since(spool.oldest(), clock.now()); });
    metrics.gauge("balie_delivery_in_flight", "Messages in the hands of a platform",
                  [this] { return static_cast<double>(delivery.in_flight()); });
    metrics.gauge("balie_database_waiting", "Transactions of handlers that wait for a connection",
                  [this] { return static_cast<double>(databases.desk.waiting()); });
}

// Of the whole desk: every node tells the same.
void House::watch_desk() {
    metrics.gauge("balie_outbox_messages", "Messages that are still to be sent, later ones included",
                  [this] { return static_cast<double>(figures.sum().to_send); });
    metrics.gauge("balie_outbox_oldest_seconds", "Since when the oldest of those that are due waits",
                  [this] { return since(figures.sum().oldest_due_at, clock.now()); });
    metrics.gauge("balie_messages_uncertain", "Messages of which nobody knows whether they arrived",
                  [this] { return static_cast<double>(figures.sum().uncertain); });
    metrics.gauge("balie_messages_uncertain_oldest_seconds", "Since when the oldest of them is on its way",
                  [this] { return since(figures.sum().oldest_uncertain_at, clock.now()); });
    metrics.gauge("balie_quarantine_webhooks", "Webhooks that could not be understood and wait for a person",
                  [this] { return static_cast<double>(figures.sum().quarantined); });
    metrics.gauges("balie_inbox_silence_seconds", "Since the last webhook of an inbox", "inbox",
                   [this] { return figures.silence(clock.now()); });
    metrics.gauges("balie_inbox_problems",
                   "Failed checks of an inbox's health, silence against its rhythm among them", "inbox",
                   [this] { return figures.problems(); });
}

}  // namespace balie::app
