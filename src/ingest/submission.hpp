// A webhook in the writer's hands, from its queue to the commit of its last event.
#pragma once

#include "ingest/webhook.hpp"

#include <balie/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace balie::ingest {

// Belongs to the network thread, but for the time of a batch, when the network thread leaves it alone.
struct Submission {
    std::shared_ptr<Webhook const> held;
    Webhook const& webhook;
    std::string day = {};  // its place in webhook_deliveries: day and number
    std::int64_t number = 0;
    bool body_is_stored = false;  // by a batch that held earlier events of it
    std::size_t open = 0;         // events that are not settled yet
    std::optional<Error> failure = {};
    std::string quarantine_reason = {};  // of the first event that could not be applied
    std::function<void()> settled = {};

    explicit Submission(std::shared_ptr<Webhook const> webhook_)
        : held(std::move(webhook_)), webhook(*held), open(webhook.events.size()) {}
};

// One event of it.
struct Item {
    std::shared_ptr<Submission> submission;
    std::size_t index = 0;

    Item(std::shared_ptr<Submission> submission_, std::size_t index_)
        : submission(std::move(submission_)), index(index_) {}
    RoutedEvent const& routed() const { return submission->webhook.events[index]; }
};

}  // namespace balie::ingest
