// The live figures of the desk: how much is open, how much waits, since when, and with whom.
#pragma once

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie {

struct QueueFigures {
    std::int64_t open = 0;        // conversations that are open or pending
    std::int64_t waiting = 0;     // the customer waits for an answer
    std::int64_t unassigned = 0;  // open without an assignee
    std::optional<Time> longest_wait_since = {};
};

struct InboxQueue {
    InboxId inbox_id;
    std::string name = {};
    Channel channel = Channel::whatsapp;
    QueueFigures figures = {};
};

struct TeamQueue {
    TeamId team_id;
    std::string name = {};
    QueueFigures figures = {};
};

struct AgentQueue {
    UserId user_id;
    std::string name = {};
    Availability availability = Availability::offline;
    std::int64_t open = 0;
    std::int64_t waiting = 0;
};

struct Queue {
    Time at = {};
    QueueFigures figures = {};
    std::vector<InboxQueue> inboxes = {};
    std::vector<TeamQueue> teams = {};
    std::vector<AgentQueue> agents = {};
};

}  // namespace balie
